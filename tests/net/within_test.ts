import assert from "node:assert/strict";
import { within } from "../../net/within.ts";

const longMs = 60_000;
const never = new Promise<void>(() => {});

Deno.test("within() resolves as soon as the promise does", async () => {
  const startMs = performance.now();
  await within(longMs, Promise.resolve("value"));
  assert.ok(performance.now() - startMs < longMs / 2);
});

Deno.test("within() rejects as the promise does", async () => {
  const error = new Error("Broken");
  await assert.rejects(within(longMs, Promise.reject(error)), error);
});

Deno.test("within() resolves when the time is over", async () => {
  const startMs = performance.now();
  await within(20, never);
  assert.ok(performance.now() - startMs >= 19);
});

Deno.test("within() has nobody surprised by a rejection that comes too late", async () => {
  const { promise, reject } = Promise.withResolvers<void>();
  await within(1, promise);
  reject(new Error("Late"));
  await new Promise((resolve) => setImmediate(resolve));
});
