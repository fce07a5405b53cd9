import assert from "node:assert/strict";
import { StopQuestion } from "../../../server/operator/stop_question.ts";

Deno.test("StopQuestion asks while somebody is here, for a while, and keeps what was typed first", () => {
  let [others, nowMs] = [2, 0];
  const question = new StopQuestion(() => others, () => nowMs);
  const asked = {
    question: "2 people are here: /stop once more within 30 seconds stops the server for all",
  };
  assert.deepEqual(question.take("back at noon"), asked);
  nowMs = 30_000;
  assert.deepEqual(question.take("back at one"), asked);
  nowMs = 59_999;
  assert.deepEqual(question.take(""), { args: "back at one" });
  others = 0;
  assert.deepEqual(new StopQuestion(() => others).take("now"), { args: "now" });
});
