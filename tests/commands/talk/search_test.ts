import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import type { SearchRequest } from "../../../commands/command.ts";
import { createSetting, type Setting } from "../setting.ts";

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
    { text: "so typed", prefix: false },
  ]);
  assert.deepEqual([query, page], [`deploy "disk is  full" fail* “so typed`, 1]);
});

Deno.test("/search reads filters among the words", () => {
  const setting = createSetting();
  setting.rooms.join(setting.ann, "dev", 0);
  const line = "from:@Bob disk in:#Dev after:2026-11-01 BEFORE:2026-11-3 page:3";
  const { terms, from, rooms, since, before, page } = search(setting, line);
  assert.deepEqual(terms.map(({ text }) => text), ["disk"]);
  assert.deepEqual([from, rooms, page], ["Bob", ["dev"], 3]);
  assert.deepEqual([since, before], [{ day: "2026-11-01" }, { day: "2026-11-03" }]);
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

Deno.test("/search reads times: days, months, and how long ago", () => {
  const nowMs = Date.UTC(2026, 10, 28, 9);
  const timesOf = (args: string) => {
    const setting = createSetting();
    const [outcome] = setting.run(setting.ann, `/search x ${args}`, { nowMs });
    assert.ok(outcome?.type === "search");
    return [outcome.request.since, outcome.request.before];
  };
  assert.deepEqual(timesOf("after:7d"), [{ ts: nowMs - 7 * 86_400_000 }, undefined]);
  assert.deepEqual(timesOf("since:12H before:30min"), [
    { ts: nowMs - 12 * 3_600_000 },
    { ts: nowMs - 30 * 60_000 },
  ]);
  assert.deepEqual(timesOf("before:2020"), [undefined, { day: "2020-01-01" }]);
  assert.deepEqual(timesOf("on:2024"), [{ day: "2024-01-01" }, { day: "2025-01-01" }]);
  assert.deepEqual(timesOf("before:2w"), [undefined, { ts: nowMs - 14 * 86_400_000 }]);
  assert.deepEqual(timesOf("after:Yesterday before:today"), [
    { daysBefore: 1, ts: nowMs },
    { daysBefore: 0, ts: nowMs },
  ]);
  assert.deepEqual(timesOf("on:yesterday"), [
    { daysBefore: 1, ts: nowMs },
    { daysBefore: 0, ts: nowMs },
  ]);
  assert.deepEqual(timesOf("on:2026-02-28"), [{ day: "2026-02-28" }, { day: "2026-03-01" }]);
  assert.deepEqual(timesOf("on:2025-12"), [{ day: "2025-12-01" }, { day: "2026-01-01" }]);
  assert.deepEqual(timesOf("after:2026-9"), [{ day: "2026-09-01" }, undefined]);
});

Deno.test("/search needs no words where there is a filter", () => {
  const setting = createSetting();
  assert.deepEqual(search(setting, "from:bob").terms, []);
  assert.equal(search(setting, "FROM：@bob").from, "bob");
  assert.deepEqual(search(setting, "after:7d").since, { ts: -7 * 86_400_000 });
  assert.deepEqual(search(setting, "in:#lobby in:LOBBY").rooms, ["lobby"]);
});

Deno.test("/search leaves out what has a minus before it", () => {
  const setting = createSetting();
  const { terms, without } = search(
    setting,
    `disk -full -"two words" -from:@ann -in:#lobby -fail* -海 -🎉 a-b -- --force -> "-1"`,
  );
  assert.deepEqual(terms.map(({ text }) => text), ["disk", "a-b", "--", "--force", "->", "-1"]);
  assert.deepEqual(without.from, ["ann"]);
  assert.deepEqual(without.rooms, ["lobby"]);
  assert.deepEqual(without.terms, [
    { text: "full", prefix: false },
    { text: "two words", prefix: false },
    { text: "fail", prefix: true },
    { text: "海", prefix: false },
    { text: "🎉", prefix: false },
  ]);
});

Deno.test("/search takes symbols for what is looked for", () => {
  const { terms } = search(createSetting(), 'C++ C# :) 🎉 .NET #123 @ann "*"');
  const texts = terms.map(({ text }) => text);
  assert.deepEqual(texts, ["C++", "C#", ":)", "🎉", ".NET", "#123", "@ann", "*"]);
});

Deno.test("/search refuses what is too long, at once", () => {
  const setting = createSetting();
  const long = ["in:#LOBBY ".repeat(6000), "word ".repeat(4000), `from:${"a".repeat(60_000)}`];
  for (const args of long) assertRefused("text_too_long", () => search(setting, args));
  assertRefused("bad_usage", () => search(setting, "x".repeat(513)));
  assert.equal(search(setting, ` ${"x".repeat(512)} `).terms.length, 1);
});

Deno.test("/search refuses what it cannot look for, and names it", () => {
  const setting = createSetting();
  const refused = [
    ...["", "  ", "** *", `""`, "-full", '-"so it is" -from:ann', "page:2", "x after:2026-13-01"],
    ...["x after:7", "x after:soon", "x on:7d", "x -after:7d", "x before:-1d", "x after:202"],
    ...["x after:2026-00-01", "x before:2026-1-0", "x before:2026-11-01T10:00"],
    ...["x before:2026-02-30", "x page:0", "x page:1.5", "x page:1e9", "x ".repeat(30)],
  ];
  for (const args of refused) assertRefused("bad_usage", () => search(setting, args), args);
  assertRefused("not_in_room", () => search(setting, "x in:nowhere"));
  assertRefused("room_invalid", () => search(setting, "x in:a/b"));
});
