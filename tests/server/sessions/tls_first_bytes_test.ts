import assert from "node:assert/strict";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";
import { parseNetwork } from "../../../helpers/network/networks.ts";
import { type Server, startServer } from "../../../server.ts";
import type { ServerOptions } from "../../../server/server_options.ts";
import type { LogRecord } from "../../../server/log.ts";
import { bounded } from "../../support/bounded.ts";
import { connect, overTls } from "../../support/clients/connect.ts";
import { proxyLine } from "../../support/clients/proxied_client.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { recordClientHello } from "../../support/tls/client_hello.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const own = await makeOwnCertificate();
const sessionBounds = { ...unlimited, returnWithinMs: 0, lingerMs: 100 };
const encoder = new TextEncoder();
const helloOf = (nick: string) => JSON.stringify({ type: "hello", version: 1, nick });

interface Logged extends AsyncDisposable {
  readonly server: Server;
  readonly records: readonly LogRecord[];
}

function start(options: ServerOptions = {}): Logged {
  const records: LogRecord[] = [];
  const log = (record: LogRecord) => records.push(record);
  const server = startServer({ tls: { own }, sessionBounds, log, ...options });
  return { server, records, [Symbol.asyncDispose]: () => server.stop() };
}

/** All that comes until the end, a byte each character. */
async function readAll(connection: Deno.Conn): Promise<string> {
  const bytes = await bounded(new Response(connection.readable).bytes(), () => "the end");
  return String.fromCharCode(...bytes);
}

/** The records of TLS that come over a connection (RFC 8446, 5.1), each whole. */
class RecordReader {
  #left = new Uint8Array();

  constructor(private readonly connection: Deno.TcpConn) {}

  async next(): Promise<Uint8Array<ArrayBuffer>> {
    const [, , , high = 0, low = 0] = await this.#atLeast(5);
    const length = 5 + 256 * high + low;
    const record = (await this.#atLeast(length)).slice(0, length);
    this.#left = this.#left.slice(length);
    return record;
  }

  async #atLeast(count: number): Promise<Uint8Array> {
    const buffer = new Uint8Array(4096);
    while (this.#left.length < count) {
      const read = await this.connection.read(buffer);
      assert.ok(read !== null, "the connection ended within a record");
      this.#left = Uint8Array.of(...this.#left, ...buffer.subarray(0, read));
    }
    return this.#left;
  }
}

/** A client over TLS of which `handOn` brings to the server what it says; its end, and the server's, to be closed. */
async function connectThrough(
  port: number,
  handOn: (from: Deno.TcpConn, to: Deno.TcpConn) => Promise<void>,
): Promise<{ readonly client: Deno.TlsConn; readonly toServer: Deno.TcpConn }> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const tcp = await Deno.connect({ port: listener.addr.port });
  const between = await listener.accept();
  const toServer = await Deno.connect({ port });
  toServer.setNoDelay(true);
  handOn(between, toServer).catch(() => {});
  toServer.readable.pipeTo(between.writable).catch(() => {});
  const options = { hostname: ownKeyName, caCerts: [own.certificate] };
  return { client: await Deno.startTls(tcp, options), toServer };
}

async function handOnAll(from: Deno.TcpConn, to: Deno.TcpConn, writeBytes: number): Promise<void> {
  const buffer = new Uint8Array(writeBytes);
  for (;;) {
    const count = await from.read(buffer);
    if (count === null) return;
    await to.write(buffer.subarray(0, count));
  }
}

Deno.test("what a client says over TLS may come byte by byte", async () => {
  await using logged = start();
  const { client } = await connectThrough(
    logged.server.port,
    (from, to) => handOnAll(from, to, 1),
  );
  await using ann = RawClient.over(client);
  await ann.hello("ann");
  assert.equal((await ann.say("hi")).text, "hi");
});

Deno.test("a hello may come in one write with the end of the handshake", async () => {
  await using logged = start();
  const { client } = await connectThrough(logged.server.port, async (from, to) => {
    const records = new RecordReader(from);
    await to.write(await records.next());
    // Its ChangeCipherSpec, its Finished, and what it says then.
    const rest = [await records.next(), await records.next(), await records.next()];
    await to.write(Uint8Array.from(rest.flatMap((record) => [...record])));
    await handOnAll(from, to, 4096);
  });
  await using ann = RawClient.over(client);
  await ann.hello("ann");
});

/** A ClientHello of that version that has nothing but one cipher. */
function oldHello(major: number, minor: number): number[] {
  const body = [major, minor, ...Array<number>(32).fill(7), 0, 0, 2, 0xc0, 0x13, 1, 0];
  return [0x16, 3, 1, 0, body.length + 4, 1, 0, 0, body.length, ...body];
}

const [handshakeFailure, protocolVersion] = [40, 70];
/** Of a message of 16 MiB, in records of 16 KiB. */
const endless = [0x16, 3, 1, 0x40, 0, 1, 0xff, 0xff, 0xff, ...Array<number>(0x4000 - 4).fill(0)];
const continued = [0x16, 3, 1, 0x40, 0, ...Array<number>(0x4000).fill(0)];
const refused: readonly [what: string, bytes: readonly number[], alert: number][] = [
  ["a message without end", [...endless, ...Array(8).fill(continued).flat()], handshakeFailure],
  ["a huge record", [0x16, 3, 1, 0xff, 0xff, ...Array<number>(65535).fill(1)], handshakeFailure],
  ["text", [...encoder.encode("\x16\x03hello, is anybody there?\n")], handshakeFailure],
  ["SSL 3.0", oldHello(3, 0), protocolVersion],
  ["TLS 1.0", oldHello(3, 1), protocolVersion],
  ["TLS 1.1", oldHello(3, 2), protocolVersion],
  ["TLS 1.2 with nothing in common", oldHello(3, 3), handshakeFailure],
];
for (const [what, bytes, alert] of refused) {
  Deno.test(`an alert is all that ${what} is answered with, and the log tells`, async () => {
    await using logged = start();
    using client = await connect(logged.server.port);
    void client.write(Uint8Array.from(bytes)).catch(() => {});
    const answer = await readAll(client);
    assert.equal(answer, String.fromCharCode(0x15, 3, 3, 0, 2, 2, alert));
    await using _next = await RawClient.join(logged.server.port, "next", { tls: own.certificate });
    const [{ level, address, message } = assert.fail("Nothing is logged")] = logged.records.filter(
      ({ event }) => event === "handshake_failed",
    );
    assert.deepEqual([level, address], ["warning", "127.0.0.1"]);
    assert.match(message, /^No encrypted connection from 127\.0\.0\.1: [\w :.]+$/);
    assert.doesNotMatch(message, /anybody/);
  });
}

