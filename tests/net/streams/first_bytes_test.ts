import assert from "node:assert/strict";
import { readFirstBytes } from "../../../net/streams/first_bytes.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import { bounded } from "../../support/bounded.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
const never = new AbortController().signal;

/** A stream that gives these, cut to what is asked for, and then `end`. */
function streamOf(chunks: readonly string[], end: () => Promise<number | null>): ByteStream {
  const left = chunks.map((chunk) => encoder.encode(chunk));
  return {
    read(buffer) {
      const chunk = left.shift();
      if (chunk === undefined) return end();
      const count = Math.min(chunk.length, buffer.length);
      buffer.set(chunk.subarray(0, count));
      if (count < chunk.length) left.unshift(chunk.subarray(count));
      return Promise.resolve(count);
    },
    write: (bytes) => Promise.resolve(bytes.length),
    closeWrite: () => Promise.resolve(),
    close() {},
  };
}

/** Waits for a line, and tells it, or that there is none. */
function tellLine(firstBytes: Uint8Array, isComplete: boolean): string | undefined {
  const [line, rest] = decoder.decode(firstBytes).split("\n");
  if (rest !== undefined) return line;
  return isComplete ? `no line in ${firstBytes.length} bytes` : undefined;
}

async function read(stream: ByteStream, signal = never) {
  const reading = readFirstBytes(stream, tellLine, signal);
  const { found, firstBytes } = await bounded(reading, () => "the first bytes");
  return [found, decoder.decode(firstBytes)];
}

Deno.test("readFirstBytes() reads no more than it takes to tell, and gives all of it", async () => {
  const unwanted = () => assert.fail("It is told already");
  assert.deepEqual(await read(streamOf(["NI", "CK", " a\nmore"], unwanted)), [
    "NICK a",
    "NICK a\nmore",
  ]);
});

Deno.test("readFirstBytes() has it told at the end of the stream, and where it breaks", async () => {
  const ends = [() => Promise.resolve(null), () => Promise.reject(new Error("Reset by peer"))];
  for (const end of ends) {
    assert.deepEqual(await read(streamOf(["N"], end)), ["no line in 1 bytes", "N"]);
    assert.deepEqual(await read(streamOf([], end)), ["no line in 0 bytes", ""]);
  }
});

Deno.test("readFirstBytes() has it told after 512 bytes", async () => {
  const [told, bytes] = await read(streamOf(["x".repeat(1000)], () => assert.fail("Too much")));
  assert.deepEqual([told, bytes?.length], ["no line in 512 bytes", 512]);
});

Deno.test("readFirstBytes() has it told at the signal", async () => {
  const stopping = new AbortController();
  const silence = () => {
    queueMicrotask(() => stopping.abort());
    return new Promise<null>(() => {});
  };
  const told = ["no line in 2 bytes", "NI"];
  assert.deepEqual(await read(streamOf(["NI"], silence), stopping.signal), told);
  const aborted = await read(streamOf(["NI"], silence), stopping.signal);
  assert.deepEqual(aborted, ["no line in 0 bytes", ""]);
});

Deno.test("readFirstBytes() has it told after as many bytes as it is given", async () => {
  const stream = streamOf(["x".repeat(1000)], () => assert.fail("Too much"));
  const { found } = await readFirstBytes(stream, tellLine, never, 600);
  assert.equal(found, "no line in 600 bytes");
});

Deno.test("readFirstBytes() makes room for as much as it is let", async () => {
  const tell = (bytes: Uint8Array, isComplete: boolean) => isComplete ? bytes.length : undefined;
  const chunks = Array.from({ length: 30 }, (_, index) => String(index % 10).repeat(100));
  const stream = streamOf(chunks, () => assert.fail("Too much"));
  const { found, firstBytes } = await readFirstBytes(stream, tell, never, 2500);
  assert.deepEqual([found, decoder.decode(firstBytes)], [2500, chunks.join("").slice(0, 2500)]);
});
