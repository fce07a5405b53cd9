import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/join joins one or more rooms, however they are listed", () => {
  for (const line of ["/join dev,ops", "/join #Dev,#ops", "/join  ,dev,\tops,"]) {
    const { run, ann } = createSetting();
    const joined = run(ann, line).map((outcome) => outcome.type === "join" && outcome.joined.room);
    assert.deepEqual(joined, ["dev", "ops"], line);
    assert.deepEqual([...ann.rooms], ["lobby", "dev", "ops"]);
  }
});

Deno.test("/join of a room one is in says so", () => {
  const { answers, ann } = createSetting();
  assert.deepEqual(answers(ann, "/join #LOBBY"), ['You are in "lobby" already']);
});

Deno.test("/join that meets a bad name has joined the rooms before it, and no more", () => {
  const { run, ann } = createSetting();
  assertRefused("room_invalid", () => run(ann, "/join dev,a/b,ops"));
  assert.deepEqual([...ann.rooms], ["lobby", "dev"]);
});
