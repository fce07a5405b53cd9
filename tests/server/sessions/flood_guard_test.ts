import assert from "node:assert/strict";

import { FloodGuard } from "../../../server/sessions/flood_guard.ts";

Deno.test("FloodGuard allows everything where there is no rate", () => {
  const guard = new FloodGuard(undefined, () => 0);
  for (let frame = 0; frame < 100; frame++) assert.equal(guard.charge(), 0);
  assert.ok(!guard.isFlooded);
});

Deno.test("FloodGuard is flooded after 20 refusals, until it has paused", async () => {
  const guard = new FloodGuard({ burst: 1, perSecond: 1000 }, () => 0);
  assert.equal(guard.charge(), 0);
  for (let refusal = 1; refusal <= 20; refusal++) {
    assert.ok(!guard.isFlooded);
    assert.ok(guard.charge() > 0);
  }
  assert.ok(guard.isFlooded);
  await guard.pause();
  assert.ok(!guard.isFlooded);
});

Deno.test("FloodGuard.admitsTyping() bounds what leaves no trace, even where there is no rate", () => {
  let nowMs = 0;
  const guard = new FloodGuard(undefined, () => nowMs);
  const admitted = () => Array.from({ length: 100 }, () => guard.admitsTyping()).filter(Boolean);
  assert.equal(admitted().length, 5);
  nowMs = 2000;
  assert.equal(admitted().length, 2);
  assert.ok(!guard.isFlooded);
});

Deno.test("FloodGuard is busy after much work, and recovers; one long frame alone counts little", () => {
  let nowMs = 0;
  const guard = new FloodGuard({ burst: 20, perSecond: 5 }, () => nowMs);
  guard.worked(1000);
  assert.ok(!guard.isBusy(false));
  assert.ok(guard.isBusy(true), "others wait");
  for (let frame = 0; frame < 5; frame++) guard.worked(1);
  assert.ok(guard.isBusy(false));
  nowMs = 5000;
  assert.ok(!guard.isBusy(true));
});

Deno.test("FloodGuard is never busy where there is no rate", () => {
  const guard = new FloodGuard(undefined, () => 0);
  for (let frame = 0; frame < 100; frame++) guard.worked(10);
  assert.ok(!guard.isBusy(true));
});
