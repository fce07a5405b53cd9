import assert from "node:assert/strict";

import { largeRoomMembers } from "../../chat/rooms/room.ts";
import { type ServerMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { defaultSessionBounds } from "../../server/sessions/session_bounds.ts";
import { MemoryStore } from "../../store/memory.ts";
import { joinAll, numbered } from "../support/clients/join_all.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { SlowStore } from "../support/servers/slow_store.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const inLobby = { type: "typing", room: "lobby" } as const;

Deno.test("typing in a room is told to the others in it, and to nobody else", async () => {
  const startedTs = Date.now();
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["lobby"] });
  ann.send({ type: "typing", room: "#DEV" });
  const { nick, person } = ann.welcome;
  const { ts, ...told } = await bob.next("typing");
  assert.deepEqual(told, { type: "typing", room: "dev", nick, person });
  assert.ok(ts !== undefined && ts >= startedTs, `${ts}`);
  ann.send(inLobby);
  const inRoom = { type: "typing", room: "lobby", nick, person };
  assert.partialDeepStrictEqual(await carl.next("typing"), inRoom);
  await ann.say("all heard");
  await carl.next("message");
  assert.deepEqual(typingOf(carl), ["ann in lobby"]);
  assert.deepEqual(typingOf(bob), ["ann in dev", "ann in lobby"]);
  assert.deepEqual(typingOf(ann), []);
});

Deno.test("typing to one person is told to that one alone", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  await using carl = await RawClient.join(server.port, "carl");
  ann.send({ type: "typing", to: "BOB" });
  const { nick, person } = ann.welcome;
  const toBob = { type: "typing", room: undefined, nick, person };
  assert.partialDeepStrictEqual(await bob.next("typing"), toBob);
  await ann.say("all heard");
  await carl.next("message");
  assert.deepEqual([typingOf(carl), typingOf(ann)], [[], []]);
});

Deno.test("typing in a room one is not in is refused, and of nobody's nick silently nothing comes", async () => {
  await using server = startServer({
    sessionBounds: { ...defaultSessionBounds, returnWithinMs: 60_000 },
  });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl");
  bob.send({ type: "bye" });
  await carl.closeWrite();
  await Promise.all([bob.ended(), carl.ended()]);
  for (const to of ["bob", "carl", "nobody", "no nick", "ann"]) ann.send({ type: "typing", to });
  ann.send({ type: "typing", room: "dev", id: "t1" });
  const { code, room, id } = await ann.next("error");
  assert.deepEqual([code, room, id], ["not_in_room", "dev", "t1"]);
  await ann.say("still here");
  assert.deepEqual([ann.all("error").length, typingOf(ann)], [1, []]);
});

Deno.test("nobody who has left is told who types, nor whose connection is lost", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 60_000 } });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  await using carl = await RawClient.join(server.port, "carl");
  bob.command("leave");
  await bob.next("left");
  const { token } = carl.all("welcome")[0] ?? assert.fail("no welcome");
  await carl.closeWrite();
  await carl.ended();
  ann.send(inLobby);
  await ann.say("heard");
  await using again = await RawClient.join(server.port, "carl", { token });
  await again.next("history");
  bob.send({ type: "ping" });
  await bob.next("pong");
  assert.deepEqual([typingOf(bob), typingOf(carl), typingOf(again)], [[], [], []]);
});

Deno.test("typing waits for nothing that waits for the store, and is not kept", async () => {
  const store = new SlowStore();
  await using server = startServer({ store });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.send({ type: "say", room: "lobby", text: "in the store's way", kind: "text" });
  await store.called();
  ann.send(inLobby);
  await bob.next("typing");
  assert.deepEqual(bob.all("message"), []);
  ann.send({ type: "typing", to: "bob" });
  await bob.next("typing");
  assert.equal(store.appends.length, 1);
  store.appends[0]?.goOn();
  await bob.next("message");
});

Deno.test("typing is in no history, and neither the console nor the log shows it", async () => {
  const shown: unknown[] = [];
  const show = (...items: readonly unknown[]) => void shown.push(...items);
  const isTyping = (item: unknown) => JSON.stringify(item).includes("typing");
  await using server = startServer({
    store: new MemoryStore(),
    observe: (messages) => show(...messages),
    tellOperator: show,
    log: show,
  });
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  ann.send(inLobby, { type: "typing", to: "server" });
  await bob.next("typing");
  await ann.say("hi");
  await using late = await RawClient.join(server.port, "late");
  assert.deepEqual((await late.next("history")).messages.map(({ text }) => text), ["hi"]);
  assert.ok(shown.length > 0);
  assert.deepEqual(shown.filter(isTyping), []);
});

Deno.test("in a large room nobody is told who types, and in others all go on", async () => {
  await using server = startServer({ presenceEveryMs: 20 });
  await using joined = await joinAll(server.port, numbered("ann", largeRoomMembers));
  const [first, second] = joined.clients;
  assert.ok(first && second);
  first.send(inLobby);
  await second.next("typing");
  await using guest = await RawClient.join(server.port, "guest");
  first.send(inLobby);
  await first.say("not told");
  await guest.next("message");
  await second.next("message");
  assert.deepEqual([typingOf(guest), typingOf(second)], [[], ["ann1 in lobby"]]);
});

Deno.test("a client that sends nothing but typing is not passed on more often than its bound", async () => {
  const sent = 5000;
  // Also where nothing else is limited.
  await using server = startServer({ sessionBounds: unlimited });
  await using loud = await RawClient.join(server.port, "loud");
  await using bob = await RawClient.join(server.port, "bob");
  const startedAt = performance.now();
  const notes = [inLobby, { type: "typing", to: "bob" }] as const;
  loud.send(...Array.from({ length: sent }, (_, index) => notes[index % 2] ?? inLobby));
  await loud.say("the end");
  await bob.next("message");
  const seconds = (performance.now() - startedAt) / 1000;
  const told = bob.all("typing").length;
  assert.ok(told >= 5 && told <= 6 + seconds, `${told} told in ${seconds} s`);
  assert.deepEqual(loud.all("error"), []);
});

Deno.test("typing counts for the rate as all else does", async () => {
  await using server = startServer({
    sessionBounds: { ...defaultSessionBounds, rate: { burst: 3, perSecond: 1 } },
  });
  await using ann = await RawClient.join(server.port, "ann");
  ann.send(...["1", "2", "3"].map((id) => ({ ...inLobby, id })));
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["rate_limited", "3"]);
});

function typingOf(client: RawClient): string[] {
  return client.received.filter(isTyping).map(({ nick, room }) =>
    `${nick} in ${room ?? "private"}`
  );
}

function isTyping(message: ServerMessage): message is Extract<ServerMessage, { type: "typing" }> {
  return message.type === "typing";
}
