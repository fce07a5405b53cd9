import assert from "node:assert/strict";
import fc from "fast-check";
import { ChatError } from "../../../chat/chat_error.ts";
import { parseRoomName } from "../../../chat/rooms/room_name.ts";
import { limits } from "../../../protocol.ts";
import { anyCharacter, anyText } from "../any_text.ts";
import { assertRefused } from "../assert_refused.ts";

const good: readonly [raw: string, name: string][] = [
  ["lobby", "lobby"],
  ["#lobby", "lobby"],
  ["Dev.Ops_2-x", "dev.ops_2-x"],
  ["ÉCOLE", "école"],
  ["E\u0301cole", "école"],
  ["ＲＯＯＭ", "room"],
  ["İstanbul", "istanbul"],
  ["I\u0307STANBUL", "istanbul"],
  ["ΟΔΟΣ", "οδος"],
  ["日本語", "日本語"],
  ["हिन्दी", "हिन्दी"],
  ["2026", "2026"],
  [".x", ".x"],
];

Deno.test("parseRoomName() gives NFKC in lower case, without the # before it", () => {
  for (const [raw, name] of good) assert.equal(parseRoomName(raw), name);
});

const bad = [
  ...["", "#", "##x", "a b", " a", "a\tb", "a\nb", "a\x1bb", "a\u009bb", "\ud800"],
  ...[".", "..", "_", "-", "\u0301", "a/b", "a,b", "a:b", "@a", "a#b", "a\\b", 'a"b', "a😀"],
  ...["a\u200bb", "a\u200db", "a\u00adb", "a\u202eb", "\u3164", "a\ufe0f"],
];

Deno.test("parseRoomName() refuses spaces, signs, invisible characters, and no letter", () => {
  for (const raw of bad) {
    assertRefused("room_invalid", () => parseRoomName(raw), JSON.stringify(raw));
  }
});

Deno.test("parseRoomName() refuses letters that look like others or like nothing, word by word", () => {
  const names = [
    "l\u043ebby",
    "dev-l\u043ebby",
    "\u1d00ll",
    "a\u{13440}",
    "\u{13441}",
    "a\u{11f42}",
    "a\u093e",
    "dev-\u05d0\u05d1-2",
    "\u0627\u0628.dev",
  ];
  for (const raw of names) {
    assertRefused("room_invalid", () => parseRoomName(raw), JSON.stringify(raw));
  }
  for (const raw of ["dev-чат", "чат", "日本語room", "équipe_ελλάς", "dev.१", "צוות-2"]) {
    assert.equal(parseRoomName(raw), raw);
  }
});

Deno.test("parseRoomName() counts code points, and takes the most there may be", () => {
  for (const letter of ["r", "é", "𠮷"]) {
    const longest = letter.repeat(limits.roomNameLength);
    assert.equal(parseRoomName(longest), longest);
    assert.equal(parseRoomName(`#${longest}`), longest);
    assertRefused("room_invalid", () => parseRoomName(longest + letter), letter);
  }
  assertRefused("room_invalid", () => parseRoomName("r".repeat(limits.frameBytes)));
});

const nearName = fc.array(
  fc.oneof(
    anyCharacter,
    fc.constantFrom("a", "É", "ß", "Σ", "İ", "ﬁ", "#", ".", "-", "\u0301", "\u0323"),
    fc.constantFrom("Ά", "\u0345", "\u0308", "Ⅷ"),
  ),
  { maxLength: 8 },
).map((parts) => parts.join(""));

Deno.test("parseRoomName() of anything refuses it or gives a name that parses to itself", () => {
  fc.assert(
    fc.property(fc.oneof(nearName, anyText), (raw) => {
      let name: string;
      try {
        name = parseRoomName(raw);
      } catch (error) {
        assert.ok(error instanceof ChatError, String(error));
        return;
      }
      assert.equal(parseRoomName(name), name);
      assert.equal(parseRoomName(`#${name}`), name);
    }),
    { numRuns: 2000 },
  );
});

Deno.test("parseRoomName() gives NFKC where that of the lower case is another", () => {
  const name = parseRoomName("Ά\u0345");
  assert.equal(name, name.normalize("NFKC"));
});
