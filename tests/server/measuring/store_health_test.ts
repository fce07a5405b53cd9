import assert from "node:assert/strict";

import { StoreHealth } from "../../../server/measuring/store_health.ts";

/** A store that does as it is told, and a clock. */
function open() {
  const store = {
    tries: 0,
    error: undefined as Error | undefined,
    tryWriting: (): Promise<void> => {
      store.tries++;
      return store.error === undefined ? Promise.resolve() : Promise.reject(store.error);
    },
  };
  const time = { ms: 0 };
  const health = new StoreHealth({ store, monotonicMs: () => time.ms, freshMs: 5000 });
  return { store, time, health };
}

async function reasonIn(health: StoreHealth): Promise<string | undefined> {
  const found = await health.check();
  return found.isKeeping ? undefined : found.reason;
}

Deno.test("StoreHealth tries the store, and no more often however many ask", async () => {
  const { store, time, health } = open();
  const found = await Promise.all([health.check(), health.check(), health.check()]);
  assert.deepEqual(found, Array(3).fill({ isKeeping: true }));
  time.ms = 4999;
  await health.check();
  assert.equal(store.tries, 1);
  time.ms = 5000;
  await health.check();
  assert.equal(store.tries, 2);
});

Deno.test("StoreHealth does not try a store that just kept something", async () => {
  const { store, time, health } = open();
  health.noteKept();
  time.ms = 4000;
  assert.equal(await reasonIn(health), undefined);
  assert.equal(store.tries, 0);
});

Deno.test("StoreHealth says why nothing can be kept, without the system's words, until something can", async () => {
  const cases = [
    ["database or disk is full", "disk_full"],
    ["No space left on device (os error 28)", "disk_full"],
    ['unable to open "/home/ann/history.db"', "storage_failed"],
  ] as const;
  for (const [message, reason] of cases) {
    const { store, time, health } = open();
    store.error = new Error(message);
    const found = await health.check();
    assert.ok(!found.isKeeping);
    assert.equal(found.reason, reason);
    assert.ok(!found.message.includes("/home"));
    store.error = undefined;
    time.ms = 5000;
    assert.equal(await reasonIn(health), undefined);
  }
});

Deno.test("StoreHealth finds out at once after something was not kept", async () => {
  const { store, time, health } = open();
  health.noteKept();
  assert.equal(health.failedAgoMs, undefined);
  health.noteFailed();
  time.ms = 1000;
  assert.equal(health.failedAgoMs, 1000);
  // It may have been its own fault.
  assert.equal(await reasonIn(health), undefined);
  store.error = new Error("disk full");
  health.noteFailed();
  assert.equal(await reasonIn(health), "disk_full");
});

Deno.test("StoreHealth takes no answer for a no, and a server that stops", async () => {
  const { promise, resolve } = Promise.withResolvers<void>();
  const health = new StoreHealth({ store: { tryWriting: () => promise }, answerWithinMs: 1 });
  assert.equal(await reasonIn(health), "no_answer");
  resolve();
  health.noteStopping();
  assert.equal(await reasonIn(health), "stopping");
});
