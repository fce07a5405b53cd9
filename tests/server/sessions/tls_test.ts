import assert from "node:assert/strict";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";
import { fingerprintOfPem } from "../../../net/tls/fingerprint.ts";
import { parseNetwork } from "../../../helpers/network/networks.ts";
import { startServer } from "../../../server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import type { ServerMessage, StatsMessage } from "../../../protocol.ts";
import type { LogRecord } from "../../../server/log.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { bounded } from "../../support/bounded.ts";
import { proxyLine } from "../../support/clients/proxied_client.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const own = await makeOwnCertificate();
const quiet = { ...defaultSessionBounds, quietMs: 30, lingerMs: 100 };
const start = (options: ServerOptions = {}) => startServer({ tls: { own }, ...options });

async function startTls(connection: Deno.TcpConn): Promise<Deno.TlsConn> {
  return await Deno.startTls(connection, { hostname: ownKeyName, caCerts: [own.certificate] });
}

function connectTls(port: number): Promise<RawClient> {
  return RawClient.connect(port, { tls: own.certificate });
}

/** All that comes until the end, as text. */
async function readAll(connection: Deno.Conn): Promise<string> {
  return await bounded(new Response(connection.readable).text(), () => "the end");
}

Deno.test("one port takes clients in the clear and over TLS, into the same room", async () => {
  await using server = start();
  assert.equal(server.fingerprint, fingerprintOfPem(own.certificate));
  await using ann = await connectTls(server.port);
  await ann.hello("ann");
  await ann.next("joined");
  await using bob = await RawClient.join(server.port, "bob");
  await bob.say("hello");
  await ann.next("message", ({ text }) => text === "hello");
  await ann.say("hello yourself");
  await bob.next("message", ({ text }) => text === "hello yourself");
});

Deno.test("a client that is refused is told so over TLS, and nothing before it has begun", async () => {
  await using server = start({
    connectionBounds: { total: 1, perAddress: 10 },
    sessionBounds: quiet,
  });
  await using _ann = await RawClient.join(server.port, "ann");
  await using refused = await connectTls(server.port);
  refused.send({ type: "hello", version: 1, nick: "bob" });
  assert.equal((await refused.next("error")).code, "server_full");
  await refused.ended();
  const silent = await Deno.connect({ port: server.port });
  assert.match(await readAll(silent), /^!! The server is full: 1 are connected\r\n$/);
});

Deno.test("a server that stops says goodbye over TLS, and nothing to who may be about to begin", async () => {
  const server = start({ sessionBounds: quiet });
  await using ann = await connectTls(server.port);
  await ann.hello("ann");
  const silent = await Deno.connect({ port: server.port });
  const unfinished = await Deno.connect({ port: server.port });
  await unfinished.write(Uint8Array.of(0x16, 3, 1, 2));
  await ann.next("joined");
  const stopped = server.stop("back at noon");
  assert.equal((await ann.next("bye")).text, "back at noon");
  assert.deepEqual([await readAll(silent), await readAll(unfinished).catch(() => "")], ["", ""]);
  await ann[Symbol.asyncDispose]();
  await bounded(stopped, () => "the server's end");
});

Deno.test("where TLS is required, other machines are refused in the clear, and this one is not", async () => {
  await using server = start({
    tls: { own, required: true },
    trustedProxies: ["127.0.0.0/8"].flatMap((text) => parseNetwork(text) ?? []),
    sessionBounds: quiet,
  });
  await using other = await RawClient.connect(server.port);
  other.sendBytes(proxyLine("203.0.113.7"));
  other.send({ type: "hello", version: 1, nick: "bob" });
  const { code, message } = await other.next("error");
  assert.equal(code, "tls_required");
  assert.match(message, /encrypted connections only, .* use a newer client/);
  await other.ended();
  const connection = await Deno.connect({ port: server.port });
  await connection.write(proxyLine("203.0.113.7"));
  await using encrypted = RawClient.over(await startTls(connection));
  await encrypted.hello("carl");
  await using _here = await RawClient.join(server.port, "dan");
});

