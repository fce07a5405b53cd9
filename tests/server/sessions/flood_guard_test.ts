import assert from "node:assert/strict";

import { AddressRates } from "../../../net/limits/address_rates.ts";
import { FloodGuard } from "../../../server/sessions/flood_guard.ts";

Deno.test("FloodGuard allows everything where there is no rate", () => {
  const guard = new FloodGuard(undefined, () => 0);
  for (let frame = 0; frame < 100; frame++) assert.equal(guard.charge(), undefined);
  assert.ok(!guard.isFlooded);
});

Deno.test("FloodGuard is flooded after 20 refusals, until it has paused", async () => {
  const guard = new FloodGuard({ burst: 1, perSecond: 1000 }, () => 0);
  assert.equal(guard.charge(), undefined);
  for (let refusal = 1; refusal <= 20; refusal++) {
    assert.ok(!guard.isFlooded);
    assert.ok((guard.charge()?.retryAfterMs ?? 0) > 0);
  }
  assert.ok(guard.isFlooded);
  await guard.pause();
  assert.ok(!guard.isFlooded);
});

Deno.test("FloodGuard.charge() holds many identities of one address to its rate together", () => {
  let nowMs = 0;
  const rates = new AddressRates({ burst: 200, perSecond: 50 });
  /** Each says so much, as fast as it can; gives how many were allowed. */
  const flood = (identities: number, messages: number) => {
    let allowed = 0;
    for (let identity = 0; identity < identities; identity++) {
      const guard = new FloodGuard({ burst: 20, perSecond: 5 }, () => nowMs);
      for (let message = 0; message < messages; message++) {
        if (guard.charge(rates.limiterOf("192.0.2.1", nowMs)) === undefined) allowed++;
      }
    }
    return allowed;
  };
  assert.equal(flood(100, 20), 200);
  let allowed = 0;
  for (nowMs = 100; nowMs <= 10_000; nowMs += 100) allowed += flood(50, 20);
  assert.equal(allowed, 500);
  nowMs += 4000;
  assert.equal(flood(1, 100), 20, "one alone has its own rate");
  assert.equal(flood(100, 20), 180);
});

Deno.test("FloodGuard.charge() that is refused costs neither the client nor its address anything", () => {
  const address = new AddressRates({ burst: 3, perSecond: 1 }).limiterOf("192.0.2.1", 0);
  const loud = new FloodGuard({ burst: 2, perSecond: 1 }, () => 0);
  const quiet = new FloodGuard({ burst: 2, perSecond: 1 }, () => 0);
  const codes = [loud, loud, loud, loud, quiet, quiet].map((guard) =>
    guard.charge(address)?.rateOf
  );
  assert.deepEqual(codes, [
    ...[undefined, undefined, "participant", "participant"],
    ...[undefined, "address"],
  ]);
  assert.equal(quiet.charge(), undefined, "what its address refused is not charged to it");
});

Deno.test("FloodGuard.charge() has who shares a rate wait a second, so that not all ask again at once", () => {
  const address = new AddressRates({ burst: 1, perSecond: 50 }).limiterOf("192.0.2.1", 0);
  const guard = new FloodGuard(undefined, () => 0);
  assert.equal(guard.charge(address), undefined);
  assert.equal(guard.charge(address)?.retryAfterMs, 1000);
});

Deno.test("FloodGuard.charge() tells the first refusal of a spell from those that follow", () => {
  let nowMs = 0;
  const guard = new FloodGuard({ burst: 1, perSecond: 1 }, () => nowMs);
  const begins = () =>
    [guard.charge(), guard.charge(), guard.charge()].map((each) => each?.beginsSpell);
  assert.deepEqual(begins(), [undefined, true, false]);
  nowMs = 1000;
  assert.deepEqual(begins(), [undefined, false, false]);
  nowMs = 62_000;
  assert.deepEqual(begins(), [undefined, true, false]);
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
