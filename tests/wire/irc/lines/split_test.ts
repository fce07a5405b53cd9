import assert from "node:assert/strict";
import fc from "fast-check";
import { splitText, withoutBlank } from "../../../../wire/irc/lines/split.ts";

const bytes = (text: string) => new TextEncoder().encode(text).length;
const split = (text: string, maxBytes: number) => splitText(text, maxBytes).map(({ text }) => text);

Deno.test("splitText() leaves alone what fits", () => {
  assert.deepEqual(splitText("hello", 5), [{ text: "hello", continues: false }]);
  assert.deepEqual(split("é".repeat(200), 400), ["é".repeat(200)]);
  assert.deepEqual(split("", 4), [""]);
});

Deno.test("splitText() makes a piece of each line, of empty ones too", () => {
  assert.deepEqual(splitText("one\n\ntwo\n", 400), [
    { text: "one", continues: false },
    { text: "", continues: false },
    { text: "two", continues: false },
    { text: "", continues: false },
  ]);
});

Deno.test("withoutBlank() leaves out the pieces that say nothing", () => {
  assert.deepEqual(withoutBlank(splitText("one\n \n\ntwo", 400)).map(({ text }) => text), [
    "one",
    "two",
  ]);
});

Deno.test("splitText() cuts behind a space, and keeps it", () => {
  assert.deepEqual(splitText("see you there", 9), [
    { text: "see you ", continues: false },
    { text: "there", continues: true },
  ]);
  assert.deepEqual(split("abcd efgh", 5), ["abcd ", "efgh"]);
  assert.deepEqual(split("abcdefghij k", 4), ["abcd", "efgh", "ij k"]);
});

Deno.test("splitText() cuts no character, and no grapheme that fits in a piece", () => {
  assert.deepEqual(split("éééé", 5), ["éé", "éé"]);
  assert.deepEqual(split("abce\u0301f", 4), ["abc", "e\u0301f"]);
  const family = "👨‍👩‍👧‍👦";
  assert.deepEqual(
    split(`abcd${family}${family}x`, 30),
    ["abcd" + family, family + "x"].slice(0, 2),
  );
  const flag = "🇩🇪";
  assert.deepEqual(split(flag.repeat(4), 20), [flag.repeat(2), flag.repeat(2)]);
});

Deno.test("splitText() cuts a grapheme that fits in no piece, between characters", () => {
  const marked = `e${"\u0301".repeat(20)}`;
  const pieces = split(marked, 10);
  assert.equal(pieces.join(""), marked);
  assert.ok(pieces.every((piece) => bytes(piece) <= 10));
});

Deno.test("splitText() ends where there is no room at all", () => {
  for (const maxBytes of [3, 0, -5]) {
    assert.deepEqual(split("abcdef👍", maxBytes), ["abcd", "ef", "👍"]);
  }
});

Deno.test("splitText() cuts 16 KiB without a space", () => {
  for (const letter of ["x", "é", "語", "👍🏽"]) {
    const text = letter.repeat(16384 / bytes(letter));
    const pieces = split(text, 400);
    assert.equal(pieces.join(""), text);
    assert.ok(pieces.every((piece) => bytes(piece) <= 400 && bytes(piece) % bytes(letter) === 0));
    assert.ok(pieces.length <= 42);
  }
});

Deno.test("the pieces of any text fit, and are together what it was", () => {
  const unit = fc.constantFrom(..."ab  \né語\u0301\u200d", "👩", "🏽", "🇩", "\r");
  const text = fc.oneof(fc.string({ unit }), fc.string({ unit: "grapheme", maxLength: 60 }));
  fc.assert(fc.property(text, fc.integer({ min: 4, max: 60 }), (text, maxBytes) => {
    const pieces = splitText(text, maxBytes);
    assert.ok(pieces.every((piece) => bytes(piece.text) <= maxBytes && !piece.text.includes("\n")));
    assert.ok(pieces.every(({ text, continues }) => text !== "" || !continues));
    const whole = pieces.map(({ text, continues }) => continues ? text : `\n${text}`).join("");
    assert.equal(whole.slice(1), text);
  }));
});

Deno.test("splitText() cuts where pieces were joined, too", () => {
  const pieces = splitText("one two\nthree", 100, [4, 7, 9]);
  assert.deepEqual(pieces, [
    { text: "one ", continues: false },
    { text: "two", continues: true },
    { text: "t", continues: false },
    { text: "hree", continues: true },
  ]);
});
