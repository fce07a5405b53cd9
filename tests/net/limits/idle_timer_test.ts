import assert from "node:assert/strict";
import { IdleTimer } from "../../../net/limits/idle_timer.ts";

const rules = { pingAfterMs: 30, maxUnanswered: 2 };

/** What the timer says at each of the times. */
function checkAt(timer: IdleTimer, times: readonly number[]): string[] {
  return times.map((nowMs) => timer.check(nowMs));
}

Deno.test("IdleTimer.check() pings after each silence, and gives up after the last", () => {
  const timer = new IdleTimer(rules, 1000);
  const times = [1000, 1029, 1030, 1031, 1059, 1060, 1061, 1089, 1090, 1091];
  const expected = "alive alive ping alive alive ping alive alive gone gone".split(" ");
  assert.deepEqual(checkAt(timer, times), expected);
});

Deno.test("IdleTimer.heard() begins again, whatever was unanswered", () => {
  const timer = new IdleTimer(rules, 0);
  assert.deepEqual(checkAt(timer, [30, 60, 89]), ["ping", "ping", "alive"]);
  timer.heard(89);
  assert.deepEqual(checkAt(timer, [90, 118, 119]), ["alive", "alive", "ping"]);
  timer.heard(130);
  assert.deepEqual(checkAt(timer, [159, 160, 190, 220]), ["alive", "ping", "ping", "gone"]);
});

Deno.test("IdleTimer.check() that comes late pings once each time, and is not gone at once", () => {
  const timer = new IdleTimer(rules, 0);
  assert.deepEqual(checkAt(timer, [1000, 1001, 1002]), ["ping", "ping", "gone"]);
});

Deno.test("IdleTimer.check() without pings gives up after the first silence", () => {
  const timer = new IdleTimer({ pingAfterMs: 30, maxUnanswered: 0 }, 0);
  assert.deepEqual(checkAt(timer, [29, 30]), ["alive", "gone"]);
});
