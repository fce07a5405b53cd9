import assert from "node:assert/strict";

import type { ServerMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { bounded } from "../support/bounded.ts";
import { joinAll, numbered } from "../support/clients/join_all.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { lastingPort } from "../support/servers/lasting_port.ts";
import { unlimited } from "../support/servers/unlimited.ts";

Deno.test("stop() says bye to everybody, closes all connections, and frees the port", async () => {
  await using server = startServer({ port: lastingPort() });
  await using joined = await joinAll(server.port, numbered("ann", 5));
  await using guest = await RawClient.connect(server.port);
  const stopped = server.stop("back at noon");
  for (const client of [...joined.clients, guest]) {
    const { code, text } = await client.next("bye");
    assert.deepEqual([code, text], ["stopping", "back at noon"]);
    assert.equal(await client.ended(), "closed");
    assert.equal(client.received.at(-1)?.type, "bye");
    assert.equal(client.all("leave").length, 0, "nobody needs to be told who left");
  }
  await bounded(stopped, () => "stop()");
  await bounded(server.stopped, () => "stopped");
  await assert.rejects(Deno.connect({ hostname: "127.0.0.1", port: server.port }));
  await using next = startServer({ port: server.port });
  assert.equal(next.port, server.port);
});

Deno.test("stop() may be called twice", async () => {
  const server = startServer();
  await bounded(Promise.all([server.stop(), server.stop()]), () => "stop()");
  await bounded(server.stop(), () => "stop() after the end");
});

Deno.test("stop() lets out all that was said before it, also to a client that reads late", async () => {
  const count = 400;
  await using server = startServer({
    sessionBounds: { ...unlimited, outboxBytes: 32 * 1024 * 1024 },
  });
  await using ann = await RawClient.join(server.port, "ann");
  await using late = await RawClient.connect(server.port, { paused: true });
  late.send({ type: "hello", version: 1, nick: "late" });
  await ann.next("join");
  const text = "x".repeat(16 * 1024);
  // No more at once than may wait to be said in a room.
  for (let first = 0; first < count; first += 50) {
    const ids = Array.from({ length: 50 }, (_, index) => `${first + index}`);
    ann.send(...ids.map((id) => ({ type: "say", room: "lobby", text, kind: "text", id }) as const));
    await ann.next("message", ({ id }) => id === ids.at(-1));
  }
  const stopped = server.stop();
  assert.equal(await late.ended(), "closed");
  assert.equal(late.all("message").length, count);
  assert.equal(late.received.at(-1)?.type, "bye");
  await bounded(stopped, () => "stop()");
});

Deno.test("stop() waits for no client that reads nothing", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, lingerMs: 100 } });
  await using ann = await RawClient.join(server.port, "ann");
  await using _deaf = await RawClient.connect(server.port, { paused: true });
  const startedAt = performance.now();
  const stopped = server.stop();
  await ann.next("bye");
  await bounded(stopped, () => "stop()");
  assert.ok(performance.now() - startedAt < 5000);
});

Deno.test("/stop of the operator stops the server, and /quit does not", async () => {
  const refused = Promise.withResolvers<ServerMessage>();
  await using server = startServer({ tellOperator: refused.resolve });
  await using ann = await RawClient.join(server.port, "ann");
  server.operator.runCommand("quit", "until tomorrow");
  const refusal = await bounded(refused.promise, () => "a refusal");
  assert.ok(refusal.type === "error" && refusal.code === "not_allowed");
  await ann.say("still here");
  server.operator.runCommand("stop", "until tomorrow");
  assert.equal((await ann.next("bye")).text, "until tomorrow");
  await bounded(server.stopped, () => "stopped");
});

Deno.test("connections that come while the server stops are ended too", async () => {
  for (let round = 0; round < 20; round++) {
    await using server = startServer();
    const connecting = Array.from({ length: 10 }, async () => {
      await using connection = await RawClient.connect(server.port).catch(() => undefined);
      await connection?.ended();
    });
    for (let turn = 0; turn < round; turn++) await new Promise(setImmediate);
    await bounded(server.stop(), () => "stop()");
    await Promise.all(connecting);
  }
});
