import assert from "node:assert/strict";
import { within } from "../../helpers/within.ts";

const longMs = 60_000;
const never = new Promise<void>(() => {});

// A timer that is left behind keeps a program from ending.
const sanitizeOps = true;

Deno.test("within() resolves as soon as the promise does", { sanitizeOps }, async () => {
  const startMs = performance.now();
  assert.equal(await within(longMs, Promise.resolve("value")), "value");
  assert.ok(performance.now() - startMs < longMs / 2);
});

Deno.test("within() rejects as the promise does", { sanitizeOps }, async () => {
  const error = new Error("Broken");
  await assert.rejects(within(longMs, Promise.reject(error)), error);
});

Deno.test("within() resolves when the time is over", async () => {
  const startMs = performance.now();
  assert.equal(await within(20, never), undefined);
  // A timer's clock is a coarse one: half of the time is enough to tell it from none.
  assert.ok(performance.now() - startMs >= 10);
});

Deno.test("within() has nobody surprised by a rejection that comes too late", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  await within(1, promise);
  reject(new Error("Late"));
  await new Promise((resolve) => setImmediate(resolve));
});
