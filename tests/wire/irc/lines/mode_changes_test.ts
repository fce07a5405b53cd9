import assert from "node:assert/strict";
import fc from "fast-check";
import {
  formatModeChanges,
  type ModeChange,
  type ModeParam,
  parseModeChanges,
} from "../../../../wire/irc/lines/mode_changes.ts";

const kinds: ReadonlyMap<string, ModeParam> = new Map([
  ...[..."beIkov"].map((letter) => [letter, "always"] as const),
  ["l", "when set"],
  ...[..."imnst"].map((letter) => [letter, "never"] as const),
]);
const parse = (modes: string, ...params: readonly string[]) =>
  parseModeChanges(modes, params, (letter) => kinds.get(letter));

Deno.test("parseModeChanges() gives each mode the parameter that is its own", () => {
  assert.deepEqual(parse("+ol-lk+m", "ann", "5", "key"), [
    { sign: "+", letter: "o", param: "ann" },
    { sign: "+", letter: "l", param: "5" },
    { sign: "-", letter: "l" },
    { sign: "-", letter: "k", param: "key" },
    { sign: "+", letter: "m" },
  ]);
});

Deno.test("parseModeChanges() sets modes without a sign, and leaves out what is missing", () => {
  assert.deepEqual(parse("bk"), [{ sign: "+", letter: "b" }, { sign: "+", letter: "k" }]);
  assert.deepEqual(parse("+-"), []);
});

Deno.test("parseModeChanges() gives a letter that is no mode no parameter", () => {
  assert.deepEqual(parse("+Xo", "ann"), [
    { sign: "+", letter: "X" },
    { sign: "+", letter: "o", param: "ann" },
  ]);
});

Deno.test("formatModeChanges() writes a sign where it changes", () => {
  const changes: readonly ModeChange[] = [
    { sign: "+", letter: "o", param: "ann" },
    { sign: "+", letter: "v", param: "bob" },
    { sign: "-", letter: "b", param: "*!*@host" },
    { sign: "+", letter: "i" },
  ];
  assert.deepEqual(formatModeChanges(changes), ["+ov-b+i", "ann", "bob", "*!*@host"]);
  assert.deepEqual(formatModeChanges([]), [""]);
});

Deno.test("parseModeChanges() takes anything; what is written of it is read again", () => {
  const unit = fc.constantFrom(..."+-beIkovlimnstXé ");
  const params = fc.array(fc.string(), { maxLength: 5 });
  fc.assert(fc.property(fc.string({ unit }), params, (modes, params) => {
    const changes = parse(modes, ...params);
    const [again = "", ...rest] = formatModeChanges(changes);
    assert.deepEqual(parse(again, ...rest), changes);
  }));
});
