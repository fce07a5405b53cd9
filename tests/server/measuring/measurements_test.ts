import assert from "node:assert/strict";

import { byeCodes, errorCodes } from "../../../protocol.ts";
import { makeOwnCertificate } from "../../../net/tls/own_certificate.ts";
import { startServer } from "../../../server.ts";
import type { LogRecord } from "../../../server/log.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import { NotKeptError } from "../../../store/store.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { bounded } from "../../support/bounded.ts";
import { trustedProxies } from "../../support/clients/proxied_client.ts";
import { seriesOf, valueOf } from "../../support/figures.ts";
import { SlowStore } from "../../support/servers/slow_store.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("who is here, and where, is counted while they are", async () => {
  const tls = { own: await makeOwnCertificate() };
  await using server = startServer({ tls, sessionBounds: { ...unlimited, returnWithinMs: 0 } });
  const value = valueOf.bind(undefined, server.figures());
  assert.equal(await value("chatroom_participants"), 0);
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  {
    const trust = { tls: tls.own.certificate };
    await using bob = await RawClient.connect(server.port, trust);
    bob.sendLines("{}");
    await bob.next("error");
    assert.equal(await value("chatroom_sessions_unknown"), 1);
    await bob.hello("bob");
    assert.equal(await value("chatroom_sessions_unknown"), 0);
    assert.equal(await value("chatroom_participants"), 2);
    assert.equal(await value("chatroom_sessions", "native", "tcp", "no"), 1);
    assert.equal(await value("chatroom_sessions", "native", "tcp", "yes"), 1);
    assert.equal(await value("chatroom_rooms"), 2);
    assert.equal(await value("chatroom_members"), 3);
    assert.equal(await value("chatroom_largest_room_members"), 2);
    bob.send({ type: "bye" });
    await bob.ended();
  }
  await ann.next("leave");
  assert.equal(await value("chatroom_participants"), 1);
  assert.equal(await value("chatroom_connections_total"), 2);
  // A goodbye that was asked for is none that the server said by itself.
  assert.equal(await value("chatroom_hung_up_total"), 0);
});

Deno.test("somebody whose connection is lost is counted as absent", async () => {
  await using server = startServer();
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  bob.close();
  while (await value("chatroom_sessions") > 1) await ann.say("is bob here?");
  assert.equal(await value("chatroom_participants"), 2);
  assert.equal(await value("chatroom_participants_absent"), 1);
});

Deno.test("what is said, kept and delivered is counted", async () => {
  await using server = startServer();
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await bob.say("so that both are in");
  const names = ["messages_total", "deliveries_total", "append_seconds", "batch_messages"];
  const read = () => Promise.all(names.map((name) => value(`chatroom_${name}`)));
  const before = await read();
  const [received, sent] = [
    await value("chatroom_received_bytes_total"),
    await value("chatroom_sent_bytes_total"),
  ];
  const text = "x".repeat(1000);
  await ann.say(text);
  await bob.next("message", ({ from }) => from === "ann");
  assert.deepEqual((await read()).map((now, index) => now - (before[index] ?? 0)), [1, 2, 1, 1]);
  assert.ok(await value("chatroom_received_bytes_total") - received > text.length);
  // The second of two writes may not be noted yet.
  assert.ok(await value("chatroom_sent_bytes_total") - sent > text.length);
  ann.send({ type: "say", to: "bob", text: "for you", kind: "text" });
  await ann.next("direct");
  assert.equal(await value("chatroom_messages_total", "person"), 1);
  assert.equal((await read())[1], (before[1] ?? 0) + 4);
  // The same again is not kept again.
  const again = { type: "say", room: "lobby", text: "once", kind: "text", id: "1" } as const;
  ann.send(again, again);
  await ann.next("message", ({ id }) => id === "1");
  await ann.next("message", ({ id }) => id === "1");
  assert.equal((await read())[0], (before[0] ?? 0) + 3);
});

Deno.test("bytes written to a session count on when it is gone", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 0 } });
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  const bob = await RawClient.join(server.port, "bob");
  await ann.say("x".repeat(1000));
  await bob.next("message");
  await ann.say("and now all of it is written");
  const before = await value("chatroom_sent_bytes_total");
  bob.close();
  await ann.next("leave");
  assert.ok(await value("chatroom_sent_bytes_total") >= before);
});

Deno.test("what waits for a client that reads nothing is counted, then that it is hung up on", async () => {
  const sessionBounds = { ...unlimited, outboxBytes: 64 * 1024, returnWithinMs: 0 };
  await using server = startServer({ sessionBounds });
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  await using deaf = await RawClient.connect(server.port, { paused: true });
  deaf.send({ type: "hello", version: 1, nick: "deaf" });
  await ann.next("join");
  const text = "x".repeat(16 * 1024);
  let largest = 0;
  while (ann.all("leave").length === 0) {
    await ann.say(text);
    largest = Math.max(largest, await value("chatroom_outbox_largest_bytes"));
    assert.ok(await value("chatroom_outbox_bytes") >= await value("chatroom_outbox_largest_bytes"));
  }
  assert.ok(largest > text.length, `${largest} bytes`);
  assert.equal(await value("chatroom_hung_up_total", "slow_reader"), 1);
});

