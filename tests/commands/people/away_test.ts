import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/away tells the others, and how to come back", () => {
  const { run, ann } = createSetting();
  const [event, answer, ...others] = run(ann, "/away out for lunch");
  assert.deepEqual(event, {
    ...{ type: "away", identity: "ann", nick: "ann", text: "out for lunch", rooms: ["lobby"] },
  });
  assert.match(answer?.type === "notice" ? answer.text : "", /\/back/);
  assert.deepEqual(others, []);
  assert.equal(ann.away, "out for lunch");
});

Deno.test("/away needs no reason, and refuses a long one", () => {
  const { run, ann } = createSetting();
  run(ann, "/away");
  assert.equal(ann.away, "");
  const long = `/away ${"x".repeat(limits.awayLength + 1)}`;
  assertRefused("text_too_long", () => run(ann, long));
  assert.equal(ann.away, "");
});
