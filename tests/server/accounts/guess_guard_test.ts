import assert from "node:assert/strict";
import { GuessGuard } from "../../../server/accounts/guess_guard.ts";

const here = { address: "127.0.0.1" };

function open() {
  let nowMs = 1_000_000;
  const guard = new GuessGuard(() => nowMs);
  return { guard, pass: (ms: number) => void (nowMs += ms) };
}

Deno.test("GuessGuard that is free slows nobody down", () => {
  const guard = new GuessGuard(() => 1_000_000, true);
  for (let guess = 0; guess < 100; guess++) {
    assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
    guard.wasWrong("ann", { guessNetwork: "192.0.2.1" });
  }
});

Deno.test("GuessGuard lets three be wrong, and then each wait is twice as long, up to a bound", () => {
  const { guard, pass } = open();
  const waits: number[] = [];
  for (let guess = 0; guess < 16; guess++) {
    const waitMs = guard.charge("ann", { guessNetwork: "192.0.2.1" });
    waits.push(waitMs);
    if (waitMs === 0) continue;
    pass(waitMs - 1);
    assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 1);
    pass(1);
    assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
  }
  assert.deepEqual(waits.slice(0, 7), [0, 0, 0, 1000, 2000, 4000, 8000]);
  assert.equal(waits.at(-1), 15 * 60 * 1000);
});

Deno.test("GuessGuard lets nobody be locked out by who guesses from elsewhere", () => {
  const { guard } = open();
  for (let guess = 0; guess < 100; guess++) guard.charge("ann", { guessNetwork: "192.0.2.1" });
  assert.notEqual(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
  assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.2" }), 0);
});

Deno.test("GuessGuard keeps addresses apart that are exempt", () => {
  const { guard } = open();
  for (let guess = 0; guess < 100; guess++) guard.charge("#dev", here);
  assert.notEqual(guard.charge("#dev", here), 0);
  assert.equal(guard.charge("#dev", { address: "127.0.0.2" }), 0);
});

Deno.test("GuessGuard bounds what one network guesses of all", () => {
  const { guard } = open();
  const looked = Array.from(
    { length: 100 },
    (_, index) => guard.charge(`nick${index}`, { guessNetwork: "192.0.2.1" }),
  )
    .filter((waitMs) => waitMs === 0);
  assert.equal(looked.length, 30);
  for (let guess = 0; guess < 100; guess++) {
    assert.equal(guard.charge(`nick${guess}`, here), 0, "an exempt one has no such bound");
  }
});

Deno.test("GuessGuard forgets what was right, and after an hour what was wrong", () => {
  const { guard, pass } = open();
  for (let guess = 0; guess < 50; guess++) {
    assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
    guard.wasRight("ann", { guessNetwork: "192.0.2.1" });
  }
  for (let guess = 0; guess < 4; guess++) guard.charge("ann", { guessNetwork: "192.0.2.1" });
  assert.notEqual(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
  pass(60 * 60 * 1000);
  assert.equal(guard.charge("ann", { guessNetwork: "192.0.2.1" }), 0);
});

Deno.test("GuessGuard counts a wait from when the guess was found wrong", () => {
  const { guard, pass } = open();
  for (let guess = 0; guess < 3; guess++) guard.charge("ann", here);
  pass(5000);
  guard.wasWrong("ann", here);
  assert.equal(guard.charge("ann", here), 1000);
});

Deno.test("GuessGuard remembers no more than so many", () => {
  const { guard } = open();
  for (let guess = 0; guess < 3; guess++) guard.charge("ann", here);
  assert.notEqual(guard.charge("ann", here), 0);
  for (let other = 0; other < 20_000; other++) guard.charge(`nick${other}`, here);
  assert.equal(guard.charge("ann", here), 0);
});