Deno.test("without TLS a client that begins with it is answered by what is none", async () => {
  await using server = startServer();
  assert.equal(server.fingerprint, undefined);
  const connection = await Deno.connect({ port: server.port });
  await connection.write(Uint8Array.of(0x16, 3, 1, 2, 0, 1));
  assert.match(
    await readAll(connection),
    /^This is a chatroom server\. Join with any IRC client, or with: /,
  );
});

Deno.test("a handshake that fails or does not end is logged, and the connection closed", async () => {
  const records: LogRecord[] = [];
  await using server = start({
    sessionBounds: { ...quiet, helloWithinMs: 100 },
    log: (record) => records.push(record),
  });
  for (const rest of ["hello?\r\n", ""]) {
    const connection = await Deno.connect({ port: server.port });
    await connection.write(new TextEncoder().encode(`\x16\x03${rest}`));
    await readAll(connection).catch(() => {});
  }
  const [failed] = records.filter(({ event }) => event === "handshake_failed");
  assert.match(failed?.message ?? "", /^No encrypted connection from 127\.0\.0\.1: /);
  await using _next = await RawClient.join(server.port, "next");
});

Deno.test("the log tells that a client refuses the server's certificate, and why", async () => {
  const other = await makeOwnCertificate();
  const cases = [
    [[other.certificate], /: the client there knows another key of this server, /],
    [[], /: the client there does not believe this server's certificate \(Unknown/],
  ] as const;
  for (const [caCerts, why] of cases) {
    const logged = Promise.withResolvers<LogRecord>();
    await using server = start({ log: logged.resolve });
    const connection = await Deno.connect({ port: server.port });
    const about = { hostname: ownKeyName, caCerts: [...caCerts] };
    using encrypted = await Deno.startTls(connection, about);
    await assert.rejects(encrypted.handshake());
    const { event, message } = await bounded(logged.promise, () => "the log");
    assert.equal(event, "handshake_failed");
    assert.match(message, why);
  }
});

Deno.test("useCertificate() changes what new clients are shown, but not the server's own key", async () => {
  await using server = start();
  const authority = await makeOwnCertificate();
  await using before = await connectTls(server.port);
  await before.hello("ann");
  server.useCertificate(authority);
  const refusalOf = async (hostname: string) => {
    using client = await Deno.startTls(await Deno.connect({ port: server.port }), {
      hostname,
      caCerts: [own.certificate],
    });
    return await client.handshake().then(() => "", ({ message }: Error) => message);
  };
  assert.equal(await refusalOf(ownKeyName), "");
  assert.match(await refusalOf("chat.example"), /Signature/);
  assert.throws(() => server.useCertificate({ ...authority, key: own.key }));
  await before.say("still here");
});

Deno.test("/whois and /stats tell which connections are encrypted", async () => {
  const stats = Promise.withResolvers<StatsMessage>();
  const tellOperator = (message: ServerMessage) =>
    message.type === "stats" && stats.resolve(message);
  await using server = start({ tellOperator });
  await using ann = await connectTls(server.port);
  const { token } = await ann.hello("ann", { session: "1" });
  await using again = await RawClient.connect(server.port);
  await again.hello("ann", { session: "2", token });
  await using bob = await RawClient.join(server.port, "bob");
  bob.command("whois", "ann");
  assert.deepEqual((await bob.next("whois")).encryption, ["TLS 1.3", "none"]);
  const { text } = await bob.next("notice");
  assert.match(text, /; connections: 1 encrypted \(TLS 1\.3\), 1 not encrypted$/);
  again.send({ type: "bye" });
  await again.ended();
  server.operator.runCommand("stats", "");
  const { connections, connectionsSoFar } = await bounded(stats.promise, () => "the answer");
  assert.deepEqual(connections, { encrypted: 1, plain: 1 });
  assert.deepEqual(connectionsSoFar, { encrypted: 1, plain: 2 });
});
