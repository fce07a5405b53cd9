import assert from "node:assert/strict";

import type { RoomMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { joinAll, numbered } from "../../support/clients/join_all.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("what is said comes to everybody, and with its id to the sender only", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const before = Date.now();
  ann.send({ type: "say", room: "lobby", text: "hi", kind: "text", id: "a1" });
  const { id, ...echo } = await ann.next("message");
  assert.equal(id, "a1");
  assert.deepEqual(await bob.next("message"), { ...echo, id: undefined });
  const { ts, seq, ...rest } = echo;
  const { person } = ann.welcome;
  assert.deepEqual(rest, {
    ...{ type: "message", room: "lobby", from: "ann", person, text: "hi", kind: "text" },
    ...{ deletes: undefined, reason: undefined, topic: undefined },
    ...{ replyTo: undefined, joins: undefined },
  });
  assert.ok(ts >= before && ts <= Date.now());
  assert.ok(seq > 0);
});

Deno.test("what is said without an id is echoed without one, room and kind may be left out", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.sendLines(`{"type":"say","text":"hi"}`, `{"type":"say","text":"waves","kind":"action"}`);
  const [first, second] = [await ann.next("message"), await ann.next("message")];
  assert.deepEqual([first.id, first.room, first.kind], [undefined, "lobby", "text"]);
  assert.deepEqual([second.id, second.text, second.kind], [undefined, "waves", "action"]);
});

Deno.test("who is in another room sees nothing of what is said", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  await ann.say("for dev", "dev");
  await bob.say("for the lobby");
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["for the lobby"]);
  assert.deepEqual(ann.all("message").map(({ text }) => text), ["for dev"]);
});

Deno.test("20 who talk at once are seen by all in one order, and each in its own", async () => {
  const each = 25;
  await using server = startServer({ sessionBounds: unlimited });
  await using joined = await joinAll(server.port, numbered("ann", 20));
  const { clients } = joined;
  const texts = Array.from({ length: each }, (_, index) => `${index}`);
  for (const client of clients) {
    client.sendLines(...texts.map((text) => JSON.stringify({ type: "say", text, id: text })));
  }
  for (const client of clients) {
    for (let count = 0; count < each * clients.length; count++) await client.next("message");
  }
  const [orders, own] = [clients.map(seqs), clients.map(acknowledged)];
  for (const order of orders) assert.deepEqual(order, orders[0]);
  for (const echoed of own) assert.deepEqual(echoed, texts);
  assertInOrder(clients[0]?.all("message") ?? []);
});

Deno.test("seq strictly increases and ts never goes back, also from turn to turn", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  for (let count = 0; count < 50; count++) await ann.say("hi");
  assert.equal(ann.all("message").length, 50);
  assertInOrder(ann.all("message"));
});

Deno.test("what is said again under its id is stored once, and echoed again to its sender", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const say = { type: "say", room: "lobby", text: "once", kind: "text", id: "a1" } as const;
  ann.send(say);
  const first = await ann.next("message");
  ann.send({ ...say, text: "not looked at" });
  assert.deepEqual(await ann.next("message"), first);
  await ann.say("after");
  await bob.next("message", ({ text }) => text === "after");
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["once", "after"]);
  ann.send({ type: "history", room: "lobby", limit: 10 });
  const { messages } = await ann.next("history");
  assert.deepEqual(messages.map(({ text }) => text), ["once", "after"]);
});

Deno.test("what is said twice in one write comes in order", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  const say = (id: string) => ({ type: "say", room: "lobby", text: id, kind: "text", id } as const);
  ann.send(say("1"), say("2"), say("2"), say("3"));
  await ann.next("message", ({ id }) => id === "3");
  await ann.say("the end");
  const firsts = new Set(ann.all("message").map(({ text }) => text));
  assert.deepEqual([...firsts], ["1", "2", "3", "the end"]);
});

Deno.test("two may say different things under the same id", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  for (const client of [ann, bob]) client.sendLines(`{"type":"say","text":"hi","id":"same"}`);
  for (const client of [ann, bob]) {
    await client.next("message");
    await client.next("message");
    assert.equal(client.all("message").filter(({ id }) => id === "same").length, 1);
  }
  assert.deepEqual(seqs(ann), seqs(bob));
});

function seqs(client: RawClient): number[] {
  return client.all("message").map(({ seq }) => seq);
}

function acknowledged(client: RawClient): (string | undefined)[] {
  return client.all("message").filter(({ id }) => id !== undefined).map(({ id }) => id);
}

function assertInOrder(messages: readonly RoomMessage[]): void {
  messages.forEach(({ seq, ts }, index) => {
    const previous = messages[index - 1];
    assert.ok(previous === undefined || (seq > previous.seq && ts >= previous.ts));
  });
}
