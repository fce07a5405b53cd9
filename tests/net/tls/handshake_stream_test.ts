import assert from "node:assert/strict";
import type { ByteStream } from "../../../net/line_transport.ts";
import { HandshakeStream } from "../../../net/tls/handshake_stream.ts";

/** Gives a few bytes at a time of what a client says, and notes what is done with it. */
class FakeStream implements ByteStream {
  readonly calls: string[] = [];

  constructor(private said: Uint8Array) {}

  read(buffer: Uint8Array): Promise<number | null> {
    const part = this.said.subarray(0, 4);
    this.said = this.said.subarray(part.length);
    buffer.set(part);
    return Promise.resolve(part.length === 0 ? null : part.length);
  }

  write(bytes: Uint8Array): Promise<number> {
    this.calls.push(bytes.toHex());
    return Promise.resolve(bytes.length);
  }

  closeWrite(): Promise<void> {
    return Promise.resolve();
  }

  close(): void {
    this.calls.push("close");
  }
}

/** The beginning of a ClientHello of that version. */
function helloOf(minor: number): Uint8Array {
  return Uint8Array.of(0x16, 3, 1, 1, 0, 1, 0, 0, 0xfc, 3, minor, 7, 7, 7);
}

async function readAll(stream: ByteStream): Promise<string> {
  const buffer = new Uint8Array(8);
  let read = "";
  for (;;) {
    const count = await stream.read(buffer);
    if (count === null) return read;
    read += buffer.subarray(0, count).toHex();
  }
}

const alerts: readonly [minor: number, alert: string][] = [
  [0, "15030300020246"],
  [2, "15030300020246"],
  [3, "15030300020228"],
];

Deno.test("HandshakeStream.refuse() tells whose version is too old from others, and closes once", async () => {
  for (const [minor, alert] of alerts) {
    const stream = new FakeStream(helloOf(minor));
    const handshake = new HandshakeStream(stream);
    assert.equal(await readAll(handshake), helloOf(minor).toHex());
    handshake.close();
    assert.deepEqual(stream.calls, [], "it stays open until the client is told");
    await handshake.refuse();
    assert.deepEqual(stream.calls, [alert, "close"]);
  }
});

Deno.test("HandshakeStream.refuse() says nothing more to a client that was answered", async () => {
  const stream = new FakeStream(helloOf(3));
  const handshake = new HandshakeStream(stream);
  await handshake.write(Uint8Array.of(1, 2));
  handshake.close();
  await handshake.refuse();
  assert.deepEqual(stream.calls, ["0102", "close"]);
});

Deno.test("HandshakeStream is closed as its stream after the handshake, also where it was before", async () => {
  for (const isBefore of [true, false]) {
    const stream = new FakeStream(new Uint8Array());
    const handshake = new HandshakeStream(stream);
    if (isBefore) handshake.close();
    handshake.end();
    if (!isBefore) handshake.close();
    assert.deepEqual(stream.calls, ["close"]);
    await handshake.closeWrite();
  }
});
