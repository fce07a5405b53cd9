import assert from "node:assert/strict";

import { Backlog } from "../../../server/delivery/backlog.ts";

const mebibyte = 1024 * 1024;

function limits(bytes: number) {
  const backlog = new Backlog();
  backlog.bytes = bytes;
  return [backlog.limitFor(8 * mebibyte), backlog.isFull];
}

Deno.test("Backlog leaves a share to each place when much waits, and room for what is not said", () => {
  assert.deepEqual(limits(0), [8 * mebibyte, false]);
  assert.deepEqual(limits(65 * mebibyte), [64 * 1024, false]);
  assert.deepEqual(limits(97 * mebibyte), [0, false]);
  assert.deepEqual(limits(129 * mebibyte), [0, true]);
});
