import assert from "node:assert/strict";
import type { ByteStream } from "../../../net/line_transport.ts";
import { makeOwnCertificate, ownKeyName } from "../../../net/tls/own_certificate.ts";
import { ClientGoneError, type Decrypted, TlsAcceptor } from "../../../net/tls/tls_acceptor.ts";
import { bounded } from "../../support/bounded.ts";
import { recordClientHello } from "../../support/tls/client_hello.ts";
import { heapBytes } from "../../support/measures/heap_bytes.ts";

const own = await makeOwnCertificate();
const authority = await makeOwnCertificate();

/** A TCP connection of which the acceptor has the other end. The client's end is the caller's. */
async function connect(
  acceptor: TlsAcceptor,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ client: Deno.TcpConn; accepted: Promise<Decrypted> }> {
  using listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  const { port } = listener.addr;
  const [client, server] = await Promise.all([Deno.connect({ port }), listener.accept()]);
  const accepted = acceptor.accept(server, signal);
  accepted.catch(() => {});
  return { client, accepted };
}

const startTls = (connection: Deno.TcpConn, certificate: string, hostname = ownKeyName) =>
  Deno.startTls(connection, { hostname, caCerts: [certificate] });

async function readAll(stream: Pick<ByteStream, "read">): Promise<number> {
  const buffer = new Uint8Array(64 * 1024);
  let total = 0;
  for (;;) {
    const count = await stream.read(buffer);
    if (count === null) return total;
    total += count;
  }
}

/** The kernel takes some MiB; then a write waits for as long as nothing is read. */
async function untilStanding(written: () => number): Promise<void> {
  for (let before = -1; written() !== before;) {
    before = written();
    for (let turn = 0; turn < 1000; turn++) await new Promise((resolve) => setImmediate(resolve));
  }
}

Deno.test("TlsAcceptor carries bytes both ways, and each end ends its own side", async () => {
  const { client, accepted } = await connect(new TlsAcceptor(own));
  using encrypted = await startTls(client, own.certificate);
  await encrypted.handshake();
  const { stream, encryption } = await accepted;
  assert.equal(encryption, "TLS 1.3");
  const sent = new Uint8Array(300_000).fill(7);
  const read = readAll(stream);
  await encrypted.write(Uint8Array.of(1, 2, 3));
  await encrypted.closeWrite();
  assert.equal(await read, 3);
  const received = readAll(encrypted);
  for (let left = sent; left.length > 0;) left = left.subarray(await stream.write(left));
  await stream.closeWrite();
  assert.equal(await received, sent.length);
  stream.close();
});

Deno.test("TlsAcceptor shows its own certificate to who asks for it, the authority's to all others", async () => {
  const acceptor = new TlsAcceptor(own);
  /** Whether what is shown to who asks for that name is this certificate. */
  const shows = async (hostname: string, certificate: string) => {
    const { client, accepted } = await connect(acceptor);
    using encrypted = await startTls(client, certificate, hostname);
    const why = await encrypted.handshake().then(() => "", ({ message }: Error) => message);
    await accepted.then(({ stream }) => stream.close(), () => {});
    return !/UnknownIssuer|Signature/.test(why);
  };
  assert.ok(await shows("chat.example", own.certificate));
  acceptor.useAuthority(authority);
  assert.ok(await shows(ownKeyName, own.certificate));
  assert.ok(!await shows(ownKeyName, authority.certificate));
  assert.ok(await shows("chat.example", authority.certificate));
  assert.ok(!await shows("chat.example", own.certificate));
});

Deno.test("TlsAcceptor writes no faster than is read", async () => {
  const { client, accepted } = await connect(new TlsAcceptor(own));
  using encrypted = await startTls(client, own.certificate);
  await encrypted.handshake();
  const { stream } = await accepted;
  const block = new Uint8Array(1024 * 1024);
  let written = 0;
  const writing = (async () => {
    for (; written < 64; written++) await stream.write(block);
  })();
  await untilStanding(() => written);
  assert.ok(written < 64);
  const received = readAll(encrypted);
  await writing;
  await stream.closeWrite();
  assert.equal(await received, 64 * block.length);
  stream.close();
});

Deno.test("TlsAcceptor reads no faster than it is asked to, and then all", async () => {
  const { client, accepted } = await connect(new TlsAcceptor(own));
  using encrypted = await startTls(client, own.certificate);
  await encrypted.handshake();
  const { stream } = await accepted;
  const bytes = 64 * 1024 * 1024;
  const block = new Uint8Array(1024 * 1024);
  let written = 0;
  const writing = (async () => {
    while (written < bytes) written += await encrypted.write(block);
    await encrypted.closeWrite();
  })();
  await untilStanding(() => written);
  assert.ok(written < bytes);
  assert.equal(await readAll(stream), bytes);
  await writing;
  stream.close();
});

