import assert from "node:assert/strict";
import { EventQueue } from "../../../client/connection/event_queue.ts";

/** Lets all that hangs on settled promises happen. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

async function collect(queue: EventQueue<number>): Promise<number[]> {
  const events: number[] = [];
  for await (const event of queue) events.push(event);
  return events;
}

Deno.test("EventQueue gives events in order, those from before iteration too", async () => {
  const queue = new EventQueue<number>();
  await queue.push(1);
  await queue.push(2);
  const collected = collect(queue);
  await queue.push(3);
  await settled();
  await queue.push(4);
  queue.end();
  assert.deepEqual(await collected, [1, 2, 3, 4]);
});

Deno.test("EventQueue.push() lets the oldest give way while nobody iterates", async () => {
  const queue = new EventQueue<number>({ maxQueued: 3 });
  for (const event of [1, 2, 3, 4, 5]) await queue.push(event);
  queue.end();
  assert.deepEqual(await collect(queue), [3, 4, 5]);
});

Deno.test("EventQueue.push() waits for room once somebody iterates: nothing is lost", async () => {
  const queue = new EventQueue<number>({ maxQueued: 2 });
  const iterator = queue[Symbol.asyncIterator]();
  const first = iterator.next();
  let pushed = 0;
  const pushing = (async () => {
    for (; pushed < 6; pushed++) await queue.push(pushed);
    queue.end();
  })();
  assert.equal((await first).value, 0);
  await settled();
  assert.equal(pushed, 3);
  for (const expected of [1, 2, 3, 4, 5]) {
    assert.equal((await iterator.next()).value, expected);
    await settled();
    assert.ok(pushed <= expected + 3);
  }
  assert.ok((await iterator.next()).done);
  await pushing;
});

Deno.test("EventQueue.end() lets go of who pushes and who iterates; more is dropped", async () => {
  const queue = new EventQueue<number>({ maxQueued: 1 });
  const iterator = queue[Symbol.asyncIterator]();
  const first = iterator.next();
  await queue.push(1);
  await first;
  await queue.push(2);
  const waiting = queue.push(3);
  queue.end();
  queue.end();
  await waiting;
  await queue.push(4);
  assert.deepEqual(await iterator.next(), { value: 2, done: false });
  assert.ok((await iterator.next()).done);
});

Deno.test("EventQueue.end() ends an iteration that waits", async () => {
  const queue = new EventQueue<number>();
  const collected = collect(queue);
  await settled();
  queue.end();
  assert.deepEqual(await collected, []);
});

Deno.test("EventQueue ends when its consumer leaves the loop", async () => {
  const queue = new EventQueue<number>({ maxQueued: 1 });
  await queue.push(1);
  for await (const event of queue) {
    assert.equal(event, 1);
    break;
  }
  // Would wait for ever if anybody were thought to iterate still.
  for (const event of [2, 3, 4]) await queue.push(event);
  assert.deepEqual(await collect(queue), []);
});

Deno.test("EventQueue tells of an event as taken when the next is asked for", async () => {
  const taken: number[] = [];
  const queue = new EventQueue<number>({ onConsumed: (event) => taken.push(event) });
  for (const event of [1, 2, 3]) await queue.push(event);
  const events = queue[Symbol.asyncIterator]();
  await events.next();
  assert.deepEqual(taken, []);
  await events.next();
  assert.deepEqual(taken, [1]);
  await events.return();
  assert.deepEqual(taken, [1], "who leaves the loop may not have come to the end of it");
});

Deno.test("EventQueue tells when nothing more will be taken, however the consumer ends", async () => {
  const told: (number | "done")[] = [];
  const open = () =>
    new EventQueue<number>({
      onConsumed: (event) => told.push(event),
      onDone: () => told.push("done"),
    });
  const read = open();
  await read.push(1);
  read.end();
  await collect(read);
  const left = open();
  await left.push(2);
  await left.push(3);
  for await (const event of left) if (event === 3) break;
  assert.deepEqual(told, [1, "done", 2, "done"]);
});
