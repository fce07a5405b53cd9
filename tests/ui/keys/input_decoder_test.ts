import assert from "node:assert/strict";
import fc from "fast-check";
import { InputDecoder } from "../../../ui/keys/input_decoder.ts";
import type { InputEvent } from "../../../ui/keys/input_event.ts";
import { actionOf, keyGroups } from "../../../ui/keys/key_bindings.ts";
import { bounded } from "../../support/bounded.ts";

const encoder = new TextEncoder();

/** Without its timer, which would not run between the chunks. */
function decode(...chunks: readonly Uint8Array[]): InputEvent[] {
  const events: InputEvent[] = [];
  using decoder = new InputDecoder((event) => events.push(event));
  for (const chunk of chunks) decoder.push(chunk);
  return events;
}

function decodeText(text: string): InputEvent[] {
  return decode(encoder.encode(text));
}

function keyNames(text: string): string[] {
  return decodeText(text).map((event) => event.type === "key" ? event.name : event.type);
}

/** What comes of it if nothing follows. */
async function decodeAlone(text: string, count: number): Promise<string[]> {
  const names: string[] = [];
  const come = Promise.withResolvers<void>();
  using decoder = new InputDecoder((event) => {
    names.push(event.type === "key" ? event.name : event.type);
    if (names.length === count) come.resolve();
  }, 1);
  decoder.push(encoder.encode(text));
  await bounded(come.promise, () => `${count} keys of ${JSON.stringify(text)}`);
  return names;
}

// deno-fmt-ignore: a table
const sequences: readonly [name: string, ...sequences: string[]][] = [
  ["enter", "\r"], ["ctrl+j", "\n"], ["alt+enter", "\x1b\r", "\x1b\n", "\x1b[13;3u", "\x1b[27;3;13~"],
  ["tab", "\t"], ["shift+tab", "\x1b[Z"], ["ctrl+space", "\0"],
  ["backspace", "\x7f"], ["ctrl+h", "\x08"], ["alt+backspace", "\x1b\x7f", "\x1b\x08"],
  ["ctrl+backspace", "\x1b[127;5u", "\x1b[27;5;127~"],
  ["up", "\x1b[A", "\x1bOA"], ["down", "\x1b[B", "\x1bOB"],
  ["right", "\x1b[C", "\x1bOC"], ["left", "\x1b[D", "\x1bOD"],
  ["alt+up", "\x1b[1;3A", "\x1b\x1b[A", "\x1b\x1bOA"], ["alt+right", "\x1b[1;3C", "\x1b[1;9C"],
  ["alt+down", "\x1b[1;3B"], ["alt+left", "\x1b[1;3D", "\x1b\x1b[D"],
  ["ctrl+left", "\x1b[1;5D", "\x1bOd"], ["ctrl+right", "\x1b[1;5C", "\x1bOc"],
  ["shift+right", "\x1b[1;2C", "\x1b[c"], ["ctrl+alt+right", "\x1b[1;7C"],
  ["ctrl+shift+left", "\x1b[1;6D"], ["ctrl+alt+shift+left", "\x1b[1;8D"],
  ["home", "\x1b[H", "\x1bOH", "\x1b[1~", "\x1b[7~"], ["end", "\x1b[F", "\x1bOF", "\x1b[4~", "\x1b[8~"],
  ["ctrl+home", "\x1b[1;5H", "\x1b[1;5~"], ["alt+home", "\x1b[1;3H"],
  ["ctrl+end", "\x1b[1;5F"], ["alt+end", "\x1b[1;3F"],
  ["delete", "\x1b[3~"], ["ctrl+delete", "\x1b[3;5~", "\x1b[3^"], ["shift+delete", "\x1b[3$"],
  ["pageup", "\x1b[5~"], ["pagedown", "\x1b[6~"], ["ctrl+pageup", "\x1b[5;5~"],
  ["insert", "\x1b[2~"], ["f1", "\x1bOP", "\x1b[11~", "\x1b[[A"], ["f5", "\x1b[15~"],
  ["f12", "\x1b[24~"], ["shift+f5", "\x1b[15;2~"],
  ["ctrl+a", "\x01", "\x1b[97;5u"], ["ctrl+c", "\x03"], ["ctrl+z", "\x1a"], ["ctrl+_", "\x1f"],
  ["ctrl+\\", "\x1c"], ["ctrl+]", "\x1d"], ["ctrl+^", "\x1e"], ["ctrl+alt+a", "\x1b\x01"],
  ["alt+1", "\x1b1"], ["alt+0", "\x1b0"], ["alt+a", "\x1ba", "\x1bA"], ["alt+.", "\x1b."],
  ["alt+space", "\x1b "], ["alt+é", "\x1bé"], ["alt+🚀", "\x1b🚀"],
];

