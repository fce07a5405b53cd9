// deno-lint-ignore-file no-control-regex -- they are what is looked for
import assert from "node:assert/strict";
import * as fc from "fast-check";
import { textWidth } from "../../../ui/cells.ts";
import { wrap } from "../../../wire/text/wrap.ts";

Deno.test("wrap() parts a line at blanks, the first row of its own width", () => {
  assert.deepEqual(wrap("short", 20, 20), ["short"]);
  const line = "one two three four five six seven eight nine ten";
  assert.deepEqual(wrap(line, 24, 20), ["one two three four five", "six seven eight nine", "ten"]);
});

Deno.test("wrap() parts what is too long for a row between graphemes, and no sign of two columns", () => {
  assert.deepEqual(wrap("x".repeat(45), 20, 20), ["x".repeat(20), "x".repeat(20), "xxxxx"]);
  assert.deepEqual(wrap(`ab: ${"日".repeat(20)}`, 21, 21), [
    `ab: ${"日".repeat(8)}`,
    "日".repeat(10),
    "日".repeat(2),
  ]);
  const flags = "🇩🇪".repeat(15);
  assert.ok(wrap(flags, 20, 20).every((row) => [...row].length % 2 === 0));
});

Deno.test("wrap() gives colours no room, and leaves a line alone where there is hardly any", () => {
  const colored = `\x1b[1m${"x".repeat(10)}\x1b[m ${"y".repeat(9)}`;
  assert.deepEqual(wrap(colored, 20, 20), [colored]);
  assert.deepEqual(wrap("x".repeat(40), 5, 5), ["x".repeat(40)]);
});

Deno.test("wrap() loses nothing but blanks, and no row is too wide", () => {
  const any = fc.string({ unit: "grapheme", maxLength: 200 }).map((text) =>
    text.replace(/[\x00-\x1f\x7f-\x9f]/g, "")
  );
  fc.assert(fc.property(any, fc.integer({ min: 20, max: 60 }), (line, columns) => {
    const rows = wrap(line, columns, columns);
    const bare = (text: string) => text.replace(/\s/g, "");
    assert.equal(bare(rows.join("")), bare(line));
    for (const row of rows.slice(1)) assert.ok(textWidth(row) <= columns + 1, row);
  }));
});
