import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { parseNetwork } from "../../../helpers/network/networks.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import { peerAt } from "../../../server/sessions/arrival.ts";
import { TrustedProxies } from "../../../server/sessions/trusted_proxies.ts";
import type { LogRecord } from "../../../server/log.ts";
import { startServer } from "../../../server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { bounded } from "../../support/bounded.ts";
import {
  connectFrom,
  joinFrom,
  proxyLine,
  trustedProxies,
} from "../../support/clients/proxied_client.ts";
import { JoinedClient } from "../../support/clients/joined_client.ts";
import { TcpProxy } from "../../support/servers/tcp_proxy.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const encoder = new TextEncoder();
const sessionBounds = { ...defaultSessionBounds, lingerMs: 50, returnWithinMs: 0 };

function startLogged(options: ServerOptions = {}) {
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => void records.push(record);
  const server = startServer({ trustedProxies, sessionBounds, log, ...options });
  return { server, records };
}

Deno.test("a trusted proxy's header gives the client's address, which bounds connections", async () => {
  const { server } = startLogged({ connectionBounds: { total: 100, perAddress: 2 } });
  await using _server = server;
  await using _one = await joinFrom("192.0.2.1", server.port, "one");
  await using _two = await joinFrom("192.0.2.1", server.port, "two");
  await using _other = await joinFrom("192.0.2.2", server.port, "other");
  await using refused = await connectFrom("192.0.2.1", server.port);
  refused.send({ type: "hello", version: 1, nick: "late" });
  const { code, message } = await refused.next("error");
  assert.equal(code, "too_many_connections");
  assert.equal(message, "Too many connections from 192.0.2.1: at most 2 are allowed");
});

Deno.test("connections of IPv6 are counted by /64", async () => {
  const { server } = startLogged({ connectionBounds: { total: 100, perAddress: 2 } });
  await using _server = server;
  await using _one = await joinFrom("2001:db8::1", server.port, "one");
  await using _two = await joinFrom("2001:db8:0:0:ffff::2", server.port, "two");
  await using _other = await joinFrom("2001:db8:0:1::3", server.port, "other");
  await using refused = await connectFrom("2001:db8::3", server.port);
  refused.send({ type: "hello", version: 1, nick: "late" });
  assert.match((await refused.next("error")).message, /^Too many connections from 2001:db8::\/64:/);
});

Deno.test("a header may come in pieces, with what the client says behind it", async () => {
  const { server } = startLogged();
  await using _server = server;
  await using ann = await RawClient.connect(server.port);
  for (const byte of proxyLine("192.0.2.1")) ann.sendBytes(Uint8Array.of(byte));
  await ann.hello("ann");
  const hello = encoder.encode(`{"type":"hello","version":1,"nick":"bob"}\n`);
  await using bob = await RawClient.connect(server.port);
  bob.sendBytes(Uint8Array.of(...proxyLine("192.0.2.2"), ...hello));
  assert.equal((await bob.next("welcome")).nick, "bob");
});

Deno.test("who comes without a header, or with one that names nobody, is held by no bound for an address", async () => {
  const { server, records } = startLogged({ connectionBounds: { total: 4, perAddress: 1 } });
  await using _server = server;
  await using _one = await RawClient.join(server.port, "one");
  await using two = await RawClient.connect(server.port);
  two.sendBytes(encoder.encode("PROXY UNKNOWN\r\n"));
  await two.hello("two");
  await using three = await RawClient.connect(server.port);
  const local = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, 0x20, 0, 0, 0];
  three.sendBytes(Uint8Array.from(local));
  await three.hello("three");
  assert.ok(records.every(({ level }) => level === "info"));
});

Deno.test("a malformed header, or one that does not end in time, is hung up on and logged", async () => {
  const binary = [13, 10, 13, 10, 0, 13, 10, 81, 85, 73, 84, 10, 0x21, 0x11, 255, 255];
  const headers = [
    encoder.encode(`PROXY TCP4 ann bob 1 2\r\n{"type":"hello","version":1,"nick":"ann"}\n`),
    encoder.encode("PROXY TCP4 192.0.2.1 "),
    Uint8Array.from(binary),
    Uint8Array.from(binary.slice(0, 8)),
  ];
  for (const header of headers) {
    const { server, records } = startLogged({
      sessionBounds: { ...sessionBounds, helloWithinMs: 50 },
    });
    await using _server = server;
    await using client = await RawClient.connect(server.port);
    client.sendBytes(header);
    await client.ended();
    assert.deepEqual(client.received, []);
    assert.deepEqual(records.map(({ event, message }) => [event, message]), [
      [
        "hung_up",
        "Hung up on trusted proxy 127.0.0.1: its PROXY header is malformed or incomplete",
      ],
    ]);
  }
});

