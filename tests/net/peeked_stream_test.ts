import assert from "node:assert/strict";
import type { ByteStream } from "../../net/line_transport.ts";
import { PeekedStream } from "../../net/peeked_stream.ts";
import { bounded } from "../support/bounded.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A stream of what the test gives it. */
class FakeStream implements ByteStream {
  readonly #chunks: (Uint8Array | null | Error)[] = [];
  #arrived = Promise.withResolvers<void>();

  /** Null is the end. */
  give(...chunks: (string | null | Error)[]): void {
    for (const chunk of chunks) {
      this.#chunks.push(typeof chunk === "string" ? encoder.encode(chunk) : chunk);
    }
    this.#arrived.resolve();
  }

  async read(buffer: Uint8Array): Promise<number | null> {
    while (this.#chunks.length === 0) {
      this.#arrived = Promise.withResolvers();
      await this.#arrived.promise;
    }
    const [first] = this.#chunks;
    if (!(first instanceof Uint8Array)) {
      if (first instanceof Error) throw first;
      return null;
    }
    const count = Math.min(first.length, buffer.length);
    buffer.set(first.subarray(0, count));
    this.#chunks.shift();
    if (count < first.length) this.#chunks.unshift(first.subarray(count));
    return count;
  }

  write = (bytes: Uint8Array) => Promise.resolve(bytes.length);
  closeWrite = () => Promise.resolve();
  close() {}
}

async function readAll(stream: ByteStream, bufferBytes = 100): Promise<string> {
  let text = "";
  const buffer = new Uint8Array(bufferBytes);
  for (;;) {
    const count = await bounded(stream.read(buffer), () => "what comes");
    if (count === null) return text;
    text += decoder.decode(buffer.subarray(0, count));
  }
}

Deno.test("PeekedStream gives what was looked at to whoever reads, and all behind it", async () => {
  for (const bufferBytes of [1, 3, 100]) {
    const source = new FakeStream();
    const stream = new PeekedStream(source);
    source.give("NI");
    await stream.peekMore();
    assert.deepEqual([decoder.decode(stream.firstBytes), stream.isComplete], ["NI", false]);
    source.give("CK");
    await stream.peekMore();
    assert.equal(decoder.decode(stream.firstBytes), "NICK");
    source.give(" ann\n", "more", null);
    assert.equal(await readAll(stream, bufferBytes), "NICK ann\nmore");
  }
});

Deno.test("PeekedStream loses nothing of a look that nobody waited for", async () => {
  const source = new FakeStream();
  const stream = new PeekedStream(source);
  const look = stream.peekMore();
  const read = readAll(stream);
  source.give("late", null);
  await look;
  assert.equal(await read, "late");
});

Deno.test("PeekedStream.isComplete tells that the stream is at its end, or broken", async () => {
  for (const end of [null, new Error("Connection reset by peer")]) {
    const source = new FakeStream();
    const stream = new PeekedStream(source);
    source.give("N", end);
    await stream.peekMore();
    assert.equal(stream.isComplete, false);
    await stream.peekMore();
    assert.equal(stream.isComplete, true);
    const read = readAll(stream);
    if (end === null) assert.equal(await read, "N");
    else await assert.rejects(read, end);
  }
});

Deno.test("PeekedStream looks at 512 bytes at most", async () => {
  const source = new FakeStream();
  const stream = new PeekedStream(source);
  source.give("x".repeat(1000), null);
  await stream.peekMore();
  assert.deepEqual([stream.firstBytes.length, stream.isComplete], [512, true]);
  assert.equal((await readAll(stream)).length, 1000);
});
