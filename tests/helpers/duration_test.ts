import assert from "node:assert/strict";
import { duration, parseDuration, shortWait, timeLeft } from "../../helpers/duration.ts";

Deno.test("duration() tells the two largest units", () => {
  const all = [0, 40_000, 61_000, 3_600_000, 7_500_000, 90_000_000].map(duration);
  assert.deepEqual(all, ["1 sec", "40 sec", "1 min", "1 hr", "2 hr, 5 min", "1 day, 1 hr"]);
});

Deno.test("parseDuration() reads times as people type them", () => {
  const minutes = ["10m", "2h", "7d", "1W", "1h30m", "90s"].map((typed) =>
    (parseDuration(typed) ?? 0) / 60_000
  );
  assert.deepEqual(minutes, [10, 120, 10_080, 10_080, 90, 1.5]);
});

Deno.test("parseDuration() takes nothing else for a time", () => {
  const others = ["", "-1", "9e99", "2w3x", "0m", "10", "m", "1.5h", "١m", "10 m", "99999w"];
  for (const typed of [...others, "9".repeat(20) + "d", "1s".repeat(6)]) {
    assert.equal(parseDuration(typed), undefined, typed);
  }
});

Deno.test("shortWait() gives seconds, and never less than it is", () => {
  const waits = [1, 100, 101, 999, 1000, 12_340].map(shortWait);
  assert.deepEqual(waits, ["0.1 s", "0.1 s", "0.2 s", "1 s", "1 s", "12.4 s"]);
});

Deno.test("timeLeft() tells no time shorter than it is", () => {
  const all = [1, 9_001, 59_999, 60_000, 61_000, 599_980, 7_199_999, 7 * 86_400_000 - 1].map(
    timeLeft,
  );
  assert.deepEqual(all, [
    ...["1 sec", "10 sec", "1 min", "1 min", "2 min", "10 min", "2 hr", "7 days"],
  ]);
});
