import assert from "node:assert/strict";
import { bounded } from "../../support/bounded.ts";
import { FakeTransport } from "../fake_transport.ts";
import { collect, openAndGreet } from "../open_connection.ts";
import { said } from "../room_messages.ts";

Deno.test("Connection.messages() gives what comes after the welcome, then ends", async () => {
  for (const end of ["close", "break"] as const) {
    const transport = new FakeTransport();
    const connection = await openAndGreet(transport);
    const collected = collect(connection);
    transport.say(said(1), said(2));
    // A stream that breaks off drops what was not read yet.
    transport.say({ type: "ping" });
    await transport.heard();
    transport[end]();
    assert.deepEqual((await collected).map((message) => "seq" in message && message.seq), [1, 2]);
    assert.ok(transport.isClosed, end);
  }
});

Deno.test("Connection.messages() passes over frames that it does not understand", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  const frames = ["not JSON\n", "[]\n", '{"type":"hologram"}\n', '{"type":"message"}\n'];
  for (const frame of frames) transport.sayBytes(new TextEncoder().encode(frame));
  transport.say({ type: "bye", code: "stopping" });
  const { value } = await connection.messages.next();
  assert.equal(value?.type, "bye");
  connection.close();
});

Deno.test("Connection answers the server's pings, under their id, and tells nobody", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  const collected = collect(connection);
  transport.say({ type: "ping", id: "p1" });
  assert.deepEqual(await transport.heard(), { type: "pong", id: "p1" });
  transport.close();
  assert.deepEqual(await collected, []);
});

Deno.test("Connection.send() sends in order", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  for (const id of ["1", "2", "3"]) connection.send({ type: "ping", id });
  for (const id of ["1", "2", "3"]) assert.deepEqual(await transport.heard(), { type: "ping", id });
  connection.close();
});

Deno.test("Connection.close() ends the messages", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  const collected = collect(connection);
  connection.close();
  connection.close();
  assert.deepEqual(await collected, []);
  assert.ok(transport.isClosed);
});

const impatient = { idleRules: { pingAfterMs: 0, maxUnanswered: 1 }, checkEveryMs: 20 };

Deno.test("Connection pings a silent server, and gives up one that is gone", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport, impatient);
  assert.deepEqual(await transport.heard(), { type: "ping", id: undefined });
  assert.ok(!transport.isClosed);
  await bounded(transport.closed, () => "the connection to be given up");
  assert.ok((await connection.messages.next()).done);
});

Deno.test("Connection gives up a server that does not answer when it is asked whether it is there", async () => {
  for (const isThere of [true, false]) {
    const transport = new FakeTransport();
    const rules = { probeWithinMs: isThere ? 30_000 : 0, checkEveryMs: 20 };
    const connection = await openAndGreet(transport, rules);
    const collected = collect(connection);
    connection.probe();
    assert.deepEqual(await transport.heard(), { type: "ping", id: undefined });
    if (isThere) transport.close();
    else await bounded(transport.closed, () => "the connection to be given up");
    await collected;
  }
});

Deno.test("Connection takes everything that comes for a sign of life", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport, impatient);
  const collected = collect(connection);
  for (const answer of [{ type: "pong" }, said(1), { type: "pong", id: "unasked" }] as const) {
    assert.deepEqual(await transport.heard(), { type: "ping", id: undefined });
    transport.say(answer);
  }
  // One more ping: after the first of them it would have been given up.
  await transport.heard();
  await bounded(transport.closed, () => "the connection to be given up");
  assert.equal((await collected).length, 3);
});

Deno.test("Connection measures how long the server takes to answer, and tells nobody of the answer", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  assert.equal(connection.roundTripMs, undefined);
  const ping = await transport.heard();
  assert.ok(ping.type === "ping" && ping.id !== undefined);
  assert.ok(connection.unansweredMs !== undefined && connection.unansweredMs >= 0);
  transport.say({ type: "pong", id: ping.id }, said(1));
  const { value } = await connection.messages.next();
  assert.equal(value?.type, "message");
  assert.ok(connection.roundTripMs !== undefined && connection.roundTripMs >= 0);
  assert.equal(connection.unansweredMs, undefined);
  connection.close();
});

Deno.test("Connection.send() hangs up when more than 1 MiB waits to be written", async () => {
  const transport = new FakeTransport();
  const connection = await openAndGreet(transport);
  transport.isStuck = true;
  const text = "x".repeat(16 * 1024);
  for (let sent = 0; sent < 63; sent++) {
    connection.send({ type: "say", room: "lobby", text, kind: "text" });
  }
  assert.ok(!transport.isClosed);
  for (let sent = 0; sent < 2; sent++) {
    connection.send({ type: "say", room: "lobby", text, kind: "text" });
  }
  await bounded(transport.closed, () => "the connection to be closed");
});
