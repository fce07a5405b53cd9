import assert from "node:assert/strict";
import { RoundTrip } from "../../../client/connection/round_trip.ts";

function pong(id: string | undefined) {
  return { type: "pong", id } as const;
}

function refusal(id: string | undefined) {
  return { type: "error", code: "rate_limited", message: "No", id } as const;
}

Deno.test("RoundTrip.check() asks soon after the welcome, and again every 15 seconds", () => {
  const trip = new RoundTrip(100);
  assert.equal(trip.check(1099), undefined);
  const first = trip.check(1100);
  assert.notEqual(first, undefined);
  assert.ok(trip.settle(pong(first), 1142));
  assert.equal(trip.check(16_099), undefined);
  const second = trip.check(16_100);
  assert.ok(second !== undefined && second !== first);
});

Deno.test("RoundTrip.newestMs is how long the newest answer took", () => {
  const trip = new RoundTrip(0);
  assert.equal(trip.newestMs, undefined);
  const first = trip.check(1000);
  assert.equal(trip.newestMs, undefined);
  trip.settle(pong(first), 1042);
  assert.equal(trip.newestMs, 42);
  const second = trip.check(20_000);
  assert.equal(trip.newestMs, 42);
  trip.settle(pong(second), 20_007);
  assert.equal(trip.newestMs, 7);
});

Deno.test("RoundTrip.check() asks nothing more while there is no answer", () => {
  const trip = new RoundTrip(0);
  const id = trip.check(1000);
  assert.equal(trip.check(60_000), undefined);
  assert.ok(trip.settle(pong(id), 60_500));
  assert.equal(trip.newestMs, 59_500);
});

Deno.test("RoundTrip.check() asks again a second after a slow answer", () => {
  const trip = new RoundTrip(0);
  assert.ok(trip.settle(pong(trip.check(1000)), 8428));
  assert.equal(trip.check(9427), undefined);
  const again = trip.check(9428);
  assert.notEqual(again, undefined);
  assert.ok(trip.settle(pong(again), 9430));
  assert.equal(trip.newestMs, 2);
  assert.equal(trip.check(10_430), undefined);
});

Deno.test("RoundTrip.unansweredMs() counts while there is no answer", () => {
  const trip = new RoundTrip(0);
  assert.equal(trip.unansweredMs(500), undefined);
  const id = trip.check(1000);
  assert.equal(trip.unansweredMs(8000), 7000);
  trip.settle(pong(id), 8100);
  assert.equal(trip.unansweredMs(8200), undefined);
});

Deno.test("RoundTrip.settle() takes a refusal for itself, and asks again in its time", () => {
  const trip = new RoundTrip(0);
  const id = trip.check(1000);
  assert.ok(trip.settle(refusal(id), 1001));
  assert.equal(trip.newestMs, undefined);
  assert.equal(trip.check(1002), undefined);
  assert.notEqual(trip.check(16_000), undefined);
});

Deno.test("RoundTrip.settle() leaves alone what is not its answer", () => {
  const trip = new RoundTrip(0);
  const others = [pong(undefined), pong("p1"), refusal(undefined), refusal("p1")];
  for (const message of others) assert.ok(!trip.settle(message, 1));
  const id = trip.check(1000);
  for (const message of others) assert.ok(!trip.settle(message, 1001));
  assert.ok(!trip.settle({ type: "notice", text: "hi", id }, 1001));
  assert.ok(trip.settle(pong(id), 1001));
  assert.ok(!trip.settle(pong(id), 1002), "once");
});
