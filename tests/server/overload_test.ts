import assert from "node:assert/strict";

import { limits } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { MemoryStore } from "../../store/memory.ts";
import { bounded } from "../support/bounded.ts";
import { SlowStore } from "../support/servers/slow_store.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

Deno.test("much that is said at the same moment hangs up on nobody who reads", async () => {
  await using server = startServer();
  await using bystander = await RawClient.join(server.port, "bystander");
  const talkers = await Promise.all(
    Array.from({ length: 80 }, (_, index) => RawClient.join(server.port, `talker${index}`)),
  );
  const frame = JSON.stringify({ type: "say", text: "x".repeat(limits.textBytes) });
  const bytes = new TextEncoder().encode(frame);
  for (const talker of talkers) talker.sendBytes(bytes);
  for (const talker of talkers) talker.sendBytes(new Uint8Array([10]));
  for (let said = 0; said < talkers.length; said++) await bystander.next("message");
  assert.deepEqual(bystander.all("leave"), []);
  for (const talker of talkers) await talker[Symbol.asyncDispose]();
});

Deno.test("who is hung up on in the middle of a command is gone altogether", async () => {
  await using server = startServer({
    sessionBounds: { ...unlimited, outboxBytes: 64 * 1024, returnWithinMs: 0 },
  });
  await using ann = await RawClient.join(server.port, "ann");
  const greedy = await RawClient.connect(server.port, { paused: true });
  greedy.send({ type: "hello", version: 1, nick: "greedy" });
  await ann.next("join");
  const rooms = Array.from({ length: 99 }, (_, index) => `room${index},lobby`).join(",");
  const join = { type: "command", name: "join", args: rooms, room: "lobby" } as const;
  greedy.send(...Array<typeof join>(2000).fill(join));
  await ann.next("leave", ({ nick }) => nick === "greedy");
  ann.command("who");
  assert.equal((await ann.next("notice")).text, "#lobby (1): ann");
  await greedy[Symbol.asyncDispose]();
});

Deno.test("while the store hangs what waits for it is bounded, and all that needs no store goes on", async () => {
  const store = new SlowStore();
  await using server = startServer({
    sessionBounds: { ...unlimited, outboxBytes: 2 ** 28, lingerMs: 50 },
    store,
  });
  const rooms = Array.from({ length: 9 }, (_, index) => `room${index}`);
  await using ann = await RawClient.join(server.port, "ann", { rooms });
  const text = "x".repeat(limits.textBytes);
  for (const room of rooms) {
    const say = { type: "say", room, text, kind: "text" } as const;
    // More than a room takes.
    for (let count = 0; count < 300; count++) ann.send(say);
  }
  ann.command("who", "", { id: "c1" });
  await ann.next("members", ({ id }) => id === "c1");
  const refused = new Set(ann.all("error").map(({ code, room }) => `${code} ${room}`));
  assert.deepEqual(refused, new Set(rooms.map((room) => `room_busy ${room}`)));
  await using bob = await RawClient.connect(server.port);
  await bob.hello("bob", { rooms: ["elsewhere"] });
  await bob.next("joined");
  bob.send({ type: "ping", id: "p1" });
  await bob.next("pong");
  // There is still room for what is said elsewhere.
  const sayings = store.appends.length;
  bob.send({ type: "say", room: "elsewhere", text: "hi", kind: "text" });
  while (store.appends.length === sayings) await store.called();
  bob.send({ type: "bye" });
  assert.equal((await bob.next("bye")).code, "logged_out");
  for (const { goOn } of store.appends) goOn(new Error("no disk"));
  store.hangs = false;
  await ann.next("error", (error) => error.code === "storage_failed");
  await ann.say("and on it goes", "room0");
});

Deno.test("ping, hello and bye are answered by a server whose store never answers", async () => {
  const stuck = Promise.withResolvers<never>();
  stuck.promise.catch(() => {});
  const store = new MemoryStore();
  store.append =
    store.page =
    store.newestSeq =
    store.whoWas =
    store.search =
      () => stuck.promise;
  await using server = startServer({ sessionBounds: { ...unlimited, lingerMs: 50 }, store });
  for (const nick of ["ann", "bob"]) {
    await using client = await RawClient.connect(server.port);
    await client.hello(nick);
    client.send({ type: "say", room: "lobby", text: "hi", kind: "text" });
    client.send({ type: "say", to: "nobody", text: "hi", kind: "text" });
    client.command("search", "hi");
    client.send({ type: "ping", id: "p1" });
    await client.next("pong");
    client.send({ type: "bye" });
    assert.equal((await client.next("bye")).code, "logged_out");
    assert.equal(await client.ended(), "closed");
  }
  stuck.reject(new Error("the test is over"));
});

Deno.test("who is kicked and reads nothing is let go of", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, lingerMs: 100 } });
  await using ann = await RawClient.join(server.port, "ann");
  await using deaf = await RawClient.connect(server.port, { paused: true });
  deaf.send({ type: "hello", version: 1, nick: "deaf" });
  await ann.next("join");
  // More than the kernel takes, so that a write is in flight; less than the outbox does.
  const text = "x".repeat(limits.textBytes);
  for (let count = 0; count < 300 && ann.all("leave").length === 0; count++) await ann.say(text);
  server.operator.runCommand("kick", "deaf");
  await ann.next("leave");
  const closedAt = performance.now();
  await bounded(server.stop(), () => "the server's end", 4500);
  assert.ok(performance.now() - closedAt < 2500, "nothing of the deaf client was left to wait for");
});
