import assert from "node:assert/strict";
import type { ByteStream } from "../../../net/line_transport.ts";
import { HandshakeStream } from "../../../net/tls/handshake_stream.ts";

/** Says nothing, and notes what is done with it. */
class FakeStream implements ByteStream {
  readonly calls: string[] = [];

  read(_buffer: Uint8Array): Promise<number | null> {
    return Promise.resolve(null);
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

const alerts: readonly [isTooOld: boolean, alert: string][] = [
  [true, "15030300020246"],
  [false, "15030300020228"],
];

Deno.test("HandshakeStream.refuse() tells whose version is too old from others, and closes once", async () => {
  for (const [isTooOld, alert] of alerts) {
    const stream = new FakeStream();
    const handshake = new HandshakeStream(stream);
    handshake.close();
    assert.deepEqual(stream.calls, [], "it stays open until the client is told");
    await handshake.refuse(isTooOld);
    assert.deepEqual(stream.calls, [alert, "close"]);
  }
});

Deno.test("HandshakeStream.refuse() says nothing more to a client that was answered", async () => {
  const stream = new FakeStream();
  const handshake = new HandshakeStream(stream);
  await handshake.write(Uint8Array.of(1, 2));
  handshake.close();
  await handshake.refuse(false);
  assert.deepEqual(stream.calls, ["0102", "close"]);
});

Deno.test("HandshakeStream is closed as its stream after the handshake, also where it was before", async () => {
  for (const isBefore of [true, false]) {
    const stream = new FakeStream();
    const handshake = new HandshakeStream(stream);
    if (isBefore) handshake.close();
    handshake.end();
    if (!isBefore) handshake.close();
    assert.deepEqual(stream.calls, ["close"]);
    await handshake.closeWrite();
  }
});
