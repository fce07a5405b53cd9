import assert from "node:assert/strict";
import { concatenate } from "../../helpers/concatenate.ts";
import { FrameTooLongError } from "../../net/transport.ts";
import { closeCodes } from "../../net/web_socket/close_codes.ts";
import { controlFrame, opcodes, textFraming } from "../../net/web_socket/framing.ts";
import { WebSocketTransport } from "../../net/web_socket_transport.ts";
import { clientFrame, closeFrame } from "../support/web_socket/client_frame.ts";
import { FakeStream } from "../support/web_socket/fake_stream.ts";

const maxFrameBytes = 100;
const peer = { address: "192.0.2.1" };

function transportOver(stream: FakeStream, takesBinary = false): WebSocketTransport {
  const lingerMs = 1000;
  const framing = textFraming;
  return new WebSocketTransport(stream, { peer, framing, maxFrameBytes, takesBinary, lingerMs });
}

/** The texts of the frames, and at the end the name of the error, if that is how they ended. */
async function received(chunks: readonly Uint8Array[], takesBinary = false): Promise<string[]> {
  const stream = new FakeStream(chunks);
  stream.end();
  const texts: string[] = [];
  try {
    for await (const frame of transportOver(stream, takesBinary).frames) {
      texts.push(new TextDecoder().decode(frame));
    }
  } catch (error) {
    texts.push(error instanceof Error ? error.name : String(error));
  }
  return texts;
}

/** What a client hears that sends this. */
async function heardBy(sent: Uint8Array): Promise<Uint8Array> {
  const stream = new FakeStream([sent]);
  await assert.rejects(Array.fromAsync(transportOver(stream).frames), { name: "WebSocketFault" });
  assert.deepEqual(stream.calls, ["closeWrite"], "all that comes is read before it is closed");
  return Uint8Array.from(stream.written);
}

function closing(code: number): Uint8Array {
  return controlFrame(opcodes.close, Uint8Array.of(code >> 8, code & 0xff));
}

Deno.test("a message is a frame, also in fragments, byte by byte, and with pings between", async () => {
  const all = concatenate([
    clientFrame("one"),
    clientFrame("t", { isFinal: false }),
    clientFrame("?", { opcode: 9 }),
    clientFrame("", { opcode: 0, isFinal: false }),
    clientFrame("wö", { opcode: 0 }),
    clientFrame("x".repeat(maxFrameBytes)),
    closeFrame(1000),
    clientFrame("late"),
  ]);
  const expected = ["one", "", "twö", "x".repeat(maxFrameBytes)];
  assert.deepEqual(await received([all]), expected);
  assert.deepEqual(await received([...all].map((byte) => Uint8Array.of(byte))), expected);
});

Deno.test("each ping and each pong is an empty frame, so that they are charged", async () => {
  const ping = clientFrame("", { opcode: 9 });
  assert.deepEqual(await received([ping, clientFrame("", { opcode: 10 }), ping]), ["", "", ""]);
});

Deno.test("a binary frame is refused alone, or taken", async () => {
  const binary = clientFrame(Uint8Array.of(0xff), { opcode: 2 });
  assert.deepEqual(await received([binary], true), ["\ufffd"]);
  const { frames } = transportOver(new FakeStream([binary, clientFrame("text")]));
  const iterator = frames[Symbol.asyncIterator]();
  await assert.rejects(iterator.next(), { name: "BinaryFrameError" });
  assert.equal(new TextDecoder().decode((await iterator.next()).value), "text");
});

Deno.test("a message may be several lines, each a frame, with or without what ends the last", async () => {
  const sent = ["one", "two\r\n", "three\r\nfour", "", "\n"].map((text) => clientFrame(text));
  const options = { peer, framing: textFraming, maxFrameBytes, takesBinary: true };
  const stream = new FakeStream(sent);
  stream.end();
  const lines: string[] = [];
  const transport = new WebSocketTransport(stream, { ...options, splitsLines: true });
  for await (const frame of transport.frames) lines.push(new TextDecoder().decode(frame));
  assert.deepEqual(lines, ["one", "two", "three", "four", "", ""]);
});

const tooLong: Record<string, readonly Uint8Array[]> = {
  "a frame over the limit, before its payload is there": [
    clientFrame("", { announcedBytes: BigInt(maxFrameBytes + 1) }),
  ],
  "a length of 2^53": [clientFrame("", { announcedBytes: 2n ** 53n })],
  "the longest length": [clientFrame("", { announcedBytes: 2n ** 64n - 1n })],
  "fragments without end": [
    clientFrame("x", { isFinal: false }),
    ...Array.from({ length: maxFrameBytes }, () => clientFrame("x", { opcode: 0, isFinal: false })),
  ],
  "empty fragments without end": [
    clientFrame("", { isFinal: false }),
    ...Array.from({ length: 2000 }, () => clientFrame("", { opcode: 0, isFinal: false })),
  ],
};

