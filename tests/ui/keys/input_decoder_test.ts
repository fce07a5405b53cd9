import assert from "node:assert/strict";
import fc from "fast-check";
import { InputDecoder } from "../../../ui/keys/input_decoder.ts";
import type { TerminalEvent } from "../../../ui/keys/input_event.ts";
import { actionOf, keyGroups } from "../../../ui/keys/key_bindings.ts";
import { setTimeout as delay } from "node:timers/promises";
import { bounded } from "../../support/bounded.ts";

const encoder = new TextEncoder();

/** Without its timer, which would not run between the chunks. */
function decode(...chunks: readonly Uint8Array[]): TerminalEvent[] {
  const events: TerminalEvent[] = [];
  using decoder = new InputDecoder((event) => events.push(event));
  for (const chunk of chunks) decoder.push(chunk);
  return events;
}

function decodeText(text: string): TerminalEvent[] {
  return decode(encoder.encode(text));
}

function nameOf(event: TerminalEvent): string {
  return event.type === "key" ? event.name : event.type;
}

function keyNames(text: string): string[] {
  return decodeText(text).map(nameOf);
}

const soon = { key: 1, sequence: 1, paste: 1, lines: 1 };

/** What comes of it if nothing follows. */
async function decodeAlone(text: string, count: number): Promise<string[]> {
  const names: string[] = [];
  const come = Promise.withResolvers<void>();
  using decoder = new InputDecoder((event) => {
    names.push(event.type === "paste" ? `paste ${event.text}` : nameOf(event));
    if (names.length === count) come.resolve();
  }, soon);
  decoder.push(encoder.encode(text));
  await bounded(come.promise, () => `${count} keys of ${JSON.stringify(text)}`);
  return names;
}

