// deno-lint-ignore-file no-control-regex -- frames have escape sequences in them

import assert from "node:assert/strict";
import {
  completionAt,
  CompletionList,
} from "../../../../../ui/screen/drawing/components/completion_list.tsx";
import {
  conversationAt,
  conversationColumns,
  ConversationList,
} from "../../../../../ui/screen/drawing/components/conversation_list.tsx";
import {
  memberAt,
  memberColumns,
  MemberList,
} from "../../../../../ui/screen/drawing/components/member_list.tsx";
import type { Area } from "../../../../../ui/screen/drawing/layout.ts";
import type {
  CompletionChoice,
  ConversationEntry,
} from "../../../../../ui/screen/drawing/screen_view.ts";
import { createTheme } from "../../../../../ui/screen/style/theme.ts";
import { frameOf, paintedFrame } from "./frame.ts";

const theme = createTheme("terminal", 16);

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

Deno.test("<ConversationList> shows numbers, names and what is unread", () => {
  const list = <ConversationList area={area(16, 5)} conversations={conversations} theme={theme} />;
  assert.deepEqual(frameOf(list), [
    "1 #lobby",
    "2 #deno      (3)",
    "3 bob[2J (999+!)",
    "4 #a-room-… (12)",
    "",
  ]);
  const [current, unread, mentioned] = paintedFrame(list);
  assert.equal(current, "\x1b[7m1 #lobby        \x1b[27m");
  assert.match(unread ?? "", /^\x1b\[1m2 #deno/);
  assert.match(mentioned ?? "", /^\x1b\[1m\x1b\[35m3 bob/);
});

Deno.test("<ConversationList> follows the current one, and a click finds what it shows", () => {
  const many = Array.from(
    { length: 9 },
    (_, index) => entry(index + 1, "#r", { isCurrent: index === 6 }),
  );
  const list = <ConversationList area={area(10, 3)} conversations={many} theme={theme} />;
  assert.deepEqual(frameOf(list), ["6 #r", "7 #r", "8 #r"]);
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

Deno.test("<MemberList> shows how many are here, and who", () => {
  const list = <MemberList area={area(10, 6)} members={members} theme={theme} />;
  assert.deepEqual(frameOf(list), ["4 here", "ann", "משה", "漢字漢字…", "dan", ""]);
  assert.match(paintedFrame(list)[4] ?? "", /^\x1b\[2m.*dan.*\x1b\[22m$/);
});

Deno.test("<MemberList> tells of those that have no room, or no name", () => {
  const show = (rows: number, count: number) =>
    frameOf(<MemberList area={area(14, rows)} members={{ ...members, count }} theme={theme} />);
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

Deno.test("<CompletionList> shows what each choice is, and follows the selected one", () => {
  const list = <CompletionList area={area(20, 3)} completions={completions} theme={theme} />;
  assert.deepEqual(frameOf(list), [" /c2  does 2", " /c3  does 3", " /c4  does 4"]);
  assert.match(paintedFrame(list)[1] ?? "", /^\x1b\[7m \/c3 {2}does 3 {8}\x1b\[27m$/);
  assert.equal(completionAt(completions, area(20, 3), 1), 3);
});

Deno.test("<CompletionList> keeps to its columns", () => {
  const show = (columns: number) =>
    frameOf(<CompletionList area={area(columns, 1)} completions={completions} theme={theme} />);
  assert.deepEqual(show(9), [" /c3  do…"]);
  assert.deepEqual(show(3).map((row) => row.length), [3]);
});
