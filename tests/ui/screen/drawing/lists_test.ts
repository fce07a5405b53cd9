// deno-lint-ignore-file no-control-regex -- frames have escape sequences in them

import assert from "node:assert/strict";
import { completionAt, completionRows } from "../../../../ui/screen/drawing/completion_list.ts";
import {
  conversationAt,
  conversationColumns,
  conversationRows,
} from "../../../../ui/screen/drawing/conversation_list.ts";
import { memberAt, memberColumns, memberRows } from "../../../../ui/screen/drawing/member_list.ts";
import type { Area } from "../../../../ui/screen/drawing/layout.ts";
import type {
  CompletionChoice,
  ConversationEntry,
} from "../../../../ui/screen/drawing/screen_view.ts";
import { createTheme } from "../../../../ui/screen/style/theme.ts";
import { plainRows } from "../plain_rows.ts";

const theme = createTheme("terminal", 16);

/** As they are read, without spaces at their ends. */
function read(rows: readonly string[]): string[] {
  return plainRows(rows).map((row) => row.trimEnd());
}

function area(columns: number, rows: number): Area {
  return { column: 0, row: 0, columns, rows };
}

function entry(number: number, label: string, more: Partial<ConversationEntry> = {}) {
  return { number, label, unread: 0, mentions: 0, isCurrent: false, ...more };
}

const conversations: readonly ConversationEntry[] = [
  entry(1, "#lobby", { isCurrent: true }),
  entry(2, "#deno", { unread: 3 }),
  entry(3, "bob\x1b[2J", { unread: 1200, mentions: 1200 }),
  entry(4, "#a-room-with-a-long-name", { unread: 12 }),
];

Deno.test("conversationRows() shows numbers, names and what is unread", () => {
  const list = conversationRows(conversations, area(16, 5), theme);
  assert.deepEqual(read(list), [
    "1 #lobby",
    "2 #deno      (3)",
    "3 bob[2J (999+!)",
    "4 #a-room-… (12)",
  ]);
  const [current, unread, mentioned] = list;
  assert.equal(current, "\x1b[7m1 #lobby        \x1b[27m");
  assert.match(unread ?? "", /^\x1b\[1m2 #deno/);
  assert.match(mentioned ?? "", /^\x1b\[1m\x1b\[35m3 bob/);
});

Deno.test("conversationRows() follows the current one, and a click finds what it shows", () => {
  const many = Array.from(
    { length: 9 },
    (_, index) => entry(index + 1, "#r", { isCurrent: index === 6 }),
  );
  const list = conversationRows(many, area(10, 3), theme);
  assert.deepEqual(read(list), ["6 #r", "7 #r", "8 #r"]);
  assert.equal(conversationAt(many, area(10, 3), 0)?.number, 6);
  assert.equal(conversationAt(conversations, area(10, 5), 4), undefined);
});

Deno.test("conversationColumns() is what the longest takes, with room for a count", () => {
  assert.equal(conversationColumns(conversations.slice(0, 2)), "1 #lobby (99)".length);
  assert.equal(conversationColumns([]), 0);
});

const members = {
  members: ["ann", "משה", "漢字漢字漢字", "dan"].map((nick) => ({ nick, isAway: nick === "dan" })),
  count: 4,
};

Deno.test("memberRows() shows how many are here, and who", () => {
  const list = memberRows(members, area(10, 6), theme);
  assert.deepEqual(read(list), ["4 here", "ann", "משה", "漢字漢字…", "dan"]);
  assert.match(list[4] ?? "", /^\x1b\[2m.*dan.*\x1b\[22m$/);
});

Deno.test("memberRows() tells of those that have no room, or no name", () => {
  const show = (rows: number, count: number) =>
    read(memberRows({ ...members, count }, area(14, rows), theme));
  assert.deepEqual(show(4, 4), ["4 here", "ann", "משה", "… and 2 more"]);
  assert.deepEqual(show(5, 4).slice(-1), ["dan"]);
  assert.deepEqual(show(6, 900).slice(-1), ["… and 896 more"]);
});

Deno.test("memberAt() finds the nick in a row", () => {
  assert.equal(memberAt(members, area(10, 4), 0), undefined);
  assert.equal(memberAt(members, area(10, 4), 2), "משה");
  assert.equal(memberAt(members, area(10, 4), 3), undefined);
  assert.equal(memberColumns(members), 12);
});

const completions: CompletionChoice = {
  choices: Array.from(
    { length: 5 },
    (_, index) => ({ label: `/c${index}`, detail: `does ${index}` }),
  ),
  selected: 3,
};

Deno.test("completionRows() shows what each choice is, and follows the selected one", () => {
  const list = completionRows(completions, area(20, 3), theme);
  assert.deepEqual(read(list), [" /c2  does 2", " /c3  does 3", " /c4  does 4"]);
  assert.match(list[1] ?? "", /^\x1b\[7m \/c3 {2}does 3 {8}\x1b\[27m$/);
  assert.equal(completionAt(completions, area(20, 3), 1), 3);
});

Deno.test("completionRows() keeps to its columns", () => {
  const show = (columns: number) => read(completionRows(completions, area(columns, 1), theme));
  assert.deepEqual(show(9), [" /c3  do…"]);
  assert.deepEqual(show(3).map((row) => row.length), [3]);
});
