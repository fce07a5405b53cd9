import assert from "node:assert/strict";
import { createSetting } from "../setting.ts";

Deno.test("/back tells the others that one is here again", () => {
  const { run, ann } = createSetting();
  run(ann, "/away lunch");
  const [event, answer] = run(ann, "/back");
  assert.equal(event?.type === "away" && event.nick === "ann" && event.text === undefined, true);
  assert.deepEqual(answer, { type: "notice", text: "You are back", room: undefined });
  assert.equal(ann.away, undefined);
});

Deno.test("/back of somebody who was not away tells nobody else", () => {
  const { run, ann } = createSetting();
  const outcomes = run(ann, "/back");
  assert.deepEqual(outcomes, [{ type: "notice", text: "You were not away", room: undefined }]);
});
