import assert from "node:assert/strict";
import { describeFailure, openTcp } from "../../net/open_tcp.ts";
import { bounded } from "../support/bounded.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

function listen(port = 0): Deno.TcpListener {
  return Deno.listen({ hostname: "127.0.0.1", port });
}

/** A transport and the server's end of it. */
async function openBoth(listener: Deno.TcpListener) {
  const { hostname: host, port } = listener.addr;
  const { signal } = new AbortController();
  const [transport, connection] = await Promise.all([
    openTcp({ host, port }, 1000, signal),
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

Deno.test("openTcp() gives a transport that knows where the server is", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  assert.equal(transport.peer.address, "127.0.0.1");
  transport.close();
  connection.close();
});

Deno.test("openTcp() connects to a host in letters that the network has no form for", async () => {
  using listener = listen();
  const { signal } = new AbortController();
  // As a keyboard of East Asia types them; no name has to be looked up for it.
  const host = "１２７．０．０．１";
  const transport = await openTcp({ host, port: listener.addr.port }, 1000, signal);
  assert.equal(transport.peer.address, "127.0.0.1");
  transport.close();
  (await listener.accept()).close();
});

Deno.test("openTcp() rejects where nobody listens, and at the signal", async () => {
  const listener = listen(lastingPort());
  const { hostname: host, port } = listener.addr;
  const { signal } = new AbortController();
  await assert.rejects(openTcp({ host, port }, 1000, AbortSignal.abort()));
  listener.close();
  await assert.rejects(openTcp({ host, port }, 1000, signal), ({ message, cause }: Error) => {
    assert.match(message, /^nothing listens there; .*\?$/);
    return cause instanceof Deno.errors.ConnectionRefused;
  });
});

Deno.test("openTcp() gives a transport that may be closed twice, and used no more", async () => {
  using listener = listen();
  const { transport, connection } = await openBoth(listener);
  transport.close();
  transport.close();
  await assert.rejects(transport.write(encoder.encode("late\n")));
  const ended = (async () => {
    for await (const frame of transport.frames) assert.fail(decoder.decode(frame));
  })();
  await bounded(ended.catch(() => {}), () => "the end of the frames");
  assert.equal(await bounded(connection.read(new Uint8Array(1)), () => "the end"), null);
  connection.close();
});

Deno.test("describeFailure() says of each failure what a person can look at", () => {
  const lookUp = "failed to lookup address information: ";
  const withCode = (code: string) => Object.assign(new Error(`${code} (os error 1)`), { code });
  const cases: readonly [error: Error, told: RegExp][] = [
    [new Error(`${lookUp}Name or service not known`), /^no machine is known as "chat"; .*name/],
    [new Error(`${lookUp}nodename nor servname provided, or not known`), /^no machine is known/],
    [new Error(`${lookUp}Temporary failure in name resolution`), /cannot be looked up now; .*netw/],
    [withCode("ECONNREFUSED"), /is a server running, and the port right/],
    [withCode("EHOSTUNREACH"), /no way there/],
    [withCode("ENETUNREACH"), /no way there/],
    [withCode("EINVAL"), /^EINVAL/],
  ];
  for (const [error, told] of cases) assert.match(describeFailure(error, "chat"), told);
});
