import assert from "node:assert/strict";
import { type ByteStream, lineFraming, LineTransport } from "../../net/line_transport.ts";
import { FrameTooLongError } from "../../net/transport.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const peer = { address: "::1" };

/** A stream that gives these chunks, cut to what is asked for. */
function streamOf(...chunks: string[]): ByteStream & { closed: number } {
  let bytes = chunks.map((chunk) => encoder.encode(chunk));
  return {
    closed: 0,
    read(buffer) {
      const [first, ...others] = bytes;
      if (first === undefined) return Promise.resolve(null);
      const count = Math.min(first.length, buffer.length);
      buffer.set(first.subarray(0, count));
      bytes = count < first.length ? [first.subarray(count), ...others] : others;
      return Promise.resolve(count);
    },
    write: (written) => Promise.resolve(written.length),
    closeWrite: () => Promise.resolve(),
    close() {
      if (this.closed++ > 0) throw new Deno.errors.BadResource();
    },
  };
}

async function readAll(frames: AsyncIterable<Uint8Array>): Promise<string[]> {
  const texts: string[] = [];
  for await (const frame of frames) texts.push(decoder.decode(frame));
  return texts;
}

Deno.test("LineTransport.frames gives each line, whatever the buffer's size", async () => {
  const texts = ["a", "", "a longer one", "ü"];
  for (const readBufferBytes of [1, 2, 5, 100]) {
    const stream = streamOf(texts.join("\r\n") + "\n", "left unfinished");
    const transport = new LineTransport(stream, { peer, maxFrameBytes: 20, readBufferBytes });
    assert.deepEqual(await readAll(transport.frames), texts);
  }
});

Deno.test("LineTransport.frames begins with what was read already", async () => {
  const stream = streamOf("o\nthree\n");
  const firstBytes = encoder.encode("one\ntw");
  const transport = new LineTransport(stream, { peer, maxFrameBytes: 20, firstBytes });
  assert.deepEqual(await readAll(transport.frames), ["one", "two", "three"]);
});

Deno.test("LineTransport.frames can be read on by another reader", async () => {
  const stream = streamOf("one\ntwo\nthree\n");
  const { frames } = new LineTransport(stream, { peer, maxFrameBytes: 20 });
  for await (const frame of frames) {
    assert.equal(decoder.decode(frame), "one");
    break;
  }
  assert.deepEqual(await readAll(frames), ["two", "three"]);
});

Deno.test("LineTransport.frames throws at a frame that is too long, and can be read to the end", async () => {
  const stream = streamOf("good\n", "x".repeat(30), "y".repeat(30), "\n", "z".repeat(3000));
  const { frames } = new LineTransport(stream, { peer, maxFrameBytes: 20 });
  const read: string[] = [];
  const error = await (async () => {
    for await (const frame of frames) read.push(decoder.decode(frame));
  })().catch((error: unknown) => error);
  assert.ok(error instanceof FrameTooLongError);
  assert.equal(error.maxBytes, 20);
  assert.deepEqual(read, ["good"]);
  await assert.rejects(readAll(frames), FrameTooLongError);
  assert.deepEqual(await readAll(frames), []);
});

Deno.test("LineTransport.close() may be called twice", () => {
  const stream = streamOf();
  const transport = new LineTransport(stream, { peer, maxFrameBytes: 20 });
  transport.close();
  transport.close();
  assert.equal(stream.closed, 2);
});

Deno.test("lineFraming.pack() gives the bytes of each frame, one after another", () => {
  const frames = ["a", "", "grün"];
  const each = frames.map((frame) => decoder.decode(lineFraming.pack([frame])));
  assert.deepEqual(each, ["a\n", "\n", "grün\n"]);
  assert.equal(decoder.decode(lineFraming.pack(frames)), each.join(""));
  assert.deepEqual(lineFraming.pack([]), new Uint8Array());
});
