import assert from "node:assert/strict";
import { type ByteSink, StandardTerminalOutput } from "../../../ui/terminal/terminal_streams.ts";
import { bounded } from "../../support/bounded.ts";

/** Takes a few bytes at a time, as a non-blocking terminal does; between them it is full. */
class FakeSink implements ByteSink {
  readonly #decoder = new TextDecoder();
  taken = "";
  /** So often it is full before it takes something. */
  full = 3;
  #asked = 0;

  /** As Deno does. */
  write(bytes: Uint8Array): Promise<number> {
    const isFull = this.#asked++ % (this.full + 1) < this.full;
    return isFull
      ? Promise.reject(new Deno.errors.WouldBlock())
      : Promise.resolve(this.#take(bytes));
  }

  /** As Node does. */
  writeSync(bytes: Uint8Array): number {
    if (this.#asked++ % (this.full + 1) >= this.full) return this.#take(bytes);
    throw Object.assign(new Error("EAGAIN: resource temporarily unavailable"), { code: "EAGAIN" });
  }

  #take(bytes: Uint8Array): number {
    const some = bytes.subarray(0, 4);
    this.taken += this.#decoder.decode(some, { stream: true });
    return some.length;
  }
}

Deno.test("write() and writeNow() go on when a terminal that was full takes more", async () => {
  const sink = new FakeSink();
  const output = new StandardTerminalOutput(sink, 0);
  await output.write("a whole frame, ");
  output.writeNow("and the last words");
  assert.equal(sink.taken, "a whole frame, and the last words");
});

Deno.test("writeNow() leaves out what is left of a write()", async () => {
  const sink = new FakeSink();
  sink.full = 0;
  const output = new StandardTerminalOutput(sink, 0);
  const written = output.write("a whole frame");
  output.writeNow("last words");
  await bounded(written, () => "the end of write()");
  assert.equal(sink.taken, "a whlast words");
});

Deno.test("writeNow() returns if a terminal never takes more, and write() once it has come", async () => {
  const sink = new FakeSink();
  sink.full = Infinity;
  const output = new StandardTerminalOutput(sink, 0);
  const written = output.write("frame");
  output.writeNow("last words");
  await bounded(written, () => "the end of write()");
  assert.equal(sink.taken, "");
});

Deno.test("write() and writeNow() leave a terminal alone that is gone", async () => {
  let calls = 0;
  const fail = () => {
    calls++;
    throw new Deno.errors.BadResource();
  };
  const output = new StandardTerminalOutput({ write: fail, writeSync: fail }, 0);
  await output.write("frame");
  output.writeNow("last words");
  assert.equal(calls, 2);
});
