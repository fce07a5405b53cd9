import assert from "node:assert/strict";
import { assertRefused } from "../chat/assert_refused.ts";
import type { SearchRequest } from "../../commands/command.ts";
import { createSetting, type Setting } from "./setting.ts";

function search({ run, ann }: Setting, args: string): SearchRequest {
  const [outcome] = run(ann, `/search ${args}`);
  return outcome?.type === "search" ? outcome.request : assert.fail(`No search: ${args}`);
}

Deno.test("/search reads words, words in a row, and beginnings of words", () => {
  const { terms, query, page } = search(
    createSetting(),
    ` deploy "disk is  full" fail* “so typed `,
  );
  assert.deepEqual(terms, [
    { text: "deploy", prefix: false },
    { text: "disk is  full", prefix: false },
    { text: "fail", prefix: true },
    { text: "so typed ", prefix: false },
  ]);
  assert.deepEqual([query, page], [`deploy "disk is  full" fail* “so typed`, 1]);
});

Deno.test("/search reads filters among the words", () => {
  const setting = createSetting();
  setting.rooms.join(setting.ann, "dev");
  const line = "from:@Bob disk in:#Dev after:2026-11-01 BEFORE:2026-11-3 page:3";
  const { terms, from, rooms, sinceDay, beforeDay, page } = search(setting, line);
  assert.deepEqual(terms.map(({ text }) => text), ["disk"]);
  assert.deepEqual([from, rooms, page], ["Bob", ["dev"], 3]);
  assert.deepEqual([sinceDay, beforeDay], ["2026-11-01", "2026-11-03"]);
});

Deno.test("/search looks into one's own rooms, an operator's into all", () => {
  const { run, ann, operator } = createSetting();
  const roomsOf = (member: typeof ann) => {
    const [outcome] = run(member, "/search x");
    return outcome?.type === "search" ? outcome.request.rooms : "nothing";
  };
  assert.deepEqual(roomsOf(ann), ["lobby"]);
  assert.equal(roomsOf(operator), undefined);
});

Deno.test("/search takes for words what only looks like a filter", () => {
  const { terms } = search(createSetting(), "http://example.org to:bob from:");
  assert.deepEqual(terms.map(({ text }) => text), ["http://example.org", "to:bob", "from:"]);
});

Deno.test("/search refuses what it cannot look for, and names it", () => {
  const setting = createSetting();
  const refused = [
    ...["", "  ", "!? *", `""`, "from:bob", "x after:yesterday", "x after:2026-13-01"],
    ...["x after:2026-00-01", "x before:2026-1-0", "x before:2026-11-01T10:00"],
    ...["x before:2026-02-30", "x page:0", "x page:1.5", "x page:1e9", "x ".repeat(30)],
  ];
  for (const args of refused) assertRefused("bad_usage", () => search(setting, args), args);
  assertRefused("not_in_room", () => search(setting, "x in:nowhere"));
  assertRefused("room_invalid", () => search(setting, "x in:a/b"));
});
