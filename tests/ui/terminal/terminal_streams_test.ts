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

  write(bytes: Uint8Array): Promise<number> {
    const isFull = this.#asked++ % (this.full + 1) < this.full;
    return isFull
      ? Promise.reject(new Deno.errors.WouldBlock())
      : Promise.resolve(this.#take(bytes));
  }

  #take(bytes: Uint8Array): number {
    const some = bytes.subarray(0, 4);
    this.taken += this.#decoder.decode(some, { stream: true });
    return some.length;
  }
}

/** Takes nothing until it is told to, as a blocking terminal that nobody reads. */
class StuckSink implements ByteSink {
  readonly writes: number[] = [];
  #release = () => {};

  write(bytes: Uint8Array): Promise<number> {
    this.writes.push(bytes.length);
    return new Promise((resolve) => this.#release = () => resolve(bytes.length));
  }

  release(): void {
    this.#release();
  }
}

Deno.test("write() and push() go on in order when a terminal that was full takes more", async () => {
  const sink = new FakeSink();
  const output = new StandardTerminalOutput(sink, 0);
  const written = output.write("a whole frame, ");
  output.push("a line, ");
  await written;
  await output.write("and the last words");
  assert.equal(sink.taken, "a whole frame, a line, and the last words");
  assert.equal(output.waitingBytes, 0);
});

Deno.test("writeNow() writes at once, but not behind what a terminal has not taken", async () => {
  const sink = new FakeSink();
  sink.full = 0;
  const output = new StandardTerminalOutput(sink, 0);
  assert.ok(output.writeNow("now"));
  assert.equal(sink.taken, "now");
  assert.ok(!output.writeNow("later"));
  await output.write("");
  assert.equal(sink.taken, "now");
});

Deno.test("drop() lets go of all but a few bytes that are on their way", async () => {
  const sink = new StuckSink();
  const output = new StandardTerminalOutput(sink, 0);
  const frame = output.write("f".repeat(100_000));
  const line = output.write("line");
  assert.equal(output.waitingBytes, 100_004);
  output.drop();
  assert.equal(output.waitingBytes, 0);
  const last = output.write("last words");
  sink.release();
  await bounded(Promise.all([frame, line]), () => "the end of what was dropped");
  sink.release();
  await bounded(last, () => "the end of the last words");
  assert.deepEqual(sink.writes, [4096, "last words".length]);
  assert.equal(output.waitingBytes, 0);
});

Deno.test("write() leaves a terminal alone that is gone", async () => {
  let calls = 0;
  const fail = () => {
    calls++;
    return Promise.reject(new Deno.errors.BadResource());
  };
  const output = new StandardTerminalOutput({ write: fail }, 0);
  await output.write("frame");
  await output.write("last words");
  assert.equal(calls, 2);
  assert.equal(output.waitingBytes, 0);
});
