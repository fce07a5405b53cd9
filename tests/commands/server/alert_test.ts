import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/alert tells all operators, on one line, and nothing where there is nothing to tell", () => {
  const { run, ann, operator } = createSetting();
  const [alert, answer] = run(operator, "/alert the disk\nis full\x1b[2J");
  assert.equal(alert?.type, "alert");
  assert.ok("text" in alert && alert.text === "the disk is full", JSON.stringify(alert));
  assert.equal(answer?.type, "notice");
  assertRefused("bad_usage", () => run(operator, "/alert  "));
  assertRefused("not_allowed", () => run(ann, "/wallops hi"));
});
