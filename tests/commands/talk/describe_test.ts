import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { annToBob, createSetting } from "../setting.ts";

Deno.test("/describe says to one person what one does, under the command's id", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/describe @Bob  waves\x07", { id: "id1" }), [
    { ...annToBob, text: "waves", kind: "action", id: "id1" },
  ]);
});

Deno.test("/describe takes its text as /msg does, and leaves it to the server who is not here", () => {
  const { run, ann } = createSetting();
  const [said] = run(ann, "/describe bob\n  waves");
  assert.equal(said?.type === "direct" && said.text, "  waves");
  const [absent] = run(ann, "/describe Carl waves");
  assert.ok(absent?.type === "directToAbsent");
  assert.deepEqual([absent.kind, absent.nick], ["action", "Carl"]);
});

Deno.test("/describe refuses what has no text, with its own usage", () => {
  const { run, ann } = createSetting();
  assertRefused("bad_usage", () => run(ann, "/describe bob"));
  assert.throws(() => run(ann, "/describe bob"), /Usage: \/describe NICK DOES/);
});
