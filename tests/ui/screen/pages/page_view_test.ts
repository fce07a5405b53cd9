// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import fc from "fast-check";
import assert from "node:assert/strict";
import {
  layOutPage,
  type Page,
  type PageRow,
  pageRows,
} from "../../../../ui/screen/pages/page_view.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { plainRows } from "../plain_rows.ts";
import { textWidth } from "../../../../ui/text_width.ts";
import { anyCodePoint } from "../../../support/any_code_point.ts";

const theme = createTheme("terminal", 16);
const help: Page = {
  title: "Help",
  sections: [{
    title: "Commands",
    entries: [
      { type: "pair", left: "/join ROOM", right: "Joins a room, or moves to it if you are in it" },
      { type: "pair", left: "/me TEXT", right: "Says what you do" },
    ],
  }, { entries: [{ type: "text", text: "More of this in the manual.\nReally." }] }],
  hint: "Esc: close",
};

/** As they are read. */
function read(rows: readonly PageRow[]): string[] {
  return plainRows(rows.map(({ text }) => text));
}

function show(columns: number, height: number, place = {}) {
  const page = pageRows(layOutPage(help, columns, theme), { scroll: 0, ...place }, height);
  return { ...page, rows: read(page.rows).map((row) => row.trimEnd()) };
}

Deno.test("pageRows() lays sections out in two columns", () => {
  assert.deepEqual(show(46, 12).rows, [
    "Help",
    "",
    "Commands",
    "  /join ROOM  Joins a room, or moves to it if",
    "              you are in it",
    "  /me TEXT    Says what you do",
    "",
    "  More of this in the manual.",
    "  Really.",
    "",
    "",
    "Esc: close",
  ]);
});

Deno.test("pageRows() puts the columns below each other on a narrow screen", () => {
  assert.deepEqual(show(24, 9).rows.slice(2, 6), [
    "Commands",
    "  /join ROOM",
    "    Joins a room, or",
    "    moves to it if you",
  ]);
});

Deno.test("pageRows() scrolls within bounds, and tells how far", () => {
  const page = show(46, 5, { scroll: 99 });
  assert.deepEqual([page.scroll, page.maxScroll, page.bodyHeight], [5, 5, 3]);
  assert.deepEqual(page.rows, [
    "Help (100%)",
    "",
    "  More of this in the manual.",
    "  Really.",
    "Esc: close",
  ]);
  assert.equal(show(46, 5, { scroll: -3 }).scroll, 0);
});

Deno.test("pageRows() scrolls to the selected entry and marks it over the whole width", () => {
  assert.equal(show(46, 5, { selected: 0 }).scroll, 1);
  assert.equal(show(46, 5, { selected: 0, scroll: 5 }).scroll, 2);
  const { rows } = pageRows(layOutPage(help, 46, theme), { scroll: 0, selected: 1 }, 5);
  assert.deepEqual(rows.map(({ entry }) => entry), [undefined, 0, 0, 1, undefined]);
  assert.match(rows[3]?.text ?? "", /^\x1b\[7m.*\x1b\[27m$/);
  assert.equal(textWidth(rows[3]?.text ?? ""), 46);
});

Deno.test("pageRows() leaves out the title, the hint and the blank row below the title on low screens", () => {
  assert.deepEqual(show(46, 3).rows, [
    "Commands",
    "  /join ROOM  Joins a room, or moves to it if",
    "              you are in it",
  ]);
  assert.deepEqual(show(46, 3, { scroll: 99 }).rows, [
    "",
    "  More of this in the manual.",
    "  Really.",
  ]);
});

Deno.test("pageRows() leaves out what is optional where there are few columns", () => {
  const pair = { type: "pair", left: "2026-11-22 10:33 #dev", right: "ann: hello" } as const;
  const entries = [{ ...pair, isLeftOptional: true }, pair];
  const laidOut = layOutPage({ title: "", sections: [{ entries }], hint: "" }, 20, theme);
  assert.deepEqual(read(pageRows(laidOut, { scroll: 0, selected: 0 }, 3).rows), [
    "  ann: hello        ",
    "  2026-11-22 10:33",
    "  #dev",
  ]);
});

Deno.test("pageRows() fits any text into any size", () => {
  const text = fc.string({ unit: anyCodePoint, maxLength: 40 });
  const size = fc.nat(60);
  fc.assert(fc.property(text, text, size, size, (left, right, columns, height) => {
    const page: Page = {
      title: left,
      sections: [{
        title: right,
        entries: [{ type: "pair", left, right }, { type: "text", text: left }],
      }],
      hint: right,
    };
    const laidOut = layOutPage(page, columns + 1, theme);
    const { rows } = pageRows(laidOut, { scroll: 0, selected: 1 }, height);
    assert.equal(rows.length, height);
    for (const { text } of rows) assert.ok(textWidth(text) <= columns + 1);
    assert.doesNotMatch(read(rows).join(""), /\p{Cc}|\p{Bidi_Control}/u);
  }));
});
