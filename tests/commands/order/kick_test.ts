import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/kick ends somebody's connection, and says so", () => {
  const { run, members, operator } = createSetting();
  const [departed, ...answers] = run(operator, "/kick @ANN too\nloud\x1b[2J");
  assert.ok(departed?.type === "depart");
  const bye = { type: "bye", code: "kicked", text: "too loud" };
  assert.deepEqual([departed.identity, departed.bye], ["ann", bye]);
  assert.deepEqual(answers, [{ type: "notice", text: '"ann" was kicked', room: undefined }]);
  assert.equal(members.get("ann"), undefined);
});

Deno.test("/kick needs no reason", () => {
  const { run, operator } = createSetting();
  const [departed] = run(operator, "/kick ann");
  assert.ok(departed?.type === "depart");
  assert.deepEqual(departed.bye, { type: "bye", code: "kicked", text: undefined });
});

Deno.test("/kick refuses operators, and who is not here", () => {
  const { run, operator } = createSetting();
  assertRefused("not_allowed", () => run(operator, "/kick server"));
  assertRefused("no_such_nick", () => run(operator, "/kick nobody"));
});