Deno.test("refusals count by code, and nothing that a client sends becomes a label", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, lingerMs: 100 } });
  const figures = server.figures();
  const value = valueOf.bind(undefined, figures);
  await using ann = await RawClient.join(server.port, "ann");
  const before = await seriesOf(figures);
  for (const code of ["evil_code", "bad_json\\n", "__proto__"]) {
    ann.sendLines(
      ...[`{"type":"error","code":"${code}"}`, `{"type":"${code}"}`, `{"type":"bye ${code}"}`],
      ...[
        `{"type":"say","room":"${code}","text":"x"}`,
        `{"type":"say","text":"x","kind":"${code}"}`,
      ],
      ...[`{"type":"command","name":"${code}","args":""}`, code],
    );
  }
  await ann.say("done");
  assert.ok(await value("chatroom_refused_total", "unknown_type") > 0);
  assert.ok(await value("chatroom_refused_total", "bad_json") > 0);
  assert.equal(await value("chatroom_refused_total", "other"), 0);
  await using bad = await RawClient.connect(server.port);
  bad.send({ type: "hello", version: 1, nick: "bob", token: "x".repeat(100_000) });
  await bad.ended();
  assert.equal(await value("chatroom_hung_up_total", "frame_too_long"), 1);
  assert.deepEqual(await seriesOf(figures), before);
  assert.ok(before.length < 2 * (errorCodes.length + byeCodes.length) + 50, `${before.length}`);
});

Deno.test("connections that are refused and ended by the server count by why", async () => {
  const sessionBounds = { ...defaultSessionBounds, lingerMs: 100, helloWithinMs: 50 };
  await using server = startServer({
    sessionBounds,
    connectionBounds: { total: 2, perAddress: 2 },
  });
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  await using silent = await RawClient.connect(server.port);
  silent.sendLines("{}");
  await using late = await RawClient.connect(server.port);
  late.send({ type: "hello", version: 1, nick: "late" });
  await late.ended();
  assert.equal(await value("chatroom_refused_total", "server_full"), 1);
  assert.equal(await value("chatroom_hung_up_total", "server_full"), 1);
  await silent.ended();
  assert.equal(await value("chatroom_hung_up_total", "hello_timeout"), 1);
  ann.command("quit");
  await ann.ended();
  assert.equal(await value("chatroom_hung_up_total", "logged_out"), 0);
});

Deno.test("who is hung up on without a word counts by why", async () => {
  const idle = { pingAfterMs: 50, maxUnanswered: 1 };
  const cases = [
    ["bad_proxy_header", "PROXY TCP4 ann bob 1 2\r\n", { trustedProxies }],
    ["handshake_failed", "\x16\x03hello?\r\n", { tls: { own: await makeOwnCertificate() } }],
    ["silent", '{"type":"hello","version":1,"nick":"ann"}\n', {}],
  ] as const;
  for (const [code, said, options] of cases) {
    const { promise, resolve } = Promise.withResolvers<void>();
    const log = ({ level }: LogRecord) => level === "warning" && resolve();
    await using server = startServer({ ...options, sessionBounds: { ...unlimited, idle }, log });
    await using client = await RawClient.connect(server.port);
    client.sendBytes(new TextEncoder().encode(said));
    await client.ended();
    if (code !== "silent") await bounded(promise, () => "a line in the log");
    const value = valueOf.bind(undefined, server.figures());
    assert.equal(await value("chatroom_hung_up_total", code), 1, code);
    assert.equal(await value("chatroom_hung_up_total"), 1, "and as nothing else");
  }
});

Deno.test("a batch that is not kept counts as failed, and the store is tried", async () => {
  const store = new SlowStore();
  await using server = startServer({ store });
  const value = valueOf.bind(undefined, server.figures());
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "say", room: "lobby", text: "lost", kind: "text", id: "1" });
  await store.called();
  store.appends.shift()?.goOn(new NotKeptError("disk full"));
  store.hangs = false;
  assert.equal((await ann.next("error")).code, "storage_failed");
  assert.equal(await value("chatroom_append_failures_total"), 1);
  assert.equal(await value("chatroom_messages_total"), 0);
  assert.equal(await value("chatroom_keeps_messages"), 1);
});

Deno.test("chatroom_keeps_messages is 0 while the store cannot be written to", async () => {
  const store = new SlowStore();
  store.tryWriting = () => Promise.reject(new Error("database or disk is full"));
  await using server = startServer({ store });
  assert.equal(await valueOf(server.figures(), "chatroom_keeps_messages"), 0);
});
