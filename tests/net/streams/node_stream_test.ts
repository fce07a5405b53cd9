import assert from "node:assert/strict";
import { Duplex, PassThrough } from "node:stream";
import type { ByteStream } from "../../../net/line_transport.ts";
import { duplexOf, NodeByteStream } from "../../../net/streams/node_stream.ts";

const bytes = (...values: number[]) => Uint8Array.from(values);

/** Gives what it is told to, and notes what is done with it. */
class FakeStream implements ByteStream {
  readonly calls: string[] = [];

  constructor(private readonly reads: (Uint8Array | null)[]) {}

  read(buffer: Uint8Array): Promise<number | null> {
    const next = this.reads.shift();
    if (next === undefined) return Promise.reject(new Error("reset"));
    if (next === null) return Promise.resolve(null);
    buffer.set(next);
    return Promise.resolve(next.length);
  }

  /** Takes two bytes at a time. */
  write(part: Uint8Array): Promise<number> {
    this.calls.push(`write ${part.subarray(0, 2).toHex()}`);
    return Promise.resolve(Math.min(2, part.length));
  }

  closeWrite(): Promise<void> {
    return Promise.resolve(void this.calls.push("closeWrite"));
  }

  close(): void {
    this.calls.push("close");
  }
}

Deno.test("duplexOf() gives what comes, and then the end", async () => {
  const duplex = duplexOf(new FakeStream([bytes(1, 2), bytes(3), null]));
  const read: number[] = [];
  for await (const chunk of duplex) read.push(...chunk);
  assert.deepEqual(read, [1, 2, 3]);
});

Deno.test("duplexOf() writes all, ends, and closes the stream", async () => {
  const stream = new FakeStream([null]);
  const duplex = duplexOf(stream).resume();
  duplex.write(bytes(1, 2, 3));
  const closed = Promise.withResolvers<void>();
  duplex.on("close", closed.resolve).end();
  await closed.promise;
  assert.deepEqual(stream.calls, ["write 0102", "write 03", "closeWrite", "close"]);
});

Deno.test("duplexOf() is destroyed by an error of the stream, which is closed then", async () => {
  const stream = new FakeStream([]);
  const failed = Promise.withResolvers<Error>();
  const closed = Promise.withResolvers<void>();
  duplexOf(stream).on("error", failed.resolve).on("close", closed.resolve).resume();
  assert.equal((await failed.promise).message, "reset");
  await closed.promise;
  assert.deepEqual(stream.calls, ["close"]);
});

Deno.test("NodeByteStream gives no more than is asked for, waits for more, and tells the end", async () => {
  const duplex = new PassThrough();
  const stream = new NodeByteStream(duplex);
  const buffer = new Uint8Array(2);
  const next = async () => {
    const count = await stream.read(buffer);
    return count === null ? null : [...buffer.subarray(0, count)];
  };
  duplex.write(bytes(1, 2, 3));
  assert.deepEqual([await next(), await next()], [[1, 2], [3]]);
  const later = next();
  duplex.write(bytes(4));
  assert.deepEqual(await later, [4]);
  duplex.end();
  assert.deepEqual([await next(), await next()], [null, null]);
});

Deno.test("NodeByteStream has room once what waits is read, or the stream is closed", async () => {
  const duplex = new PassThrough({ highWaterMark: 2 });
  const stream = new NodeByteStream(duplex);
  await stream.room();
  const order: string[] = [];
  duplex.write(bytes(1, 2));
  const room = stream.room().then(() => order.push("room"));
  await new Promise((resolve) => setImmediate(resolve));
  order.push("read");
  await stream.read(new Uint8Array(2));
  await room;
  assert.deepEqual(order, ["read", "room"]);
  duplex.write(bytes(1, 2));
  const closed = stream.room();
  stream.close();
  await closed;
});

Deno.test("duplexOf() reads nothing more while there is no room", async () => {
  const room = Promise.withResolvers<void>();
  const stream = new FakeStream([bytes(1), null]);
  const duplex = duplexOf(stream, () => room.promise);
  const read: string[] = [];
  const end = new Promise((resolve) => duplex.on("end", resolve));
  duplex.on("data", (chunk: Uint8Array) => read.push(chunk.toHex()));
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual(read, []);
  room.resolve();
  await end;
  assert.deepEqual(read, ["01"]);
});

Deno.test("NodeByteStream resolves a write when it is done, and rejects what breaks", async () => {
  let isBroken = false;
  const duplex = new Duplex({
    read() {},
    write: (_chunk, _encoding, done) => done(isBroken ? new Error("broken") : null),
  });
  const stream = new NodeByteStream(duplex);
  assert.equal(await stream.write(bytes(1, 2, 3)), 3);
  const reading = assert.rejects(stream.read(new Uint8Array(1)), /broken/);
  isBroken = true;
  await assert.rejects(stream.write(bytes(1)), /broken/);
  await reading;
  await assert.rejects(stream.write(bytes(1)));
});

Deno.test("NodeByteStream ends a read that waits when it is closed, and may be closed twice", async () => {
  const stream = new NodeByteStream(new PassThrough());
  const reading = assert.rejects(stream.read(new Uint8Array(1)), /closed/);
  stream.close();
  stream.close();
  await reading;
});
