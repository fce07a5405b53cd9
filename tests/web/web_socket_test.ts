import assert from "node:assert/strict";
import * as fc from "fast-check";
import { makeOwnCertificate } from "../../net/tls/own_certificate.ts";
import { limits } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import type { ServerOptions } from "../../server/server_options.ts";
import { defaultHttpBounds } from "../../web/http_bounds.ts";
import { askHttp } from "../support/clients/ask_http.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";
import { clientFrame, closeFrame } from "../support/web_socket/client_frame.ts";
import {
  handshakeRequest,
  WebSocketLines,
  type WebSocketOptions,
} from "../support/web_socket/web_socket_lines.ts";

const own = await makeOwnCertificate();

function start(options: ServerOptions = {}) {
  return startServer({ web: {}, sessionBounds: unlimited, ...options });
}

interface Visitor extends AsyncDisposable {
  readonly client: RawClient;
  readonly lines: WebSocketLines;
  /** Of the server's close frame, once that has ended the connection. */
  closeCode(): Promise<number | undefined>;
}

/** A client of the native dialect in a WebSocket. */
async function visit(port: number, options: WebSocketOptions = {}): Promise<Visitor> {
  const lines = await WebSocketLines.connect(port, options);
  const client = RawClient.over(lines);
  return {
    client,
    lines,
    async closeCode() {
      await client.ended();
      return lines.closeCode;
    },
    [Symbol.asyncDispose]: () => client[Symbol.asyncDispose](),
  };
}

async function joined(
  port: number,
  nick: string,
  options: WebSocketOptions = {},
): Promise<Visitor> {
  const visitor = await visit(port, options);
  await visitor.client.hello(nick);
  await visitor.client.next("joined");
  return visitor;
}

const decoder = new TextDecoder();

/** The handshake with this in place of some of its lines; the connection is closed for other answers than 101. */
async function ask(port: number, change: (request: string) => string, certificate?: string) {
  return await askHttp(port, change(decoder.decode(handshakeRequest(port))), certificate);
}

const refusedHandshakes: readonly [what: string, change: RegExp, to: string, status: number][] = [
  ["without a key", /Sec-WebSocket-Key: .*\r\n/, "", 400],
  ["with a key that is none", /AAAA==/, "", 400],
  ["of another version", /Version: 13/, "Version: 8", 426],
  ["without a version", /Sec-WebSocket-Version: 13\r\n/, "", 426],
  ["without Upgrade", /Upgrade: websocket\r\n/, "", 426],
  ["for another protocol", /Upgrade: websocket/, "Upgrade: h2c", 426],
  ["of HTTP/1.0", /HTTP\/1\.1/, "HTTP/1.0", 426],
  ["at another path", /\/ws/, "/ws/", 404],
  ["by POST", /GET/, "POST", 405],
  ["from another site", /\r\n\r\n/, "\r\nOrigin: http://elsewhere.example\r\n\r\n", 403],
  ["from a page of no site", /\r\n\r\n/, "\r\nOrigin: null\r\n\r\n", 403],
  ["under a foreign name", /Host: .*/, "Host: elsewhere.example", 421],
];

Deno.test("a handshake that is none, or not for here, is refused with a status of HTTP", async (test) => {
  const lingerMs = 50;
  await using server = start({ web: { bounds: { ...defaultHttpBounds, lingerMs } } });
  for (const [what, change, to, status] of refusedHandshakes) {
    await test.step(what, async () => {
      const answer = await ask(
        server.port,
        (request) =>
          request.replace(change, to).replace("\r\n\r\n", "\r\nConnection: close\r\n\r\n"),
      );
      assert.equal(answer.status, status);
      if (what.endsWith("version")) assert.equal(answer.headers.get("sec-websocket-version"), "13");
      if (what === "from another site") assert.match(answer.body, /--allow-origin/);
    });
  }
});

Deno.test("the page's own origin may come in, one that is allowed, and who has none", async () => {
  const allowed = "https://school.example";
  await using server = start({ web: { allowedOrigins: [allowed] }, tls: { own } });
  const { port } = server;
  const { certificate } = own;
  const mayCome: readonly [origin: string, certificate?: string][] = [
    [`http://127.0.0.1:${port}`],
    [`https://127.0.0.1:${port}`, certificate],
    [allowed],
  ];
  for (const [origin, certificate] of mayCome) {
    await using _visitor = await visit(port, { headers: [`Origin: ${origin}`], certificate });
  }
  const asHttps = `\r\nOrigin: https://127.0.0.1:${port}\r\n\r\n`;
  assert.equal((await ask(port, (request) => request.replace("\r\n\r\n", asHttps))).status, 403);
});

