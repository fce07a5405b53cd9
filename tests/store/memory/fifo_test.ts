import assert from "node:assert/strict";
import fc from "fast-check";
import { Fifo } from "../../../store/memory/fifo.ts";
import { heapBytes } from "../../support/measures/heap_bytes.ts";

Deno.test("Fifo gives what was pushed first, and nothing when it is empty", () => {
  const fifo = new Fifo<string>();
  assert.equal(fifo.length, 0);
  assert.equal(fifo.shift(), undefined);
  fifo.push("a");
  fifo.push("b");
  assert.equal(fifo.length, 2);
  assert.equal(fifo.shift(), "a");
  assert.equal(fifo.shift(), "b");
  assert.equal(fifo.shift(), undefined);
  assert.equal(fifo.length, 0);
});

Deno.test("Fifo.at() counts from the oldest that is there", () => {
  const fifo = new Fifo<string>();
  for (const item of ["a", "b", "c", "d"]) fifo.push(item);
  fifo.shift();
  assert.deepEqual([-1, 0, 1, 2, 3].map((index) => fifo.at(index)), [
    ...[undefined, "b", "c", "d", undefined],
  ]);
});

Deno.test("Fifo takes no more memory for what has gone through it", () => {
  const fifo = new Fifo<number>();
  const startBytes = heapBytes();
  for (let count = 0; count < 1_000_000; count++) {
    fifo.push(count);
    if (fifo.length > 10) fifo.shift();
  }
  const grownBytes = heapBytes() - startBytes;
  assert.ok(grownBytes < 2_000_000, `Grown by ${grownBytes} bytes`);
  assert.equal(fifo.at(0), 999_990);
});

Deno.test("Fifo behaves as an array does", () => {
  const actions = fc.array(fc.oneof(fc.nat(), fc.constant("shift" as const)), { maxLength: 300 });
  fc.assert(fc.property(actions, (actions) => {
    const [fifo, array] = [new Fifo<number>(), new Array<number>()];
    for (const action of actions) {
      if (action === "shift") {
        assert.equal(fifo.shift(), array.shift());
      } else {
        fifo.push(action);
        array.push(action);
      }
      assert.equal(fifo.length, array.length);
      assert.equal(fifo.at(0), array[0]);
      assert.equal(fifo.at(array.length - 1), array.at(-1));
    }
    assert.deepEqual(array.map((_, index) => fifo.at(index)), array);
  }));
});
