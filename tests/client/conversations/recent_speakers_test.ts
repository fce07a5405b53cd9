import assert from "node:assert/strict";
import { recentSpeakers } from "../../../client/conversations/recent_speakers.ts";
import { Timeline } from "../../../client/conversations/timeline.ts";
import { noteItem, saidItem } from "../timeline_items.ts";

Deno.test("recentSpeakers() names each once, whoever spoke last first", () => {
  const timeline = new Timeline();
  assert.deepEqual(recentSpeakers(timeline), []);
  for (const [index, from] of ["bob", "carl", "dora", "Bob"].entries()) {
    timeline.append(saidItem(index + 1, { from }));
  }
  timeline.append(noteItem("told"));
  assert.deepEqual(recentSpeakers(timeline), ["Bob", "dora", "carl"]);
});
