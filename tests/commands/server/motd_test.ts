import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/motd shows the message of the day", () => {
  const { chat, answers, operator } = createSetting();
  assert.deepEqual(answers(operator, "/motd  "), ["There is no message of the day"]);
  chat.motd = "Be kind";
  assert.deepEqual(answers(operator, "/motd"), ["Be kind"]);
});

Deno.test("/motd TEXT sets it, cleaned", () => {
  const { chat, answers, operator } = createSetting();
  const told = answers(operator, "/motd Be kind\nand brief\x1b[2J\n");
  assert.deepEqual([chat.motd, told.length], ["Be kind\nand brief", 1]);
});

Deno.test("/motd refuses a text that is longer than any text may be", () => {
  const { run, operator } = createSetting();
  const line = `/motd ${"x".repeat(limits.textBytes + 1)}`;
  assertRefused("text_too_long", () => run(operator, line));
});
