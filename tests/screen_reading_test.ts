import assert from "node:assert/strict";
import { startServer } from "../server.ts";
import { assertFrame } from "./support/program/assert_frame.ts";
import { FullScreen } from "./support/program/full_screen.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { talk } from "./support/clients/talk.ts";
import { testInTerminal } from "./support/program/test_in_terminal.ts";
import { unlimited } from "./support/servers/unlimited.ts";

const count = 1200;

testInTerminal("all that was said can be scrolled back to, searched, and gone to", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await fill(bob);
  await using ann = await FullScreen.open(server.port, "ann");
  await ann.row(/│HH:MM +bob message 1200 /);
  assert.equal(numbers(await ann.rows()).at(-1), 1200);

  let before = await ann.until("messages", isInOrder);
  const isAtStart = () => numbers(before)[0] === 1 && /│── YYYY-MM-DD ─/.test(before[0] ?? "");
  for (let presses = 0; !isAtStart(); presses++) {
    assert.ok(presses < 1000, before.join("\n"));
    await ann.press("PPage");
    before = await ann.until("messages in order, without a gap", isInOrder);
  }
  await ann.status(/↓ \d+ {2}not encrypted$/);
  await bob.say("one more");
  await bob.say("and another");
  await ann.status(/↓ 2 new {2}not encrypted$/);
  const main = (rows: readonly string[]) => rows.slice(0, -2).map((row) => row.slice(13));
  assert.deepEqual(main(await ann.rows()), main(before));
  await ann.wheel("down", 40, 10);
  await ann.until(
    "three rows less",
    (rows) => rows[0]?.includes(before[3]?.slice(14, 60) ?? "") ?? false,
  );
  await ann.press("End");
  await ann.row(/ bob and another /);
  await ann.status(/^ #lobby {2}not encrypted$/);

  await ann.enter("/search needle");
  await ann.row(/Enter goes there, Esc closes/);
  await ann.row(/#lobby +bob: message 0123 with a needle/);
  await ann.press("Enter");
  await ann.row(/ bob message 0123 with a needle/);
  const around = numbers(await ann.until("messages in order, without a gap", isInOrder));
  assert.ok(around.includes(121) && around.includes(125), around.join(" "));
  await ann.press("NPage");
  await ann.until("what was said next", (rows) => (numbers(rows)[0] ?? 0) > (around[0] ?? 0));
  await ann.enter("said here");
  await ann.row(/ ann said here/);
  await ann.row(/ bob and another /);
});

testInTerminal(
  "the frame is right in every size, while messages come and a line is typed",
  async () => {
    await using server = startServer({ sessionBounds: unlimited });
    await using bob = await RawClient.join(server.port, "bob");
    await using ann = await FullScreen.open(server.port, "ann");
    await ann.type("half");
    await ann.input("#lobby> half");
    const sizes = [[100, 30], [40, 10], [20, 5], [120, 40], [20, 5], [100, 30]] as const;
    for (const [columns, rows] of sizes) {
      await ann.tmux.resize(columns, rows);
      {
        await using _talking = talk(bob, "lobby");
        await ann.until("a frame of that size with what comes", (seen) => {
          const hasBorder = seen[0]?.includes("│") ?? false;
          return seen.length === rows && hasBorder === columns >= 80 &&
            /bob \d+( |$)/.test(seen.at(-3) ?? "");
        });
      }
      const { text } = await bob.say(`last at ${columns}`);
      await ann.row(new RegExp(`bob ${text}`));
      const input = columns < 30 ? "#lo…> half" : "#lobby> half";
      await ann.input(input);
      const seen = await ann.rows();
      assertFrame(seen, columns, rows);
      assert.match(seen.at(-3) ?? "", new RegExp(`bob ${text}`));
      await ann.cursorAt(input.length, rows - 1);
    }
    await ann.enter(" a line");
    await bob.next("message", ({ text }) => text === "half a line");
  },
);

testInTerminal("20 columns and 5 rows are enough to say, read, scroll and go about", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  const args = ["--room", "lobby", "--room", "dev"];
  await using ann = await FullScreen.open(server.port, "ann", { columns: 20, rows: 5, args });
  for (const text of ["one", "two", "three", "four"]) await bob.say(text);
  await ann.row(/^HH:MM bob four$/);
  await ann.type("hello there, this is long");
  await ann.press("Enter");
  await bob.next("message", ({ text }) => text === "hello there, this is long");
  await ann.row(/^ {2}long$/);
  await ann.press("PPage", "PPage", "PPage");
  await ann.row(/^HH:MM bob two$/);
  assertFrame(await ann.rows(), 20, 5);
  await ann.status(/↓ \d+/);
  await ann.press("End");
  await ann.row(/^ {2}long$/);
  await bob.say("ann: look", "dev");
  await ann.status(/2:1!/);
  await ann.press("M-a");
  await ann.input("#dev>");
  await ann.row(/^HH:MM bob ann: look$/);
  assertFrame(await ann.rows(), 20, 5);
});

async function fill(bob: RawClient): Promise<void> {
  const texts = Array.from({ length: count }, (_, index) => {
    const number = `${index + 1}`.padStart(4, "0");
    return `message ${number}${index + 1 === 123 ? " with a needle" : ""}`;
  });
  bob.send(...texts.map((text) => ({ type: "say", room: "lobby", text, kind: "text" }) as const));
  await bob.next("message", ({ text }) => text === texts.at(-1));
}

/** Of the messages that are seen. */
function numbers(rows: readonly string[]): number[] {
  return rows.flatMap((row) => {
    const [, number] = / bob message (\d{4})/.exec(row) ?? [];
    return number === undefined ? [] : [Number(number)];
  });
}

/** Not so while a frame is on its way to the terminal. */
function isInOrder(rows: readonly string[]): boolean {
  const seen = numbers(rows);
  return seen.every((number, index) => index === 0 || number === (seen[index - 1] ?? 0) + 1);
}
