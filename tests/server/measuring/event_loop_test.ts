import assert from "node:assert/strict";

import { delay } from "../../../helpers/delay.ts";
import { EventLoopDelay } from "../../../server/measuring/event_loop.ts";

Deno.test("EventLoopDelay sees what holds the loop", async () => {
  using eventLoop = new EventLoopDelay();
  eventLoop.begin();
  eventLoop.begin();
  const heldMs = 300;
  const until = performance.now() + heldMs;
  while (performance.now() < until);
  while (eventLoop.seconds.count === 0) await delay(5);
  assert.equal(eventLoop.seconds.count, 1);
  assert.ok(eventLoop.seconds.sum > 0.15, `${eventLoop.seconds.sum} s`);
});

Deno.test("EventLoopDelay does not begin again once it is disposed", () => {
  const eventLoop = new EventLoopDelay();
  eventLoop[Symbol.dispose]();
  // A timer that is left running fails the test.
  eventLoop.begin();
});
