import assert from "node:assert/strict";
import { roleMarks } from "../../../../helpers/roles.ts";
import type { ResultsMessage } from "../../../../protocol.ts";
import { keyGroups, mouseActions } from "../../../../ui/keys/key_bindings.ts";
import { helpPage, keysPage, resultsPage } from "../../../../ui/screen/pages/pages.ts";
import { writingNotes } from "../../../../wording/writing_notes.ts";
import { said } from "../../../client/room_messages.ts";
import { fakeLook } from "../fake_look.ts";

const look = fakeLook();

function results(about: Partial<ResultsMessage> = {}): ResultsMessage {
  const messages = [said(61, { text: "hi" }), said(2, { text: "waves", kind: "action" })];
  return { type: "results", query: "hi", page: 1, messages, complete: true, ...about };
}

Deno.test("keysPage() has all keys, what the mouse does, and what stands before nicks", () => {
  const { title, sections } = keysPage();
  assert.equal(title, "Keys");
  assert.deepEqual(sections.map(({ title }) => title), [
    ...keyGroups.map(({ title }) => title),
    "Mouse",
    "Before a nick",
  ]);
  assert.deepEqual(sections.map(({ entries }) => entries.length), [
    ...keyGroups.map(({ bindings }) => bindings.length),
    mouseActions.length,
    roleMarks.length,
  ]);
  assert.deepEqual(sections[0]?.entries[1], {
    left: "Alt/Shift+Enter, Ctrl+J",
    right: "Begin a new line",
  });
});

Deno.test("helpPage() has the commands, and what else may be written", () => {
  const who = { name: "who", aliases: [], usage: "/who [ROOM]", summary: "List who is here" };
  const { sections } = helpPage([who]);
  assert.deepEqual(sections[0]?.entries, [
    { left: "/who [ROOM]", right: "List who is here" },
  ]);
  assert.equal(sections[1]?.entries.length, writingNotes.length);
});

Deno.test("resultsPage() has an entry for each message: when, where, and who said what", () => {
  const { title, sections } = resultsPage(results(), look);
  const isLeftOptional = true;
  assert.equal(title, '2 found for "hi"');
  assert.deepEqual(sections, [{
    entries: [
      { left: "2026-11-02 12:01 #lobby", right: "bob: hi", isLeftOptional },
      { left: "2026-11-01 12:02 #lobby", right: "* bob waves", isLeftOptional },
    ],
  }]);
});

Deno.test("resultsPage() writes times by the clock that is set", () => {
  const { sections } = resultsPage(results(), fakeLook({ hours: "12h" }));
  assert.equal(sections[0]?.entries[0]?.left, "2026-11-02 12:01pm #lobby");
});

Deno.test("resultsPage() has one more for the next page, if there is one", () => {
  const page = resultsPage(results({ page: 2, query: "hi page:2", complete: false }), look);
  assert.equal(page.title, '21 to 22 found for "hi", and there is more');
  assert.deepEqual(page.sections[0]?.entries[2], { right: "more: Enter shows page 3" });
  const none = resultsPage(results({ messages: [] }), look);
  assert.deepEqual([none.title, none.sections], ['nothing found for "hi"', [{ entries: [] }]]);
  assert.deepEqual([page.hint, none.hint], ["Enter goes there, Esc closes", "Esc closes"]);
});

Deno.test("resultsPage() shows of a long text what is around that which was found", () => {
  const filler = "abc 海\n".repeat(100);
  const text = `${filler}needle ${filler}`;
  const foundAt = filler.length;
  const short = { text: "needle", foundAt: 0 };
  const whole = { text, foundAt };
  const cut = { text: `…${text.slice(400, 900)}…`, excerpt: true, foundAt, excerptAt: 400 };
  const end = { text: `${filler}needle`, foundAt };
  const messages = [short, whole, cut, end].map((each) => said(1, each));
  const shown = resultsPage(results({ messages }), look).sections[0]?.entries ?? [];
  for (const { right } of shown) assert.match(right, /needle/);
  assert.match(shown[2]?.right ?? "", /^bob: …[^…]+…$/);
  assert.match(shown[3]?.right ?? "", /needle$/);
});
