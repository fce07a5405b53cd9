import assert from "node:assert/strict";
import { startServer } from "../../server.ts";
import { MemoryStore } from "../../store/memory.ts";
import { NotKeptError } from "../../store/store.ts";
import { RawClient } from "../support/clients/raw_client.ts";

async function pageOf(client: RawClient, without?: readonly string[]) {
  const id = crypto.randomUUID();
  client.send({ type: "history", room: "lobby", limit: 50, without, id });
  return (await client.next("history", (page) => page.id === id)).messages;
}

Deno.test("a topic is kept: it has a `seq`, and is in pages with what was said", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  const first = await ann.say("hi");
  ann.command("topic", "Cake");
  const topic = await ann.next("topic");
  assert.ok(topic.seq !== undefined && topic.seq > first.seq);
  ann.command("topic", "-");
  const cleared = await ann.next("topic", (each) => each.topic === "");
  const { seq, ts, by, person } = topic;
  const messages = await pageOf(ann);
  assert.deepEqual(messages.map(({ kind, text, topic }) => [kind, text, topic]), [
    ["text", "hi", undefined],
    ["topic", "set the topic: Cake", "Cake"],
    ["topic", "cleared the topic", ""],
  ]);
  const kept = messages[1];
  assert.deepEqual([kept?.seq, kept?.ts, kept?.from, kept?.person], [seq, ts, by, person]);
  assert.deepEqual((await pageOf(ann, ["topic"])).map(({ text }) => text), ["hi"]);
  await using bob = await RawClient.join(server.port, "bob");
  assert.equal(bob.all("joined")[0]?.seq, cleared.seq);
});

Deno.test("a topic that cannot be kept is told all the same", async () => {
  class FullStore extends MemoryStore {
    override append() {
      return Promise.reject(new NotKeptError("disk full"));
    }
  }
  await using server = startServer({ store: new FullStore() });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("topic", "Cake");
  const { topic, seq } = await ann.next("topic");
  assert.deepEqual([topic, seq], ["Cake", undefined]);
});

Deno.test("reactions and answers are kept, and found by no search", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const { seq } = await ann.say("cake?");
  bob.send({ type: "say", room: "lobby", text: "cake", kind: "reaction", replyTo: seq, id: "r" });
  bob.send({ type: "say", room: "lobby", text: "cake", kind: "unreaction", replyTo: seq });
  bob.send({ type: "say", room: "lobby", text: "cake!", kind: "text", replyTo: seq });
  const answer = await ann.next("message", ({ text }) => text === "cake!");
  assert.equal(answer.replyTo, seq);
  assert.deepEqual((await pageOf(ann)).map(({ kind, replyTo }) => [kind, replyTo]), [
    ...[["text", undefined], ["reaction", seq], ["unreaction", seq], ["text", seq]],
  ]);
  bob.command("search", "cake");
  const { messages } = await bob.next("results");
  assert.deepEqual(messages.map(({ text }) => text).sort(), ["cake!", "cake?"]);
  bob.send({ type: "say", room: "lobby", text: "👍", kind: "reaction", id: "to nothing" });
  assert.equal((await bob.next("error")).code, "bad_usage");
  bob.send({ type: "say", to: "ann", text: "👍", kind: "reaction", replyTo: 5 });
  const direct = await ann.next("direct");
  assert.deepEqual([direct.kind, direct.replyTo], ["reaction", 5]);
});

Deno.test("a reaction is deleted as other messages are, and the deletion tells why", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await using bob = await RawClient.join(server.port, "bob");
  const { seq } = await ann.say("hi");
  bob.send({ type: "say", room: "lobby", text: "👎", kind: "reaction", replyTo: seq, id: "r" });
  const reaction = await bob.next("message", ({ kind }) => kind === "reaction");
  bob.command("delete", `seq:${reaction.seq} why: by mistake\x1b `);
  const deletion = await ann.next("message", ({ kind }) => kind === "deletion");
  assert.deepEqual([deletion.deletes, deletion.reason, deletion.from, deletion.text], [
    ...[[reaction.seq], "by mistake", "bob", "deleted a message: by mistake"],
  ]);
  const left = (await pageOf(ann))[1];
  assert.deepEqual([left?.kind, left?.replyTo, left?.text], [
    ...["deleted", undefined, "(deleted by bob)"],
  ]);
  bob.command("topic", "Cake");
  await bob.next("topic");
  bob.command("delete");
  assert.equal((await bob.next("error")).code, "no_such_message", "a topic is nothing said");
  await bob.say("one");
  bob.command("delete", "why:");
  const again = await ann.next(
    "message",
    ({ kind, seq }) => kind === "deletion" && seq > deletion.seq,
  );
  assert.deepEqual([again.reason, again.text], [undefined, "deleted a message"]);
});

Deno.test("where a text was joined comes with it", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "say", room: "lobby", text: "onetwo", kind: "text", joins: [3], id: "1" });
  assert.deepEqual((await ann.next("message")).joins, [3]);
  assert.deepEqual((await pageOf(ann))[0]?.joins, [3]);
});

Deno.test("who shares a room is told of metadata once, and who asked is answered", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "dev"] });
  await using eve = await RawClient.join(server.port, "eve", { rooms: ["ops"] });
  ann.send({ type: "setMetadata", key: "avatar", value: "x", id: "1" });
  const { person } = ann.welcome;
  const about = { type: "metadata", room: undefined, nick: "ann", person };
  const values = [{ key: "avatar", value: "x" }];
  assert.deepEqual(await ann.next("metadata"), { ...about, values, by: undefined, id: "1" });
  assert.deepEqual(await bob.next("metadata"), { ...about, values, by: "ann", id: undefined });
  for (const client of [bob, eve, ann]) {
    client.send({ type: "ping", id: "last" });
    await client.next("pong", ({ id }) => id === "last");
  }
  assert.deepEqual([ann, bob, eve].map((each) => each.all("metadata").length), [1, 1, 0]);
  ann.send({ type: "setMetadata", room: "dev", key: "avatar", value: "y", id: "2" });
  const changed = await bob.next("metadata", ({ room }) => room === "dev");
  assert.deepEqual(changed.values, [{ key: "avatar", value: "y" }]);
});
