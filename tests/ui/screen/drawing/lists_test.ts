// deno-lint-ignore-file no-control-regex -- frames have escape sequences in them

import assert from "node:assert/strict";
import type { Row } from "../../../../ui/screen/drawing/row.ts";
import {
  completionRows,
  conversationColumns,
  conversationRows,
  maxMemberScroll,
  memberColumns,
  memberRows,
  scrollToMember,
} from "../../../../ui/screen/drawing/lists.ts";
import type { Area } from "../../../../ui/screen/drawing/layout.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("terminal", 16);

/** As they are read, without spaces at their ends. */
function read(rows: readonly Row[]): string[] {
  return plainRows(rows.map(({ text }) => text)).map((row) => row.trimEnd());
}

function area(columns: number, rows: number): Area {
  return { column: 0, row: 0, columns, rows };
}

function room(name: string, more: { readonly unread?: number; readonly highlights?: number } = {}) {
  return { type: "room", name, isFormer: false, unread: 0, highlights: 0, ...more } as const;
}

const lobby = room("lobby");
const list = [
  lobby,
  room("deno", { unread: 3 }),
  { ...room("bob\x1b[2J", { unread: 1200, highlights: 1200 }), type: "direct" },
  room("a-room-with-a-long-name", { unread: 12 }),
] as const;

Deno.test("conversationRows() shows numbers, names and what is unread", () => {
  const rows = conversationRows({ list, current: lobby }, area(16, 5), theme);
  assert.deepEqual(read(rows), [
    "1 #lobby",
    "2 #deno      (3)",
    "3 bob    (999+!)",
    "4 #a-room-… (12)",
  ]);
  const [current, unread, mentioned] = rows.map(({ text }) => text);
  assert.equal(current, "\x1b[7m1 #lobby        \x1b[27m");
  assert.match(unread ?? "", /^\x1b\[1m2 #deno/);
  assert.match(mentioned ?? "", /^\x1b\[1m\x1b\[35m3 bob/);
});

Deno.test("conversationRows() follows the current one, and a click finds what it shows", () => {
  const many = Array.from({ length: 9 }, () => room("r"));
  const [, , , , , , current = lobby] = many;
  const rows = conversationRows({ list: many, current }, area(10, 3), theme);
  assert.deepEqual(read(rows), ["6 #r", "7 #r", "8 #r"]);
  assert.deepEqual(rows[0]?.target, { type: "conversation", number: 6 });
});

Deno.test("conversationColumns() is what the longest takes, with room for a count", () => {
  assert.equal(conversationColumns(list.slice(0, 2)), "1 #lobby (99)".length);
  assert.equal(conversationColumns([]), 0);
});

const members = {
  members: [{ nick: "ann" }, { nick: "משה" }, { nick: "漢字漢字漢字" }, { nick: "dan", away: "" }],
  count: 4,
};

Deno.test("memberRows() shows how many are here, and who", () => {
  const rows = memberRows(members, area(10, 6), theme);
  assert.deepEqual(read(rows), ["4 here", "ann", "משה", "漢字漢字…", "dan"]);
  assert.match(rows[4]?.text ?? "", /^\x1b\[2m.*dan.*\x1b\[22m$/);
});

Deno.test("memberRows() tells of those that have no room, or no name", () => {
  const show = (rows: number, count: number) =>
    read(memberRows({ ...members, count }, area(14, rows), theme));
  assert.deepEqual(show(4, 4), ["4 here", "ann", "משה", "… and 2 more"]);
  assert.deepEqual(show(5, 4).slice(-1), ["dan"]);
  assert.deepEqual(show(6, 900).slice(-1), ["… and 896 more"]);
});

Deno.test("memberRows() has a nick to click in each of its rows", () => {
  const targets = memberRows(members, area(10, 4), theme).map(({ target }) => target);
  const member = (nick: string) => ({ type: "member", nick, person: undefined });
  assert.deepEqual(targets, [undefined, member("ann"), member("משה"), undefined]);
  assert.equal(memberColumns(members), 12);
});

Deno.test("memberRows() marks who has a role, also who is away, and shows what is selected", () => {
  const bob = { nick: "bob", role: "moderator", away: "" };
  const list = { members: [{ nick: "ann", role: "owner" }, bob, { nick: "eve" }], count: 3 };
  const rows = memberRows(list, area(10, 4), theme, { selected: bob });
  assert.deepEqual(read(rows), ["3 here", "~ann", "@bob", "eve"]);
  assert.match(rows[2]?.text ?? "", /\x1b\[7m/);
  assert.equal(memberColumns(list), 4);
});

Deno.test("scrollToMember() scrolls no more than it has to", () => {
  const of = (index: number, scroll: number) => scrollToMember(members, 4, index, scroll);
  assert.deepEqual([of(0, 0), of(1, 0), of(3, 0), of(0, 1)], [0, 0, 1, 0]);
});

Deno.test("memberRows() scrolls to the last, and tells how many are below", () => {
  const show = (scroll: number, count = 4) =>
    read(memberRows({ ...members, count }, area(14, 4), theme, { scroll }));
  assert.deepEqual(show(1), ["4 here", "משה", "漢字漢字漢字", "dan"]);
  assert.deepEqual(show(99), show(1));
  assert.deepEqual(show(-1), show(0));
  assert.deepEqual(show(99, 6), ["6 here", "漢字漢字漢字", "dan", "… and 2 more"]);
});

Deno.test("memberRows() shows each member at some place, whatever the height", () => {
  for (let rows = 3; rows < 7; rows++) {
    const seen = new Set<string>();
    for (let scroll = 0; scroll <= maxMemberScroll(members, rows); scroll++) {
      read(memberRows(members, area(14, rows), theme, { scroll })).forEach((row) => seen.add(row));
    }
    for (const { nick } of members.members) assert.ok(seen.has(nick), `${nick} in ${rows} rows`);
  }
});

const choices = Array.from(
  { length: 5 },
  (_, index) => ({ label: `/c${index}`, detail: `does ${index}` }),
);

Deno.test("completionRows() shows what each choice is, and follows the selected one", () => {
  const rows = completionRows(choices, 3, area(20, 3), theme);
  assert.deepEqual(read(rows), [" /c2  does 2", " /c3  does 3", " /c4  does 4"]);
  assert.match(rows[1]?.text ?? "", /^\x1b\[7m \/c3 {2}does 3 {8}\x1b\[27m$/);
  assert.deepEqual(rows[1]?.target, { type: "choice", index: 3 });
});

Deno.test("completionRows() keeps to its columns", () => {
  const show = (columns: number) => read(completionRows(choices, 3, area(columns, 1), theme));
  assert.deepEqual(show(9), [" /c3  do…"]);
  assert.deepEqual(show(3).map((row) => row.length), [3]);
});
