import assert from "node:assert/strict";
import { sayLast } from "../../../net/streams/say_last.ts";
import { bounded } from "../../support/bounded.ts";

const answer = new TextEncoder().encode("Good bye\n");

/** A stream that gives `reads`, then what `end` says, and takes three bytes at a time. */
function streamOf(reads: number, end: () => Promise<number | null>) {
  const written: number[] = [];
  const calls: string[] = [];
  return {
    calls,
    written,
    read: () => reads-- > 0 ? Promise.resolve(1) : end(),
    write(bytes: Uint8Array) {
      written.push(...bytes.subarray(0, 3));
      return Promise.resolve(Math.min(3, bytes.length));
    },
    closeWrite: () => Promise.resolve(void calls.push("end")),
    close: () => void calls.push("close"),
  };
}

Deno.test("sayLast() writes all, reads to the end and closes", async () => {
  const stream = streamOf(3, () => Promise.resolve(null));
  await sayLast(stream, answer, 60_000);
  assert.deepEqual(stream.written, [...answer]);
  assert.deepEqual(stream.calls, ["end", "close"]);
});

Deno.test("sayLast() closes what is not closed in time, and what is broken", async () => {
  for (const end of [() => new Promise<null>(() => {}), () => Promise.reject(new Error("Reset"))]) {
    const stream = streamOf(0, end);
    await bounded(sayLast(stream, answer, 1), () => "the end");
    assert.deepEqual(stream.calls, ["end", "close"]);
  }
});
