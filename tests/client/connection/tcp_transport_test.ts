import assert from "node:assert/strict";
import { openTcp } from "../../../client/connection/tcp_transport.ts";
import { bounded } from "../../support/bounded.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function listen(): Deno.TcpListener {
  return Deno.listen({ hostname: "127.0.0.1", port: 0 });
}

/** A transport and the server's end of it. */
async function openBoth(listener: Deno.TcpListener) {
  const { hostname: host, port } = listener.addr;
  const { signal } = new AbortController();
  const [transport, connection] = await Promise.all([
    openTcp({ host, port }, signal),
    listener.accept(),
  ]);
  return { transport, connection };
}

Deno.test("openTcp() gives frames as they come, and ends with the connection", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  await connection.write(encoder.encode("one\r\ntw"));
  await connection.write(encoder.encode("o\n"));
  connection.close();
  const frames: string[] = [];
  for await (const frame of transport.frames) frames.push(decoder.decode(frame));
  assert.deepEqual(frames, ["one", "two"]);
  transport.close();
});

Deno.test("openTcp() sends in order", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  const sent = Array.from({ length: 500 }, (_, index) => `frame ${index}\n`).join("");
  for (const frame of sent.match(/.+\n/g) ?? []) transport.send(encoder.encode(frame));
  let received = "";
  const decoding = new TextDecoder();
  const buffer = new Uint8Array(1024);
  while (received.length < sent.length) {
    const count = await bounded(connection.read(buffer), () => "what was sent");
    received += decoding.decode(buffer.subarray(0, count ?? assert.fail("Closed")));
  }
  assert.equal(received, sent);
  transport.close();
  connection.close();
});

Deno.test("openTcp() rejects where nobody listens, and at the signal", async () => {
  const listener = listen();
  const { hostname: host, port } = listener.addr;
  const { signal } = new AbortController();
  await assert.rejects(openTcp({ host, port }, AbortSignal.abort()));
  listener.close();
  await assert.rejects(openTcp({ host, port }, signal), Deno.errors.ConnectionRefused);
});

Deno.test("openTcp() gives a transport that may be closed twice, and used no more", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  transport.close();
  transport.close();
  transport.send(encoder.encode("late\n"));
  const ended = (async () => {
    for await (const frame of transport.frames) assert.fail(decoder.decode(frame));
  })();
  await bounded(ended.catch(() => {}), () => "the end of the frames");
  assert.equal(await bounded(connection.read(new Uint8Array(1)), () => "the end"), null);
  connection.close();
});

Deno.test("openTcp() gives a transport that hangs up when more than 1 MiB waits to be written", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  for (let sent = 0; sent <= 1024 * 1024; sent += 65_536) transport.send(new Uint8Array(65_536));
  const ended = (async () => {
    for await (const frame of transport.frames) assert.fail(decoder.decode(frame));
  })();
  await bounded(ended.catch(() => {}), () => "the end of the frames");
  connection.close();
});