Deno.test("a client that goes in the middle of a handshake gives its place back", async () => {
  const hello = await recordClientHello();
  await using logged = start({ connectionBounds: { total: 1, perAddress: 1 } });
  const { port } = logged.server;
  for (const begin of [hello.subarray(0, 40), hello]) {
    const client = await connect(port);
    await client.write(begin);
    if (begin === hello) await client.read(new Uint8Array(1));
    await client.closeWrite();
    await readAll(client);
  }
  await using _ann = await RawClient.join(port, "ann", { tls: own.certificate });
  // It has said nothing that the log could tell.
  assert.deepEqual(logged.records.map(({ event }) => event), ["connected"]);
});

Deno.test("strangers get over TLS the answer that they get in the clear, and TLS in TLS is one", async () => {
  await using logged = start();
  const { port } = logged.server;
  const tls = String.fromCharCode(...await recordClientHello());
  const firsts = [
    "GET / HTTP/1.1\r\n\r\n",
    "PRI * HTTP/2.0\r\n\r\n",
    "EHLO me\r\n",
  ];
  const answerTo = async (first: string, certificate?: string) => {
    const client = await connect(port, certificate);
    await client.write(Uint8Array.from(first, (character) => character.charCodeAt(0)));
    return await readAll(client);
  };
  for (const first of [...firsts, "SSH-2.0-x\n", tls]) {
    const encrypted = await answerTo(first, own.certificate);
    assert.match(
      encrypted,
      /This is a chatroom server\. Join with any IRC client, or with: chatroom client/,
    );
    // In the clear it begins a handshake.
    if (first !== tls) assert.equal(encrypted, await answerTo(first));
  }
});

Deno.test("who has ended its side over TLS still gets what is to come", async () => {
  await using logged = start();
  await using ann = await RawClient.join(logged.server.port, "ann", { tls: own.certificate });
  ann.send({ type: "ping", id: "last" });
  await ann.closeWrite();
  assert.equal((await ann.next("pong")).id, "last");
  assert.equal((await ann.next("bye")).code, "logged_out");
  assert.equal(await ann.ended(), "closed");
});

Deno.test("what is no TLS within TLS ends that session alone", async () => {
  await using logged = start();
  const { port } = logged.server;
  const { client, toServer } = await connectThrough(
    port,
    (from, to) => handOnAll(from, to, 4096),
  );
  await using ann = RawClient.over(client);
  await ann.hello("ann");
  await using bob = await RawClient.join(port, "bob", { tls: own.certificate });
  await toServer.write(encoder.encode(`${helloOf("forged")}\n`));
  assert.equal((await bob.next("leave")).reason, "lost connection");
  await ann.ended();
  await bob.say("still here");
});

Deno.test("behind a trusted proxy's header TLS begins, and the log has whose it is", async () => {
  const trustedProxies = ["127.0.0.0/8"].flatMap((text) => parseNetwork(text) ?? []);
  await using logged = start({ trustedProxies });
  const connection = await Deno.connect({ port: logged.server.port });
  await connection.write(proxyLine("203.0.113.7"));
  await using ann = RawClient.over(await overTls(connection, own.certificate));
  await ann.hello("ann");
  const { message, address, encryption } = logged.records[0] ?? assert.fail("Nothing is logged");
  assert.equal(message, `"ann" joined from 203.0.113.7, encrypted (TLS 1.3)`);
  assert.deepEqual([address, encryption], ["203.0.113.7", "TLS 1.3"]);
});

const hasOpenssl = await new Deno.Command("openssl", { args: ["version"] }).output()
  .then(({ success }) => success, () => false);

Deno.test({
  name: "openssl comes in with TLS 1.2, and may not negotiate again",
  ignore: !hasOpenssl,
  fn: async () => {
    await using logged = start();
    const { port } = logged.server;
    await using ann = await RawClient.join(port, "ann");
    const args = ["s_client", "-connect", `127.0.0.1:${port}`, "-tls1_2"];
    const pipes = { stdin: "piped", stdout: "piped", stderr: "piped" } as const;
    await using openssl = new Deno.Command("openssl", { args, ...pipes }).spawn();
    const said = Promise.all([openssl.stdout, openssl.stderr].map((each) => each.text()));
    const typed = openssl.stdin.getWriter();
    await typed.write(encoder.encode(`${helloOf("old")}\n`));
    await ann.next("join", ({ nick }) => nick === "old");
    ann.command("whois", "old");
    assert.deepEqual((await ann.next("whois")).encryption, ["TLS 1.2"]);
    await typed.write(encoder.encode("R\n"));
    await ann.next("leave", ({ nick }) => nick === "old");
    assert.match((await bounded(said, () => "the end of openssl")).join("\n"), /no renegotiation/);
    await typed.close().catch(() => {});
  },
});