// deno-fmt-ignore: a table
const sequences: readonly [name: string, ...sequences: string[]][] = [
  ["enter", "\r", "\x1bOM", "\x1b[57414u", "\x1b[13u", "\x1b[13;129u"],
  ["ctrl+j", "\n", "\x1b[106;5u"],
  ["alt+enter", "\x1b\r", "\x1b\n", "\x1b[13;3u", "\x1b[27;3;13~", "\x1bO3M"],
  ["shift+enter", "\x1b[13;2u", "\x1b[27;2;13~", "\x1b[13;2:1u", "\x1b[13;2:2u", "\x1b[13;66u",
    "\x1bO2M", "\x1b[57414;2u"],
  ["ctrl+enter", "\x1b[13;5u", "\x1b[27;5;13~", "\x1b[57414;5u"],
  ["ctrl+shift+enter", "\x1b[13;6u"], ["alt+shift+enter", "\x1b[13;4u"],
  ["ctrl+alt+enter", "\x1b[13;7u"], ["ctrl+alt+shift+enter", "\x1b[13;8u"],
  ["tab", "\t", "\x1b[105;5u", "\x1b[9;5u", "\x1bOI"], ["shift+tab", "\x1b[Z", "\x1b[9;2u", "\x1b[27;2;9~"],
  ["ctrl+space", "\0", "\x1b[32;5u"], [" ", " ", "\x1b[32;2u", "\x1bO "],
  ["escape", "\x1b[27u", "\x1b[27;2u", "\x1b[91;5u", "\x1b[27;1:2u"],
  ["backspace", "\x7f", "\x1b[127;2u", "\x1b[27;2;127~"], ["ctrl+h", "\x08", "\x1b[104;5u"],
  ["alt+backspace", "\x1b\x7f", "\x1b\x08", "\x1b[127;3u"],
  ["ctrl+backspace", "\x1b[127;5u", "\x1b[27;5;127~"],
  ["up", "\x1b[A", "\x1bOA", "\x1b[1;129A", "\x1b[1;1:2A", "\x1b[57419u"], ["down", "\x1b[B", "\x1bOB"],
  ["5", "5", "\x1bOu", "\x1b[57404u"], ["0", "\x1bOp", "\x1b[57399;129u"], ["9", "\x1bOy"], ["=", "\x1bOX"],
  ["*", "\x1bOj"], ["+", "\x1bOk", "\x1b[57413u"], [",", "\x1bOl"], ["-", "\x1bOm"], [".", "\x1bOn"], ["/", "\x1bOo"],
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
  ["alt+!", "\x1b!"], ["alt+pageup", "\x1b[5;3~"], ["alt+pagedown", "\x1b[6;3~"],
  ["insert", "\x1b[2~"], ["f1", "\x1bOP", "\x1b[11~", "\x1b[[A", "\x1b[P", "\x1b[1;1P"], ["f5", "\x1b[15~"],
  ["f12", "\x1b[24~"], ["shift+f5", "\x1b[15;2~"],
  ["ctrl+a", "\x01", "\x1b[97;5u", "\x1b[27;5;97~", "\x1b[97;69u", "\x1b[97:65;6u", "\x1b[97;5:1u"],
  ["ctrl+c", "\x03", "\x1b[1089::99;5u"], ["ctrl+z", "\x1a"], ["ctrl+_", "\x1f", "\x1b[45:95;6u", "\x1b[47;5u", "\x1b[27;5;95~"],
  ["ctrl+\\", "\x1c"], ["ctrl+]", "\x1d"], ["ctrl+^", "\x1e"], ["ctrl+alt+a", "\x1b\x01", "\x1b[97;7u"],
  ["alt+1", "\x1b1"], ["alt+0", "\x1b0"], ["alt+a", "\x1ba", "\x1bA", "\x1b[97;3u", "\x1b[97:65;4u", "\x1b[1092::97;3u"], ["alt+.", "\x1b."],
  ["A", "A", "\x1b[65;2u", "\x1b[97;2u", "\x1b[97:65;2u"], ["ß", "ß", "\x1b[223;2u"],
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
  const known = new Set(sequences.map(([name]) => name));
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

Deno.test("InputDecoder tells clicks with two buttons and the wheel, and no other use of the mouse", () => {
  const at = { type: "mouse", column: 9, row: 4 };
  assert.deepEqual(decodeText("\x1b[<0;10;5M\x1b[<0;10;5m"), [{ ...at, action: "click" }]);
  assert.deepEqual(decodeText("\x1b[<2;10;5M\x1b[<2;10;5m"), [{ ...at, action: "rightClick" }]);
  assert.deepEqual(decodeText("\x1b[<64;10;5M"), [{ ...at, action: "wheelUp" }]);
  assert.deepEqual(decodeText("\x1b[<81;10;5M"), [{ ...at, action: "wheelDown" }]);
  assert.deepEqual(decodeText("\x1b[<1;10;5M\x1b[<35;10;5M\x1b[<66;1;1M\x1b[M !!"), []);
});

Deno.test("InputDecoder tells the focus", () => {
  const [off, on] = decodeText("\x1b[O\x1b[I");
  assert.deepEqual(off, { type: "focus", focused: false });
  assert.deepEqual(on, { type: "focus", focused: true });
});

Deno.test("InputDecoder gives a paste whole, with line feeds, without control characters and colors", () => {
  const paste = decodeText("\x1b[200~a\r\nb\rc\x1b[1;31m\td\x1b[m\x03\x7f🚀\x1b[201~!");
  assert.deepEqual(paste, [
    { type: "paste", text: "a\nb\nc\td🚀" },
    { type: "key", name: "!", text: "!" },
  ]);
  assert.deepEqual(decodeText("\x1b[200~\x1b[201~"), [{ type: "paste", text: "" }]);
});

const unfinished = {
  "\x1b[200~abc": ["paste abc"],
  "\x1b[200~abc\x1b[20": ["paste abc"],
  "\x1b[200~a\rb\x1b": ["paste a\nb"],
  "a\x1b[201~": ["a"],
  "\x1b[<0;10": [],
  "\x1b[M ": [],
  "\x1b[12;": [],
  "\x1b]11;rgb:0": [],
  "\x1b]11;rgb:0\x1b": ["escape"],
  "\x1bP>|tm": [],
  "\x1b_Gi=": [],
  "\x1bO": ["alt+o"],
};

for (const [begun, names] of Object.entries(unfinished)) {
  Deno.test(`InputDecoder is not held up by ${JSON.stringify(begun)} without its end`, async () => {
    const told: string[] = [];
    using decoder = new InputDecoder((event) => {
      told.push(event.type === "paste" ? `paste ${event.text}` : nameOf(event));
      if (nameOf(event) !== "ctrl+x") come.resolve();
    }, soon);
    let come = Promise.withResolvers<void>();
    decoder.push(encoder.encode(begun));
    for (let left = names.length - told.length; left > 0; left--) {
      await bounded(come.promise, () => names.join());
      come = Promise.withResolvers();
    }
    if (names.length === 0) await delay(20);
    assert.deepEqual(told, names);
    decoder.push(encoder.encode("x\r\x03"));
    assert.deepEqual(told, [...names, "x", "enter", "ctrl+c"]);
  });
}

Deno.test("InputDecoder is not held up by half a character", () => {
  const [half, ...keys] = decode(Uint8Array.of(0xe4, 0xbd), encoder.encode("a\r\x03"));
  assert.equal(half?.type === "key" && half.text, "\ufffd");
  assert.deepEqual(keys.map(nameOf), ["a", "enter", "ctrl+c"]);
});

Deno.test("InputDecoder tells Ctrl+C at once, whatever it holds", () => {
  const begun = [
    "\x1b[200~ab",
    "\x1b[200~ab\x1b[20",
    "\x1b]11;rgb",
    "\x1bP",
    "\x1b[<0;1",
    "a\rb",
    "\x1b[12",
  ];
  for (const text of begun) {
    const last = decode(encoder.encode(text), encoder.encode("\x03"), encoder.encode("x")).slice(
      -2,
    );
    assert.deepEqual(last.map(nameOf), ["ctrl+c", "x"], JSON.stringify(text));
  }
  const [paste] = decode(encoder.encode("\x1b[200~ab\x1b[20"), encoder.encode("\x03"));
  assert.deepEqual(paste, { type: "paste", text: "ab" });
});

Deno.test("InputDecoder takes Ctrl+C that stands in a paste for a character of it", () => {
  assert.deepEqual(decodeText("\x1b[200~a\x03b\x1b[201~"), [{ type: "paste", text: "ab" }]);
});

Deno.test("InputDecoder takes several lines in one read for a paste, and one with its Enter for typing", async () => {
  assert.deepEqual(await decodeAlone("one\rtwo\r", 1), ["paste one\ntwo\n"]);
  assert.deepEqual(await decodeAlone("one\ntwo", 1), ["paste one\ntwo"]);
  assert.deepEqual(await decodeAlone("a\r\n\r\n\tb", 1), ["paste a\n\n\tb"]);
  assert.deepEqual(await decodeAlone("\x1b[31mred\x1b[m\rtwo\r", 1), ["paste red\ntwo\n"]);
  assert.deepEqual(keyNames("one\r"), ["o", "n", "e", "enter"]);
  assert.deepEqual(keyNames("\rone\r\r"), ["enter", "o", "n", "e", "enter", "enter"]);
  assert.deepEqual(keyNames("\r\r\r"), ["enter", "enter", "enter"]);
  assert.deepEqual(keyNames("a\x1b\rb\r"), ["a", "alt+enter", "b", "enter"]);
});

Deno.test("InputDecoder joins what is pasted without brackets in several reads, until a key is pressed", () => {
  const read = (...texts: readonly string[]) =>
    decode(...texts.map((text) => encoder.encode(text)));
  const all = { type: "paste", text: "one\ntwo\nthree\nfo" };
  const reads = ["one\rtw", "o\rthree\r", "fo"];
  assert.deepEqual(read(...reads), []);
  assert.deepEqual(read(...reads, "\r").map(nameOf), ["paste", "enter"]);
  assert.deepEqual(read(...reads, "\x1b[A")[0], all);
  assert.deepEqual(read(...reads, "\x7f").map(nameOf), ["paste", "backspace"]);
  assert.deepEqual(read("one\rtwo\r\x1b[200~three\rfour\x1b[201~"), [
    { type: "paste", text: "one\ntwo\n" },
    { type: "paste", text: "three\nfour" },
  ]);
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
    ...["\x1b_Gi=31;OK\x1b\\", "\x1bP1+r\x9c", "\x1b[9999z", "\x85"],
    ...[
      "\x9b?62;22c",
      "\x9b12;40R",
      "\x9d11;rgb:f/f/f\x9c",
      "\x90>|tmux 3.3a\x9c",
      "\x9fGi=31;OK\x1b\\",
    ],
    ...[
      "\x1b]4;1;rgb:ffff/0000/0000\x07",
      "\x1b]52;c;aGk=\x1b\\",
      "\x1bP1$r0m\x1b\\",
      "\x1b[0n",
      "\x1b[12;40R",
    ],
    ...[
      "\x1b[4;1$y",
      "\x1b[8;24;80t",
      "\x1b]lchatroom\x1b\\",
      "\x1b[?1;2;4c",
      "\x1b[=1;2c",
      "\x1bP!|00000000\x1b\\",
    ],
    ...[
      "\x1b[<35;10;5M",
      "\x1b[<2;100;50m",
      "\x1b[M !!",
      "\x1b[32;10;5M",
      "\x1b[97;1:3u",
      "\x1b[1;1:3A",
      "\x1b[97;9u",
    ],
    ...["\x1b[57441;2u", "\x1b[57358u", "\x1b[?997;1n"],
  ];
  for (const answer of answers) {
    const writes = (events: readonly TerminalEvent[]) =>
      events.filter((event) => event.type !== "key" || event.text !== "").map(nameOf);
    for (let cut = 0; cut < answer.length; cut++) {
      const cutInTwo = [answer.slice(0, cut), `${answer.slice(cut)}a`].map((text) =>
        encoder.encode(text)
      );
      const told = writes(decode(...cutInTwo)).filter((name) => name !== "keyboardProtocol");
      assert.deepEqual(told, ["a"], JSON.stringify([answer, cut]));
    }
  }
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
function inPieces(events: readonly TerminalEvent[]): TerminalEvent[] {
  return events.flatMap((event) =>
    event.type === "key" && event.name === "text"
      ? [...event.text].map((text) => ({ type: "key", name: text, text }) as const)
      : [event]
  );
}

/** Which read they are in matters of these: line ends and Ctrl+C. */
const ofReads = [0x03, 0x0a, 0x0d];

Deno.test("InputDecoder gives the same however the bytes are cut", () => {
  fc.assert(fc.property(rubbish, fc.array(fc.nat(20)), (all, lengths) => {
    const bytes = all.filter((byte) => !ofReads.includes(byte));
    const whole = inPieces(decode(bytes));
    assert.deepEqual(decode(...Array.from(bytes, (byte) => Uint8Array.of(byte))), whole);
    const chunks: Uint8Array[] = [];
    let start = 0;
    for (const length of lengths) chunks.push(bytes.subarray(start, start += length));
    assert.deepEqual(inPieces(decode(...chunks, bytes.subarray(start))), whole);
  }));
});

Deno.test("InputDecoder gives all that is written in several lines, however it is cut", async () => {
  const lines = fc.array(fc.stringMatching(/^[a-zé你🚀]{1,9}$/u), { minLength: 2, maxLength: 9 });
  await fc.assert(
    fc.asyncProperty(lines, fc.array(fc.nat(20)), async (lines, lengths) => {
      let told = "";
      const come = Promise.withResolvers<void>();
      using decoder = new InputDecoder((event) => {
        if (event.type === "key") told += event.name === "enter" ? "\n" : event.text;
        if (event.type === "paste") told += event.text;
        if (told.length >= text.length) come.resolve();
      }, soon);
      const text = `${lines.join("\n")}\n`;
      let rest = encoder.encode(text.replaceAll("\n", "\r"));
      for (const length of [...lengths, Infinity]) {
        decoder.push(rest.subarray(0, length));
        rest = rest.subarray(length);
      }
      await bounded(come.promise, () => JSON.stringify(text));
      assert.equal(told, text);
    }),
    { numRuns: 50 },
  );
});

Deno.test("InputDecoder is not held up by rubbish", async () => {
  await fc.assert(
    fc.asyncProperty(rubbish, async (bytes) => {
      const come = Promise.withResolvers<void>();
      using decoder = new InputDecoder((event) => {
        if (nameOf(event) === "ctrl+c") come.resolve();
      }, soon);
      decoder.push(bytes);
      await delay(3);
      decoder.push(encoder.encode("\x03"));
      await bounded(come.promise, () => JSON.stringify([...bytes]));
    }),
    { numRuns: 50 },
  );
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
