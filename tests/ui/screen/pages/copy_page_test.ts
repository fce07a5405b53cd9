import assert from "node:assert/strict";
import { copyPage } from "../../../../ui/screen/pages/copy_page.ts";
import { said } from "../../../client/room_messages.ts";

Deno.test("copyPage() has links and messages, the newest first, and what each copies", () => {
  const { page, texts } = copyPage([
    said(1, { text: "see https://a.example/_ and https://b.example" }),
    said(2, { text: "*two*\n\x1b[8mlines https://a.example/_", kind: "action" }),
  ]);
  const shown = page.sections.map((
    { title, entries },
  ) => [title, ...entries.map(({ right }) => right)]);
  assert.deepEqual(shown, [
    ["Links", "https://a.example/_", "https://b.example"],
    [
      "Messages",
      "* bob *two* ⏎ \x1b[8mlines https://a.example/_",
      "bob: see https://a.example/_ and https://b.example",
    ],
  ]);
  assert.deepEqual(texts, [
    "https://a.example/_",
    "https://b.example",
    "*two*\nlines https://a.example/_",
    "see https://a.example/_ and https://b.example",
  ]);
  assert.deepEqual(copyPage([said(1)]).page.sections.map(({ title }) => title), ["Messages"]);
});