Deno.test("TlsAcceptor rejects what is no handshake, what ends in it, and what takes too long", async () => {
  const acceptor = new TlsAcceptor(own);
  const hello = Uint8Array.of(0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3);
  const garbage = await connect(acceptor);
  await garbage.client.write(new TextEncoder().encode("\x16\x03hello, is anybody there?\n"));
  const answered = readAll(garbage.client).then(() => garbage.client.close());
  await bounded(assert.rejects(garbage.accepted), () => "the end of garbage");
  await answered;
  const ending = await connect(acceptor);
  await ending.client.write(hello);
  ending.client.close();
  await bounded(assert.rejects(ending.accepted, ClientGoneError), () => "the end of what ends");
  const due = new AbortController();
  const late = await connect(acceptor, due.signal);
  await late.client.write(hello);
  due.abort();
  await bounded(assert.rejects(late.accepted, /not done in time/), () => "the end of what is late");
  assert.equal(await late.client.read(new Uint8Array(1)).catch(() => null), null);
  late.client.close();
});

/** All of a ClientHello of TLS 1.0 or 1.1 (RFC 4346, 7.4.1.2). */
function helloOfOld(minor: number): Uint8Array {
  const header = [0x16, 3, 1, 0, 45, 1, 0, 0, 41];
  return Uint8Array.of(...header, 3, minor, ...new Array(32).fill(7), 0, 0, 2, 0, 0x2f, 1, 0);
}

Deno.test("TlsAcceptor rejects TLS before 1.2, and says that it is that", async () => {
  for (const minor of [1, 2]) {
    const { client, accepted } = await connect(new TlsAcceptor(own));
    await client.write(helloOfOld(minor));
    const refused = assert.rejects(accepted, /^Error: Its TLS is older than 1\.2$/);
    await readAll(client);
    client.close();
    await bounded(refused, () => "the end of an old handshake");
  }
});

/** What a client says that ends then, or breaks off. */
function saying(bytes: Uint8Array): ByteStream {
  let left: Uint8Array | undefined = bytes;
  return {
    read(buffer) {
      const count = left?.length ?? null;
      if (left !== undefined) buffer.set(left);
      left = undefined;
      return Promise.resolve(count);
    },
    write: (bytes) => Promise.resolve(bytes.length),
    closeWrite: () => Promise.resolve(),
    close() {},
  };
}

Deno.test("TlsAcceptor keeps nothing of those whose handshake fails", async () => {
  const acceptor = new TlsAcceptor(own, authority);
  const firsts = [
    Uint8Array.of(0x16, 3, 1, 1, 0, 1, 0, 0),
    Uint8Array.of(0x16, 3, 1, 0, 1, 9),
    new TextEncoder().encode("\x16\x03abcdefgh"),
  ];
  const fail = async (count: number) => {
    for (let done = 0; done < count; done++) {
      for (const first of firsts) {
        const { signal } = new AbortController();
        await assert.rejects(acceptor.accept(saying(first), signal));
      }
    }
    // What is closed is let go of in later turns.
    for (let turn = 0; turn < 10; turn++) await new Promise((resolve) => setTimeout(resolve));
  };
  await fail(20);
  const before = heapBytes();
  await fail(200);
  const bytesEach = (heapBytes() - before) / 600;
  assert.ok(bytesEach < 2000, `${bytesEach} bytes each`);
});

Deno.test("TlsAcceptor ends the oldest handshake where more are under way than there may be", async () => {
  const acceptor = new TlsAcceptor(own, undefined, 2);
  const hello = await recordClientHello();
  const begin = async () => {
    const { client, accepted } = await connect(acceptor);
    await client.write(hello);
    // Once it is answered it has begun.
    await client.read(new Uint8Array(1));
    return { client, accepted };
  };
  const oldest = await begin();
  const others = [await begin(), await begin()];
  const isEnded = assert.rejects(oldest.accepted, /Too many/);
  await bounded(isEnded, () => "the end of the oldest");
  for (const { client } of others) client.close();
  for (const { accepted } of others) await assert.rejects(accepted, /client closed/);
  oldest.client.close();
});

Deno.test("TlsAcceptor does not begin before a whole record is there", async () => {
  const acceptor = new TlsAcceptor(own, undefined, 1);
  const hello = await recordClientHello();
  const one = await connect(acceptor);
  await one.client.write(hello.subarray(0, -1));
  const other = await connect(acceptor);
  await other.client.write(hello);
  await other.client.read(new Uint8Array(1));
  await one.client.write(hello.subarray(-1));
  await bounded(assert.rejects(other.accepted, /Too many/), () => "the beginning of the second");
  one.client.close();
  await assert.rejects(one.accepted, /client closed/);
  other.client.close();
});

Deno.test("TlsAcceptor refuses a key that is not that of its certificate", () => {
  assert.throws(() => new TlsAcceptor({ ...own, key: authority.key }));
  assert.throws(() => new TlsAcceptor({ ...own, certificate: "nothing" }));
});
