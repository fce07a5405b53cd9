import { deepEqual, equal } from "node:assert/strict";
import { concatenate } from "../../helpers/concatenate.ts";

Deno.test("concatenate() copies all parts in order, empty ones and views too", () => {
  const bytes = Uint8Array.of(1, 2, 3, 4);
  const parts = [bytes.subarray(2), new Uint8Array(), bytes.subarray(0, 2)];
  deepEqual(concatenate(parts), Uint8Array.of(3, 4, 1, 2));
});

Deno.test("concatenate() of no parts is empty", () => equal(concatenate([]).length, 0));