for (const [name, ...sent] of sequences) {
  Deno.test(`InputDecoder knows ${name}`, () => {
    for (const sequence of sent) {
      assert.deepEqual(keyNames(sequence), [name], JSON.stringify(sequence));
    }
  });
}

Deno.test("InputDecoder knows the keys of all bindings", () => {
  const known = new Set([...sequences.map(([name]) => name), "escape"]);
  const letters = /^(ctrl|alt)\+[a-z0-9]$/;
  for (const key of keyGroups.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys))) {
    assert.ok(known.has(key) || letters.test(key), `${key} of "${actionOf(key)}"`);
  }
});

Deno.test("InputDecoder takes a sequence that nothing follows for the key", async () => {
  assert.deepEqual(await decodeAlone("\x1b", 1), ["escape"]);
  assert.deepEqual(await decodeAlone("\x1b\x1b", 2), ["escape", "escape"]);
  assert.deepEqual(await decodeAlone("\x1b[", 1), ["alt+["]);
  assert.deepEqual(await decodeAlone("\x1bO", 1), ["alt+o"]);
  assert.deepEqual(await decodeAlone("\x1b]", 1), ["alt+]"]);
  assert.deepEqual(await decodeAlone("a\x1b", 2), ["a", "escape"]);
});

Deno.test("InputDecoder gives typed text code point by code point, and enter", () => {
  assert.deepEqual(keyNames("hello\r"), ["h", "e", "l", "l", "o", "enter"]);
  const astronaut = decodeText("👩‍🚀 A").map((event) => event.type === "key" ? event.text : "");
  assert.deepEqual(astronaut, ["👩", "\u200d", "🚀", " ", "A"]);
  assert.deepEqual(decodeText("A"), [{ type: "key", name: "A", text: "A" }]);
  assert.deepEqual(decodeText("\x01"), [{ type: "key", name: "ctrl+a", text: "" }]);
});

Deno.test("InputDecoder gives in one piece what nobody types so fast", () => {
  const text = "é".repeat(33);
  assert.deepEqual(decodeText(`${text}\r`).map((event) => event.type === "key" && event.name), [
    "text",
    "enter",
  ]);
  assert.deepEqual(decodeText(text), [{ type: "key", name: "text", text }]);
  assert.equal(decodeText("🚀".repeat(32)).length, 32);
});

Deno.test("InputDecoder tells that a character with Alt writes nothing", () => {
  const events = decodeText("\x1b/\x1bY\x1b🚀\x1b1\x1b[121;3u");
  const names = ["alt+/", "alt+y", "alt+🚀", "alt+1", "alt+y"];
  assert.deepEqual(events, names.map((name) => ({ type: "key", name, text: "" })));
});

Deno.test("InputDecoder tells clicks and the wheel, and no other use of the mouse", () => {
  const at = { type: "mouse", column: 9, row: 4 };
  assert.deepEqual(decodeText("\x1b[<0;10;5M\x1b[<0;10;5m"), [{ ...at, action: "click" }]);
  assert.deepEqual(decodeText("\x1b[<64;10;5M"), [{ ...at, action: "wheelUp" }]);
  assert.deepEqual(decodeText("\x1b[<81;10;5M"), [{ ...at, action: "wheelDown" }]);
  assert.deepEqual(decodeText("\x1b[<2;10;5M\x1b[<35;10;5M\x1b[<66;1;1M\x1b[M !!"), []);
});

Deno.test("InputDecoder tells the focus", () => {
  const [off, on] = decodeText("\x1b[O\x1b[I");
  assert.deepEqual(off, { type: "focus", focused: false });
  assert.deepEqual(on, { type: "focus", focused: true });
});

Deno.test("InputDecoder gives a paste whole, with line feeds, without control characters", () => {
  const paste = decodeText("\x1b[200~a\r\nb\rc\x1b[A\td\x03\x9b\x7f🚀\x1b[201~!");
  assert.deepEqual(paste, [
    { type: "paste", text: "a\nb\nc[A\td🚀" },
    { type: "key", name: "!", text: "!" },
  ]);
  assert.deepEqual(decodeText("\x1b[200~\x1b[201~"), [{ type: "paste", text: "" }]);
});

