import assert from "node:assert/strict";

import type { RoomMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { joinAll, numbered } from "../../support/clients/join_all.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { talk } from "../../support/clients/talk.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("who joins is told who is there, and the others who came", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("before");
  await using bob = await RawClient.connect(server.port);
  await bob.hello("bob");
  assert.partialDeepStrictEqual(await bob.next("joined"), {
    type: "joined",
    room: "lobby",
    topic: "",
    members: [ann, bob].map(({ welcome: { nick, person } }) => ({ nick, person, away: undefined })),
    count: 2,
    seq: ann.all("message")[0]?.seq,
  });
  const { nick, room } = await ann.next("join");
  assert.deepEqual([nick, room], ["bob", "lobby"]);
  await bob.say("after");
  assert.deepEqual(bob.all("message").map(({ text }) => text), ["after"]);
  assert.equal(bob.all("join").length, 0, "nobody is told of their own join");
});

Deno.test("joined has seq 0 where nothing was ever said", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  assert.equal(ann.all("joined")[0]?.seq, 0);
});

Deno.test("who joins and leaves a busy room gets exactly what is said in between", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using joined = await joinAll(server.port, numbered("talker", 3), { rooms: ["dev"] });
  await using ann = await RawClient.join(server.port, "ann", { rooms: [] });
  const [witness, ...talkers] = joined.clients;
  assert.ok(witness);
  const stays: { seq: number; live: RoomMessage[] }[] = [];
  {
    await using talks = new AsyncDisposableStack();
    for (const talker of talkers) talks.use(talk(talker, "dev"));
    for (let messages = 0; messages < 25; messages++) stays.push(await stay(ann, "dev", messages));
  }
  const { seq: newest } = await ann.joinRoom("dev");
  ann.command("topic", "the end", { room: "dev" });
  await witness.next("topic");
  const said = witness.all("message").map(({ seq }) => seq);
  assert.equal(newest, said.at(-1));
  for (const { seq, live } of stays) {
    const from = said.indexOf(seq) + 1;
    assert.ok(seq === 0 || from > 0, `joined.seq ${seq} is an entry's`);
    assert.deepEqual(live.map(({ seq }) => seq), said.slice(from, from + live.length));
  }
  assert.ok(stays.some(({ live }) => live.length > 0));
  const inStays = stays.reduce((sum, { live }) => sum + live.length, 0);
  assert.equal(ann.all("message").length, inStays, "nothing comes after left");
});

/** Joins, reads so many messages, and leaves. */
async function stay(client: RawClient, room: string, messages: number) {
  const start = client.all("message").length;
  const { seq } = await client.joinRoom(room);
  for (let count = 0; count < messages; count++) await client.next("message");
  client.command("leave", "", { room: room });
  await client.next("left");
  return { seq, live: client.all("message").slice(start) };
}

Deno.test("history before the first live message ends with joined.seq", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using talker = await RawClient.join(server.port, "talker");
  await using _talk = talk(talker, "lobby");
  for (const nick of numbered("ann", 10)) {
    await using ann = await RawClient.join(server.port, nick);
    const { seq } = await ann.next("message");
    ann.send({ type: "history", room: "lobby", before: seq, limit: 500 });
    const { messages } = await ann.next("history");
    assert.equal(messages.at(-1)?.seq ?? 0, ann.all("joined")[0]?.seq);
  }
});

Deno.test("/join of several rooms joins all, and of one's own room says so", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("join", "#Dev, ops");
  assert.equal((await ann.next("joined")).room, "dev");
  assert.equal((await ann.next("joined")).room, "ops");
  ann.command("join", "dev", { id: "j1" });
  const { text, id } = await ann.next("notice");
  assert.match(text, /already/);
  assert.equal(id, "j1");
});

Deno.test("/leave tells the others and ends what comes; a room with a topic goes on when it was empty", async () => {
  await using server = startServer();
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  ann.command("topic", "old", { room: "dev" });
  await bob.next("topic");
  bob.command("leave", "", { room: "dev" });
  assert.equal((await bob.next("left")).room, "dev");
  const { nick, reason } = await ann.next("leave");
  assert.deepEqual([nick, reason], ["bob", "left"]);
  const said = await ann.say("without bob", "dev");
  ann.command("leave", "dev");
  await ann.next("left");
  const again = await bob.joinRoom("dev");
  assert.deepEqual([again.topic, again.count, again.seq], ["old", 1, said.seq]);
  assert.equal(bob.all("message").length, 0);
});
