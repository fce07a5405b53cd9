// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import fc from "fast-check";
import assert from "node:assert/strict";
import { actionOf } from "../../../../ui/keys/key_bindings.ts";
import { OpenPage } from "../../../../ui/screen/pages/open_page.ts";
import type { Page, PageRow } from "../../../../ui/screen/pages/page_view.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { keyEvent } from "../../keys/key_events.ts";
import { plainRows } from "../plain_rows.ts";
import { textWidth } from "../../../../ui/cells.ts";
import { anyCodePoint } from "../../../support/any_code_point.ts";

const theme = createTheme("terminal", 16);
const help: Page = {
  title: "Help",
  sections: [{
    title: "Commands",
    entries: [
      { left: "/join ROOM", right: "Joins a room, or moves to it if you are in it" },
      { left: "/me TEXT", right: "Says what you do" },
    ],
  }, { entries: [{ right: "More of this in the manual.\nReally." }] }],
  hint: "Esc: close",
};

/** As they are read. */
function read(rows: readonly PageRow[]): string[] {
  return plainRows(rows.map(({ text }) => text));
}

/** What is seen once these keys were pressed: of a page to choose from, if there are any. */
function rowsOf(page: Page, columns: number, height: number, keys: readonly string[] = []) {
  const open = new OpenPage(page, keys.length > 0 ? () => {} : undefined);
  let rows = open.rows({ columns, height }, theme);
  for (const key of keys) {
    open.key(keyEvent(key), actionOf(key));
    rows = open.rows({ columns, height }, theme);
  }
  return rows;
}

function show(columns: number, height: number, byRows = 0): string[] {
  const open = new OpenPage(help);
  open.rows({ columns, height }, theme);
  open.scroll(byRows);
  return read(open.rows({ columns, height }, theme)).map((row) => row.trimEnd());
}

Deno.test("rows() lays sections out in two columns", () => {
  assert.deepEqual(show(46, 12), [
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

Deno.test("rows() puts the columns below each other on a narrow screen", () => {
  assert.deepEqual(show(24, 9).slice(2, 6), [
    "Commands",
    "  /join ROOM",
    "    Joins a room, or",
    "    moves to it if you",
  ]);
});

Deno.test("rows() scrolls within bounds, and tells how far", () => {
  assert.deepEqual(show(46, 5, 99), [
    "Help (100%)",
    "",
    "  More of this in the manual.",
    "  Really.",
    "Esc: close",
  ]);
  assert.deepEqual(show(46, 5, -3).slice(0, 3), ["Help (0%)", "", "Commands"]);
});

Deno.test("rows() scrolls to the selected entry and marks it over the whole width", () => {
  const entries = (...keys: string[]) => rowsOf(help, 46, 5, keys).map(({ entry }) => entry);
  assert.deepEqual(entries("home"), [undefined, undefined, 0, 0, undefined]);
  assert.deepEqual(entries("end", "home"), [undefined, 0, 0, 1, undefined]);
  assert.deepEqual(entries("down"), [undefined, 0, 0, 1, undefined]);
  const { text = "" } = rowsOf(help, 46, 5, ["down"])[3] ?? {};
  assert.match(text, /^\x1b\[7m.*\x1b\[27m$/);
  assert.equal(textWidth(text), 46);
});

Deno.test("rows() leaves out the title, the hint and the blank row below the title on low screens", () => {
  assert.deepEqual(show(46, 3), [
    "Commands",
    "  /join ROOM  Joins a room, or moves to it if",
    "              you are in it",
  ]);
  assert.deepEqual(show(46, 3, 99), [
    "",
    "  More of this in the manual.",
    "  Really.",
  ]);
});

Deno.test("rows() leaves out what is optional where there are few columns", () => {
  const pair = { left: "2026-11-22 10:33 #dev", right: "ann: hello" } as const;
  const entries = [{ ...pair, isLeftOptional: true }, pair];
  const page = { title: "", sections: [{ entries }], hint: "" };
  assert.deepEqual(read(rowsOf(page, 20, 3, ["home"])), [
    "  ann: hello        ",
    "  2026-11-22 10:33",
    "  #dev",
  ]);
});

Deno.test("rows() fits any text into any size", () => {
  const text = fc.string({ unit: anyCodePoint, maxLength: 40 });
  const size = fc.nat(60);
  fc.assert(fc.property(text, text, size, size, (left, right, columns, height) => {
    const page: Page = {
      title: left,
      sections: [{
        title: right,
        entries: [{ left, right }, { right: left }],
      }],
      hint: right,
    };
    const rows = rowsOf(page, columns + 1, height, ["down"]);
    assert.equal(rows.length, height);
    for (const { text } of rows) assert.ok(textWidth(text) <= columns + 1);
    assert.doesNotMatch(read(rows).join(""), /\p{Cc}|\p{Bidi_Control}/u);
  }));
});
