import assert from "node:assert/strict";
import { assertRefused } from "../chat/assert_refused.ts";
import { createSetting } from "./setting.ts";

Deno.test("/kick ends somebody's connection, and says so", () => {
  const { run, operator } = createSetting();
  assert.deepEqual(run(operator, "/kick @ANN too\nloud\x1b[2J"), [
    { type: "kick", identity: "ann", text: "too loud[2J" },
    { type: "notice", text: '"ann" was kicked', room: undefined },
  ]);
});

Deno.test("/kick needs no reason", () => {
  const { run, operator } = createSetting();
  assert.deepEqual(run(operator, "/kick ann")[0], {
    type: "kick",
    identity: "ann",
    text: undefined,
  });
});

Deno.test("/kick refuses operators, and who is not here", () => {
  const { run, operator } = createSetting();
  assertRefused("not_allowed", () => run(operator, "/kick server"));
  assertRefused("no_such_nick", () => run(operator, "/kick nobody"));
});
