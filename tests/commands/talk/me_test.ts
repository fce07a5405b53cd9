import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/me says what one does, in the room it was typed in, under the command's id", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/me waves\x07", { id: "id1", nowMs: 500 }), [{
    ...{ type: "said", room: "lobby", identity: "ann", from: "ann" },
    ...{ text: "waves", kind: "action", id: "id1" },
  }]);
  assert.equal(ann.lastSpokeAt, 500);
});

Deno.test("/me refuses a room one is not in", () => {
  const { run, ann } = createSetting();
  assertRefused("not_in_room", () => run(ann, "/me waves", { room: "dev" }));
});
