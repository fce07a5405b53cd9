import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/say says it in the room it was typed in, as typed", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/say  /who is this", { id: "id1", nowMs: 500 }), [{
    ...{ type: "said", room: "lobby", identity: "ann", from: "ann" },
    ...{ text: " /who is this", kind: "text", id: "id1" },
  }]);
  assert.equal(ann.lastSpokeAt, 500);
});

Deno.test("/say #ROOM says it in another room", () => {
  const { run, ann } = createSetting();
  run(ann, "/join dev");
  const [outcome] = run(ann, "/say #Dev two words");
  assert.ok(outcome?.type === "said");
  assert.equal(outcome.room, "dev");
  assert.equal(outcome.text, "two words");
});

Deno.test("/say with a tag alone says the tag", () => {
  const { run, ann } = createSetting();
  const [outcome] = run(ann, "/say #friday");
  assert.ok(outcome?.type === "said");
  assert.equal(outcome.text, "#friday");
});

Deno.test("/say refuses rooms one is not in, but operators speak in any", () => {
  const { run, ann, operator } = createSetting();
  assertRefused("not_in_room", () => run(ann, "/say #dev hi"));
  assertRefused("not_in_room", () => run(ann, "/say hi", { room: "dev" }));
  assert.equal(run(operator, "/say hi")[0]?.type, "said");
  assertRefused("no_such_room", () => run(operator, "/say #dev hi"));
});