Deno.test("InputDecoder drops what a paste has over its bound", () => {
  const [paste, ...after] = decodeText(`\x1b[200~${"ab".repeat(1024 * 1024)}\x1b[201~!`);
  assert.equal(paste?.type === "paste" && paste.isCut && paste.text.length, 1024 * 1024);
  assert.deepEqual(decodeText("\x1b[200~a\x1b[201~"), [{ type: "paste", text: "a" }]);
  assert.equal(after.length, 1);
});

Deno.test("InputDecoder swallows a terminal's answers", () => {
  const answers = [
    ...["\x1b[?62;22c", "\x1b[>41;354;0c", "\x1b[?1u", "\x1b[?2026;2$y", "\x1b[201~"],
    ...["\x1b]11;rgb:0000/0000/0000\x1b\\", "\x1b]10;rgb:f/f/f\x07", "\x1bP>|tmux 3.3a\x1b\\"],
    ...["\x1b_Gi=31;OK\x1b\\", "\x1bP1+r\x9c", "\x1b[9999z", "\x9b", "\x85"],
  ];
  for (const answer of answers) assert.deepEqual(keyNames(`${answer}a`), ["a"], answer);
});

Deno.test("InputDecoder ends an answer that is broken off by another sequence", () => {
  assert.deepEqual(keyNames("\x1b]11;rgb\x1b[A"), ["up"]);
  assert.deepEqual(keyNames("\x1b[12\x1b[A"), ["up"]);
  assert.deepEqual(keyNames(`\x1b[${"1".repeat(62)}a`), ["a"]);
});

Deno.test({
  name: "InputDecoder tells nothing more once a key has disposed of it",
  // It leaves no timer behind.
  sanitizeOps: true,
  fn() {
    const names: string[] = [];
    const decoder: InputDecoder = new InputDecoder((event) => {
      names.push(event.type === "key" ? event.name : event.type);
      decoder[Symbol.dispose]();
    });
    decoder.push(encoder.encode("\x1aab\x1b[A\x1b"));
    decoder.push(encoder.encode("c\x1b"));
    assert.deepEqual(names, ["ctrl+z"]);
  },
});

const pieces = fc.oneof(
  fc.constantFrom(...sequences.flatMap(([, ...sent]) => sent)),
  fc.constantFrom("\x1b[<0;10;5M", "\x1b[I", "\x1b[200~", "\x1b[201~", "\x1b]11;x\x1b\\", "\x1bP"),
  fc.constantFrom("\x1b", "\x1b[", "\x1bO", "\x1b[M", "\x1b[[", "\x9b", "ß", "你", "👩‍🚀"),
  fc.string(),
);
const rubbish = fc.oneof(
  fc.array(pieces).map((texts) => encoder.encode(texts.join(""))),
  fc.uint8Array({ maxLength: 200 }),
);

/** A text that came at once as it is typed. */
function inPieces(events: readonly InputEvent[]): InputEvent[] {
  return events.flatMap((event) =>
    event.type === "key" && event.name === "text"
      ? [...event.text].map((text) => ({ type: "key", name: text, text }) as const)
      : [event]
  );
}

Deno.test("InputDecoder gives the same however the bytes are cut", () => {
  fc.assert(fc.property(rubbish, fc.array(fc.nat(20)), (bytes, lengths) => {
    const whole = inPieces(decode(bytes));
    assert.deepEqual(decode(...Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
    const chunks: Uint8Array[] = [];
    let start = 0;
    for (const length of lengths) chunks.push(bytes.subarray(start, start += length));
    assert.deepEqual(inPieces(decode(...chunks, bytes.subarray(start))), whole);
  }));
});

Deno.test("InputDecoder gives keys with a name, and at most one code point", () => {
  fc.assert(fc.property(rubbish, (bytes) => {
    for (const event of decode(bytes)) {
      if (event.type !== "key") continue;
      assert.notEqual(event.name, "");
      assert.ok([...event.text].length <= 1 || event.name === "text");
      assert.doesNotMatch(event.name + event.text, /[\p{Cc}\p{Cs}]/u);
    }
  }));
});