for (const [name, chunks] of Object.entries(tooLong)) {
  Deno.test(`${name}: too long, and what comes behind is passed over`, async () => {
    const stream = new FakeStream([clientFrame("first"), ...chunks, clientFrame("last")]);
    stream.end();
    const transport = transportOver(stream);
    const frames = transport.frames[Symbol.asyncIterator]();
    assert.equal((await frames.next()).value?.length, 5);
    await assert.rejects(frames.next(), FrameTooLongError);
    await transport.write(transport.framing.pack(["why"]));
    await transport.closeWrite("too_long");
    assert.deepEqual(await frames.next(), { value: undefined, done: true });
    const said = concatenate([textFraming.pack(["why"]), closing(1009)]);
    assert.deepEqual(Uint8Array.from(stream.written), said);
    assert.deepEqual(stream.calls, ["closeWrite"], "its answer would not be understood");
  });
}

const faults: Record<string, readonly [Uint8Array, number]> = {
  "not masked": [clientFrame("x", { isMasked: false }), 1002],
  "a reserved bit, as of compression": [clientFrame("x", { reservedBits: 0x40 }), 1002],
  "another reserved bit": [clientFrame("x", { reservedBits: 0x10 }), 1002],
  "an opcode that is none": [clientFrame("x", { opcode: 3 }), 1002],
  "a control opcode that is none": [clientFrame("x", { opcode: 11 }), 1002],
  "a continuation of nothing": [clientFrame("x", { opcode: 0 }), 1002],
  "a message within another": [
    concatenate([clientFrame("x", { isFinal: false }), clientFrame("y")]),
    1002,
  ],
  "a ping of more than 125 bytes": [clientFrame("x".repeat(126), { opcode: 9 }), 1002],
  "a ping in fragments": [clientFrame("x", { opcode: 9, isFinal: false }), 1002],
  "a close frame of one byte": [clientFrame("x", { opcode: 8 }), 1002],
  "a close code that nobody may send": [closeFrame(1005), 1002],
  "a close code out of range": [closeFrame(5000), 1002],
  "text that is not UTF-8": [clientFrame(Uint8Array.of(0xc3, 0x28)), 1007],
  "a reason that is not UTF-8": [
    clientFrame(Uint8Array.of(0x03, 0xe8, 0xff), { opcode: 8 }),
    1007,
  ],
};

for (const [name, [sent, code]] of Object.entries(faults)) {
  Deno.test(`${name}: ends the connection with ${code}`, async () => {
    assert.deepEqual(await heardBy(sent), closing(code));
  });
}

Deno.test("a ping is answered with what is in it", async () => {
  const stream = new FakeStream([clientFrame("hey", { opcode: 9 })]);
  stream.end();
  for await (const _ of transportOver(stream).frames);
  const expected = controlFrame(opcodes.pong, new TextEncoder().encode("hey"));
  assert.deepEqual(Uint8Array.from(stream.written), expected);
});

Deno.test("a pong never stands within a frame that was written in part, and is the last ping's alone", async () => {
  const pings = Array.from({ length: 50 }, (_, at) => clientFrame(`${at}`, { opcode: 9 }));
  const stream = new FakeStream([concatenate(pings)], [3]);
  const transport = transportOver(stream);
  const bytes = textFraming.pack(["some text"]);
  const count = await transport.write(bytes);
  stream.end();
  for await (const _ of transport.frames);
  assert.deepEqual(stream.written, [...bytes.subarray(0, 3)]);
  await transport.write(bytes.subarray(count));
  await transport.write(bytes);
  const pong = controlFrame(opcodes.pong, new TextEncoder().encode("49"));
  assert.deepEqual(Uint8Array.from(stream.written), concatenate([bytes, pong, bytes]));
});

Deno.test("a client that reads nothing is not waited for with a pong or a close frame in the way", async () => {
  const never = Promise.withResolvers<number>();
  const stream = new FakeStream([clientFrame("x", { opcode: 9 }), clientFrame("y")], [
    never.promise,
  ]);
  const frames = transportOver(stream).frames[Symbol.asyncIterator]();
  assert.equal((await frames.next()).value?.length, 0);
  assert.equal((await frames.next()).value?.length, 1);
  stream.close();
});

Deno.test("behind a close frame nothing is sent, and there is one", async () => {
  const stream = new FakeStream([]);
  const transport = transportOver(stream);
  await transport.closeWrite("going_away");
  await transport.closeWrite();
  assert.equal(await transport.write(textFraming.pack(["x"])), 3);
  assert.deepEqual(Uint8Array.from(stream.written), closing(closeCodes.going_away));
});

Deno.test("a frame that was begun and not read on is not closed within", async () => {
  const stream = new FakeStream([], [2]);
  const transport = transportOver(stream);
  await transport.write(textFraming.pack(["text"]));
  await transport.closeWrite();
  assert.equal(stream.written.length, 2);
});

Deno.test("close() closes the stream", () => {
  const stream = new FakeStream([]);
  transportOver(stream).close();
  assert.deepEqual(stream.calls, ["close"]);
});
