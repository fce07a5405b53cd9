import assert from "node:assert/strict";
import { openWebSocket } from "../../net/open_web_socket.ts";
import type { CloseReason } from "../../net/transport.ts";
import { WebSocketTransport } from "../../net/web_socket_transport.ts";
import { textFraming } from "../../net/web_socket/framing.ts";
import { acceptHandshake } from "../../net/web_socket/handshake.ts";

const never = new AbortController().signal;
const open = (url: string, maxFrameBytes?: number, signal = never) =>
  openWebSocket(new URL(url), maxFrameBytes)(signal, () => {});
const decode = (frame: Uint8Array | undefined) => new TextDecoder().decode(frame);

interface OneServer extends Disposable {
  readonly url: string;
  /** Its end of the one WebSocket. */
  readonly accepted: Promise<WebSocketTransport>;
}

/** Takes one WebSocket. */
function serveOne(): OneServer {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const accept = async () => {
    const connection = await listener.accept();
    const request = new Uint8Array(4096);
    const count = await connection.read(request);
    const key = /^sec-websocket-key: (.*)\r$/im.exec(decode(request.subarray(0, count ?? 0)))?.[1];
    const headers = { "sec-websocket-key": key };
    const preface = acceptHandshake({ httpVersion: "1.1", headers });
    const options = { maxFrameBytes: 1000, framing: textFraming, takesBinary: false };
    return new WebSocketTransport(connection, {
      ...options,
      preface,
      peer: { address: "127.0.0.1" },
    });
  };
  return {
    url: `http://127.0.0.1:${listener.addr.port}/ws`,
    accepted: accept(),
    [Symbol.dispose]: () => listener.close(),
  };
}

Deno.test("frames go both ways, each a text message, and the end is an end", async () => {
  using server = serveOne();
  const client = await open(server.url);
  const accepted = await server.accepted;
  const [heard, said] = [accepted, client].map(({ frames }) => frames[Symbol.asyncIterator]());
  assert.equal(client.peer.address, "127.0.0.1");
  await client.write(client.framing.pack(["one", "zwö"]));
  assert.deepEqual(
    [decode((await heard?.next())?.value), decode((await heard?.next())?.value)],
    ["one", "zwö"],
  );
  await accepted.write(textFraming.pack(["three", ""]));
  assert.equal(decode((await said?.next())?.value), "three");
  assert.equal((await said?.next())?.value?.length, 0);
  await client.closeWrite();
  assert.equal((await heard?.next())?.done, true);
  await accepted.closeWrite();
  accepted.close();
  assert.equal((await said?.next())?.done, true);
});

Deno.test("a frame that is too long is told", async () => {
  using server = serveOne();
  const client = await open(server.url, 10);
  const accepted = await server.accepted;
  await accepted.write(textFraming.pack(["x".repeat(11)]));
  await assert.rejects(Array.fromAsync(client.frames), { name: "FrameTooLongError" });
  client.close();
  for await (const _ of accepted.frames);
  await accepted.closeWrite();
  accepted.close();
});

Deno.test("why a server has ended the connection is told to a person", async () => {
  const reasons: CloseReason[] = ["try_again", "going_away", "refused", "too_long", "failed"];
  for (const reason of reasons) {
    using server = serveOne();
    const client = await open(server.url);
    const accepted = await server.accepted;
    await accepted.closeWrite(reason);
    await assert.rejects(Array.fromAsync(client.frames), { name: "ConnectionEndedError" });
    for await (const _ of accepted.frames);
    accepted.close();
  }
});

Deno.test("where nothing listens, or it is given up, there is no connection", async () => {
  const listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const givenUp = new AbortController();
  const waiting = open(`http://127.0.0.1:${port}/ws`, undefined, givenUp.signal);
  const connection = await listener.accept();
  givenUp.abort();
  await assert.rejects(waiting);
  connection.close();
  listener.close();
  await assert.rejects(open(`http://127.0.0.1:${port}/ws`), /no connection/);
});
