import assert from "node:assert/strict";

import type { Attack } from "./attack/attack.ts";
import { combiningMarks } from "./attack/attacks/hostile_texts.ts";
import { joinAndLeave } from "./attack/attacks/join_and_leave.ts";
import { runAttack } from "./attack/run_attack.ts";

/** How soon is for `deno task test:attack` to say. */
async function assertAllIsAnswered(attack: Attack): Promise<void> {
  const { complaints, ...waits } = await runAttack(attack, { attackMs: 1500, aftermathMs: 0 });
  assert.deepEqual(complaints, []);
  for (const [name, times] of Object.entries(waits)) {
    assert.ok(times.length > 0 && times.every(Number.isFinite), `${name}: ${times}`);
  }
}

for (const attack of [combiningMarks, joinAndLeave]) {
  Deno.test(`${attack.name}: somebody at another address is answered all the same`, async () => {
    await assertAllIsAnswered(attack);
  });
}
