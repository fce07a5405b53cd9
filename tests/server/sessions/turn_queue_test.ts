import assert from "node:assert/strict";

import { nextTurn } from "../../../helpers/next_turn.ts";
import { exchangesDuring } from "../../support/measures/exchanges.ts";
import { TurnQueue } from "../../../server/sessions/turn_queue.ts";

Deno.test("TurnQueue.run() does a little in each turn, in order, and resolves when it is done", async () => {
  let nowMs = 0;
  const queue = new TurnQueue(() => nowMs);
  const done: string[] = [];
  const runs = ["a", "b", "c", "d"].map((name) =>
    queue.run(() => {
      nowMs += 3;
      done.push(name);
    })
  );
  assert.deepEqual(done, [], "nothing at once");
  await nextTurn();
  assert.deepEqual(done, ["a", "b"]);
  await runs[1];
  await nextTurn();
  assert.deepEqual(done, ["a", "b", "c", "d"]);
  await Promise.all(runs);
});

Deno.test("TurnQueue.run() does all that is little in the next turn", async () => {
  const queue = new TurnQueue(() => 0);
  let count = 0;
  for (let run = 0; run < 100; run++) void queue.run(() => count++);
  await nextTurn();
  assert.equal(count, 100);
});

Deno.test("TurnQueue.run() rejects with what the work throws, and goes on", async () => {
  const queue = new TurnQueue();
  const failing = queue.run(() => {
    throw new Error("no luck");
  });
  const next = queue.run(() => {});
  await assert.rejects(failing, /no luck/);
  await next;
});

Deno.test("TurnQueue.run() lets in what comes from outside meanwhile", async () => {
  let nowMs = 0;
  const queue = new TurnQueue(() => nowMs);
  const work = Array.from({ length: 200 }, () => queue.run(() => void (nowMs += 10)));
  assert.ok(await exchangesDuring(Promise.all(work)) > 10);
});
