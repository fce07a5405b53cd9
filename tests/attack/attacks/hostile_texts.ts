import { limits } from "../../../protocol.ts";
import type { Attack } from "../attack.ts";
import { joinCrowd, mostOfOneAddress, repeat, steadyMs } from "../crowd.ts";

/** Sessions that say as much as they are let, each in a room of its own; `textOf` gives what in the `count`th round. */
function sayMuch(name: string, sessions: number, textOf: (count: number) => string): Attack {
  return {
    name,
    leastSeconds: 40,
    async run(target) {
      const roomOf = (index: number) => `own${index}`;
      const crowd = await joinCrowd(target, {
        count: sessions,
        roomsOf: (index) => [roomOf(index)],
      });
      await repeat(target, steadyMs, (count) => {
        const text = textOf(count);
        for (const [index, client] of crowd.entries()) {
          client.send({ type: "say", room: roomOf(index), text });
        }
      });
    },
  };
}

/** As much of it as a message takes. */
function fill(part: string, first = ""): string {
  const bytes = new TextEncoder().encode(part).length;
  return first + part.repeat(Math.floor((limits.textBytes - first.length) / bytes));
}

/** What takes long to normalize, to split, to clean or to look through, where it is not done with care. */
const hostile: readonly string[] = [
  fill("\u1100\u1161\u11a8"),
  fill("\u200d\u{1f469}", "\u{1f468}"),
  fill("\u{1f1e6}"),
  fill("\u202e\u2066", "a"),
  fill("\n", "a") + "b",
  fill("\u001b[", "a"),
  fill("\u001b]0;", "a"),
  fill("*_"),
  fill("@"),
  fill("http://"),
  fill("\ufdfa"),
  fill("\u6d77"),
  fill("\u0e01\u0e33"),
  fill(" ", "a") + "b",
  fill("<\u0301"),
];

/** Below and above the letter in turns: they are to be put into order. */
export const combiningMarks = sayMuch("combining marks", 24, () => fill("\u0301\u0323", "a"));

export const hostileTexts = sayMuch(
  "hostile texts",
  24,
  (count) => hostile[count % hostile.length] ?? "",
);

/** Words that no index has seen before. */
export const newWords = sayMuch("16 KB of new words", 24, () => randomText());

/** From as many sessions as one address may have. */
export const newWordsOfMany = sayMuch(
  "16 KB of new words, by many",
  mostOfOneAddress - 6,
  () => randomText(),
);

function randomText(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8 * 1024));
  return Array.from(bytes, (byte) => byte % 7 === 0 ? " " : byte.toString(36).padStart(2, "0"))
    .join("").slice(0, limits.textBytes);
}
