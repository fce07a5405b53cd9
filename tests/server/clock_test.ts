import assert from "node:assert/strict";

import { createClock } from "../../server/clock.ts";

Deno.test("createClock() gives a clock that stands still while the system's goes back", () => {
  const { now } = Date;
  try {
    const clock = createClock();
    const times = [100, 200, 150, 199, 201].map((time) => {
      Date.now = () => time;
      return clock();
    });
    assert.deepEqual(times, [100, 200, 200, 200, 201]);
  } finally {
    Date.now = now;
  }
});
