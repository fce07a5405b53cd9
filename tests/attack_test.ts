import assert from "node:assert/strict";

import type { Attack } from "./attack/attack.ts";
import { combiningMarks } from "./attack/attacks/hostile_texts.ts";
import { oneOnFullDisk } from "./attack/attacks/full_disk.ts";
import { joinAndLeave } from "./attack/attacks/join_and_leave.ts";
import { type Findings, runAttack } from "./attack/run_attack.ts";

/** How soon is for `deno task test:attack` to say. */
async function assertAllIsAnswered(attack: Attack): Promise<void> {
  const findings = await runAttack(attack, { attackMs: 1500, aftermathMs: 0 });
  assertAnswered(findings);
}

function assertAnswered({ complaints, ping, say, tell, enter }: Findings): void {
  assert.deepEqual(complaints, []);
  for (const [name, times] of Object.entries({ ping, say, tell, enter })) {
    assert.ok(times.length > 0 && times.every(Number.isFinite), `${name}: ${times}`);
  }
}

for (const attack of [combiningMarks, joinAndLeave]) {
  Deno.test(`${attack.name}: somebody at another address is answered all the same`, async () => {
    await assertAllIsAnswered(attack);
  });
}

Deno.test({
  name:
    "on a full disk what is said is refused, told in the log now and then, and kept when it is over",
  ignore: Deno.build.os !== "linux",
  async fn() {
    const findings = await runAttack(oneOnFullDisk, { attackMs: 1500, aftermathMs: 1100 });
    assertAnswered(findings);
    assert.ok(findings.notKept > 0);
    const { logBytesPerSecond } = findings;
    assert.ok(logBytesPerSecond > 0 && logBytesPerSecond < 2000, `${logBytesPerSecond} B/s`);
  },
});