Deno.test("nobody else's header is believed, nor one behind the proxy's own: a stranger says it", async () => {
  const { server: untrusting } = startLogged({ trustedProxies: [] });
  await using _untrusting = untrusting;
  const { server } = startLogged();
  await using _server = server;
  const [header, hello] = [proxyLine("192.0.2.1"), encoder.encode(`{"type":"hello"}\n`)];
  const cases = [[untrusting.port, [header]], [server.port, [header, header]]] as const;
  for (const [port, headers] of cases) {
    using connection = await Deno.connect({ port });
    for (const bytes of [...headers, hello]) await connection.write(bytes);
    const answer = await bounded(text(connection.readable), () => "the end of the answer");
    assert.match(
      answer,
      /^This is a chatroom server\. Join with any IRC client, or with: chatroom client [\d.]+:\d+\r\n$/,
    );
  }
});

Deno.test("a server that is full says so to a proxy, and gives each place back", async () => {
  const { server } = startLogged({ connectionBounds: { total: 1, perAddress: 1 } });
  await using _server = server;
  {
    await using _ann = await joinFrom("192.0.2.1", server.port, "ann");
    await using refused = await connectFrom("192.0.2.2", server.port);
    refused.send({ type: "hello", version: 1, nick: "late" });
    assert.equal((await refused.next("error")).code, "server_full");
  }
});

Deno.test("a server that stops waits for no header", async () => {
  const { server } = startLogged();
  await using client = await RawClient.connect(server.port);
  client.sendBytes(encoder.encode("PROXY "));
  await using _ann = await joinFrom("192.0.2.1", server.port, "ann");
  await server.stop();
  assert.notEqual(await client.ended(), undefined);
});

Deno.test("a client comes through a forwarder, and comes back through it, from its own address", async () => {
  const { server, records } = startLogged({ sessionBounds: defaultSessionBounds });
  await using _server = server;
  await using forwarder = new TcpProxy(server.port, { header: proxyLine("192.0.2.1") });
  await using ann = await JoinedClient.join(forwarder.port, "ann");
  await ann.client.say("hi");
  forwarder.cut();
  await ann.client.say("again");
  assert.deepEqual(records.map(({ message }) => message), [
    `"ann" joined from 192.0.2.1, not encrypted`,
    `"ann" connected again from 192.0.2.1, not encrypted`,
  ]);
});

Deno.test("TrustedProxies.receive() tells of another machine's proxy that hands on what has no header", async () => {
  const records: LogRecord[] = [];
  const networks = ["192.0.2.0/24"].flatMap((text) => parseNetwork(text) ?? []);
  const proxies = new TrustedProxies(networks, (record) => records.push(record));
  const isIncluded = ["192.0.2.7", "::ffff:192.0.2.7", "192.0.3.7", "2001:db8::1"]
    .map((address) => proxies.include(address));
  assert.deepEqual(isIncluded, [true, true, false, false]);
  /** What is known of a connection from the proxy on which this comes, and then the end. */
  const receive = async (sent: string) => {
    const chunks = sent === "" ? [] : [encoder.encode(sent)];
    const stream: ByteStream = {
      read(buffer) {
        const chunk = chunks.shift();
        if (chunk !== undefined) buffer.set(chunk);
        return Promise.resolve(chunk?.length ?? null);
      },
      write: (bytes) => Promise.resolve(bytes.length),
      closeWrite: () => Promise.resolve(),
      close() {},
    };
    const destination = { hostname: "203.0.113.1", port: 5000 };
    const arrival = { stream, peer: peerAt("192.0.2.7"), destination, openedAtMs: 0 };
    return (await proxies.receive(arrival, new AbortController().signal))?.peer;
  };
  const own = { address: "192.0.2.7", isExempt: true };
  assert.deepEqual(await receive(""), own, "a check of the proxy's");
  assert.deepEqual(records, []);
  assert.deepEqual(await receive("{"), own);
  assert.deepEqual(records.map(({ event }) => event), ["proxy_header_missing"]);
  const client = { address: "198.51.100.1", network: "198.51.100.1", isExempt: false };
  assert.deepEqual(await receive("PROXY TCP4 198.51.100.1 203.0.113.1 1 2\r\n{"), client);
});
