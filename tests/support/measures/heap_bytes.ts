import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** What is in use on this test's heap, after everything that can be let go of was. */
export function heapBytes(): number {
  setFlagsFromString("--expose-gc");
  const collectGarbage: unknown = runInNewContext("gc");
  assert.ok(typeof collectGarbage === "function");
  collectGarbage();
  return Deno.memoryUsage().heapUsed;
}