Deno.test("half a handshake is given up after a while", async () => {
  const requestWithinMs = 50;
  await using server = start({ web: { bounds: { ...defaultHttpBounds, requestWithinMs } } });
  const answer = await ask(server.port, (request) => request.slice(0, -2));
  assert.equal(answer.status, 408);
});

Deno.test("what comes with the handshake, in one write, is not lost", async () => {
  await using server = start();
  await using ann = await visit(server.port, {
    behind: clientFrame('{"type":"hello","version":1,"nick":"ann"}'),
  });
  await ann.client.next("joined");
});

Deno.test("a subprotocol that nobody knows is not chosen, and native is spoken", async () => {
  await using server = start();
  await using visitor = await joined(server.port, "ann", {
    headers: ["Sec-WebSocket-Protocol: mqtt, soap"],
  });
  assert.equal((await visitor.client.say("hello")).text, "hello");
});

Deno.test("the first subprotocol of the client that is known is spoken", async () => {
  await using server = start();
  const lines = await WebSocketLines.connect(server.port, {
    subprotocol: "text.ircv3.net",
    headers: ["Sec-WebSocket-Protocol: chatroom"],
  });
  lines.close();
});

Deno.test("what is said goes between a WebSocket and a bare connection, and long texts too", async () => {
  await using server = start();
  await using ann = await joined(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const text = "ü".repeat(limits.textBytes / 2);
  await ann.client.say(text);
  assert.equal((await bob.next("message")).text, text);
  await bob.say("short");
  assert.equal((await ann.client.next("message", ({ text }) => text === "short")).from, "bob");
});

Deno.test("a binary frame costs itself alone, and is charged", async () => {
  const sessionBounds = { ...unlimited, rate: { burst: 4, perSecond: 0.001 } };
  await using server = start({ sessionBounds });
  await using ann = await joined(server.port, "ann");
  for (let count = 0; count < 4; count++) await ann.lines.send(clientFrame("{}", { opcode: 2 }));
  const { message } = await ann.client.next("error", ({ code }) => code === "bad_json");
  assert.match(message, /binary/);
  await ann.client.next("error", ({ code }) => code === "rate_limited");
});

Deno.test("pings are answered, and charged as frames that say nothing", async () => {
  const sessionBounds = { ...unlimited, rate: { burst: 10, perSecond: 0.001 } };
  await using server = start({ sessionBounds });
  await using ann = await joined(server.port, "ann");
  const ping = clientFrame("x".repeat(125), { opcode: 9 });
  await ann.lines.send(...Array.from({ length: 20 }, () => ping));
  await ann.client.next("error", ({ code }) => code === "rate_limited");
  assert.ok(ann.lines.pongs > 0 && ann.lines.pongs <= 20, `${ann.lines.pongs}`);
});

const bombs: Readonly<Record<string, readonly Uint8Array[]>> = {
  "over the limit": [clientFrame("", { announcedBytes: BigInt(limits.frameBytes + 1) })],
  "of 2^63 bytes": [clientFrame("", { announcedBytes: 2n ** 63n })],
  "in fragments without end": [
    clientFrame("x".repeat(1000), { isFinal: false }),
    ...Array.from(
      { length: 70 },
      () => clientFrame("x".repeat(1000), { isFinal: false, opcode: 0 }),
    ),
  ],
  "in empty fragments without end": [
    clientFrame("", { isFinal: false }),
    ...Array.from({ length: 1100 }, () => clientFrame("", { isFinal: false, opcode: 0 })),
  ],
};

Deno.test("a message without end ends the session, with a word and a close code", async () => {
  await using server = start({ sessionBounds: { ...unlimited, returnWithinMs: 0 } });
  await using bob = await RawClient.join(server.port, "bob");
  for (const [what, frames] of Object.entries(bombs)) {
    await using ann = await joined(server.port, "ann");
    await ann.lines.send(...frames);
    await ann.client.next("error", ({ code }) => code === "frame_too_long");
    assert.equal(await ann.closeCode(), 1009, what);
    await bob.next("leave");
  }
});

Deno.test("what is no frame of a client ends the session with a close code, and nobody else's", async () => {
  await using server = start();
  await using bob = await RawClient.join(server.port, "bob");
  const faults: readonly [frame: Uint8Array, code: number][] = [
    [clientFrame("{}", { isMasked: false }), 1002],
    [clientFrame("{}", { reservedBits: 0x40 }), 1002],
    [clientFrame("{}", { opcode: 5 }), 1002],
    [clientFrame("x".repeat(126), { opcode: 9 }), 1002],
    [clientFrame(Uint8Array.of(0xff)), 1007],
  ];
  for (const [index, [frame, code]] of faults.entries()) {
    await using ann = await joined(server.port, `ann${index}`);
    await ann.lines.send(frame);
    assert.equal(await ann.closeCode(), code);
  }
  assert.equal((await bob.say("still here")).text, "still here");
});

Deno.test("whatever else a client sends, the server goes on", async () => {
  await using server = start({ sessionBounds: { ...unlimited, lingerMs: 20 } });
  await using bob = await RawClient.join(server.port, "bob");
  const frame = fc.record({
    payload: fc.uint8Array({ maxLength: 200 }),
    opcode: fc.integer({ min: 0, max: 15 }),
    isFinal: fc.boolean(),
    isMasked: fc.boolean(),
    reservedBits: fc.constantFrom(0, 0, 0, 0x10, 0x40, 0x70),
  }).map(({ payload, ...options }) => clientFrame(payload, options));
  const sent = fc.array(fc.oneof(frame, fc.uint8Array({ maxLength: 300 })), { maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(sent, async (frames) => {
      await using visitor = await visit(server.port);
      await visitor.lines.send(...frames);
      visitor.client.close();
    }),
    { numRuns: 60 },
  );
  assert.equal((await bob.say("still here")).text, "still here");
});

Deno.test("a page is told by a close code why it ended", async () => {
  await using impatient = start({ sessionBounds: { ...unlimited, helloWithinMs: 50 } });
  await using silent = await visit(impatient.port);
  assert.equal(await silent.closeCode(), 1008, "no hello came");
  const server = start();
  const { port } = server;
  await using ann = await joined(port, "ann");
  ann.client.send({ type: "bye" });
  assert.equal(await ann.closeCode(), 1000);
  await using carl = await joined(port, "carl");
  await server.stop();
  await carl.client.next("bye", ({ code }) => code === "stopping");
  assert.equal(await carl.closeCode(), 1001);
});

Deno.test("limits of connections hold for WebSockets too, and the page is told", async () => {
  await using server = start({ connectionBounds: { total: 1, perAddress: 1 } });
  await using _ann = await joined(server.port, "ann");
  await using refused = await visit(server.port);
  await refused.client.next("error", ({ code }) => code === "server_full");
  assert.equal(await refused.closeCode(), 1013);
});

Deno.test("a page that is silent is found out as any client", async () => {
  const idle = { pingAfterMs: 20, maxUnanswered: 1 };
  await using server = start({ sessionBounds: { ...unlimited, idle, returnWithinMs: 0 } });
  await using ann = await joined(server.port, "ann");
  await ann.client.next("ping");
  assert.equal(await ann.closeCode(), undefined, "it is hung up on without a word");
});

Deno.test("a close frame ends a session in order, and is answered", async () => {
  await using server = start({ sessionBounds: { ...unlimited, returnWithinMs: 0 } });
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await joined(server.port, "ann");
  await ann.lines.send(closeFrame(1001));
  assert.equal(await ann.closeCode(), 1000);
  await bob.next("leave");
});

/** In the lobby, and reads nothing until it is resumed. */
async function joinPaused(port: number, nick: string, witness: RawClient) {
  const lines = await WebSocketLines.connect(port);
  const client = RawClient.over(lines, { paused: true });
  client.send({ type: "hello", version: 1, nick });
  await witness.next("join", (join) => join.nick === nick);
  return { client, lines };
}

const longText = "x".repeat(limits.textBytes);

Deno.test("a page that does not read is hung up on, and the room does not wait for it", async () => {
  const sessionBounds = { ...unlimited, outboxBytes: 256 * 1024, returnWithinMs: 0 };
  await using server = start({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const deaf = await joinPaused(server.port, "deaf", ann);
  await using _client = deaf.client;
  // Far more than the kernel's buffers of one connection take, and the outbox with them.
  for (let count = 0; count < 3000 && ann.all("leave").length === 0; count++) {
    await ann.say(longText);
  }
  const [leave] = ann.all("leave");
  assert.deepEqual([leave?.nick, leave?.reason], ["deaf", "lost connection"]);
});

Deno.test("a page that reads late gets all, in order, with pongs between the frames", async () => {
  const messages = 600;
  await using server = start({ sessionBounds: { ...unlimited, outboxBytes: 16 * 1024 * 1024 } });
  await using ann = await RawClient.join(server.port, "ann");
  const { client, lines } = await joinPaused(server.port, "late", ann);
  await using late = client;
  for (let count = 0; count < messages; count++) {
    if (count % 20 === 0) await lines.send(clientFrame(`${count}`, { opcode: 9 }));
    await ann.say(longText.replace(/^x{4}/, `${1000 + count}`));
  }
  late.resume();
  for (let count = 0; count < messages; count++) {
    const { text } = await late.next("message");
    assert.equal(text.slice(0, 4), `${1000 + count}`);
  }
  assert.ok(lines.pongs > 0);
});
