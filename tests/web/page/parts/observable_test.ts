import assert from "node:assert/strict";
import { Observable } from "../../../../web/page/parts/observable.ts";

Deno.test("Observable tells of what became another, to whoever watches still", () => {
  const observable = new Observable(1);
  const told: number[] = [];
  const stop = observable.watch(() => told.push(observable.value));
  observable.value = 1;
  observable.value = 2;
  stop();
  observable.value = 3;
  assert.deepEqual([told, observable.value], [[2], 3]);
});
