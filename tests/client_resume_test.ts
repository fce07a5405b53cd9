import assert from "node:assert/strict";
import { createTcpClient } from "./support/clients/tcp_client.ts";
import type { ClientEvent } from "../client/client_event.ts";
import type {
  DirectMessage,
  HelloMessage,
  RoomMessage,
  ServerMessage,
  WelcomeMessage,
} from "../protocol.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { direct, joined, said, welcome } from "./client/room_messages.ts";
import { FakeServer } from "./support/servers/fake_server.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";

function page(messages: readonly RoomMessage[], complete: boolean, id?: string): ServerMessage {
  return { type: "history", room: "lobby", messages, complete, id };
}

/** Greets each connection with the next of these. */
function greetings(
  ...all: readonly (readonly ServerMessage[])[]
): (hello: HelloMessage) => readonly ServerMessage[] {
  let count = 0;
  return () => all[count++] ?? [];
}

function seqs(events: readonly ClientEvent[]): number[] {
  return events.flatMap((event) => {
    if (event.type === "history") return event.messages.map(({ seq }) => seq);
    return event.type === "message" && event.message.type === "message" ? [event.message.seq] : [];
  });
}

/** Waits for a live message, and gives the seqs of all that came of the room. */
async function seqsUpTo({ transcript }: JoinedClient, seq: number): Promise<number[]> {
  await transcript.next((event) => seqs([event]).includes(seq) ? true : undefined, `seq ${seq}`);
  return seqs(transcript.items);
}

Deno.test("a client shows what was said before it came, and then what is live", async () => {
  await using server = new FakeServer({
    greet: greetings([welcome(), joined({ seq: 3 }), page([said(2), said(3)], false), said(4)]),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  const context = await ann.next("history");
  assert.deepEqual([context.missed, seqs([context])], [false, [2, 3]]);
  assert.deepEqual(await seqsUpTo(ann, 4), [2, 3, 4]);
  assert.deepEqual(server.all("history"), []);
  const { resume, token } = await server.heard("hello");
  assert.deepEqual([resume, token], [undefined, undefined], "nobody who was here before");
});

Deno.test("a client comes back with its token, its rooms and how far it has read", async () => {
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined(), joined({ room: "dev", seq: 7 }), said(1), said(3), direct(2)],
      [welcome(), joined({ seq: 9 }), page([said(5), said(9)], true), said(10)],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await ann.message("direct");
  server.hangUp();
  await ann.next("disconnected");
  await server.heard("hello");
  const hello = await server.heard("hello");
  assert.deepEqual([hello.token, hello.nick, hello.rooms], ["secret", "ann", ["lobby", "dev"]]);
  assert.deepEqual(hello.resume, new Map([["@", 2], ["lobby", 3]]), "dev's page never came");
  const { again, resumed } = await ann.next("connected");
  assert.deepEqual([again, resumed], [true, true]);
  const missed = await ann.next("history");
  assert.deepEqual([missed.missed, missed.messages.length], [true, 2]);
  assert.deepEqual(await seqsUpTo(ann, 10), [1, 3, 5, 9, 10]);
});

Deno.test("a client fetches what does not fit into one page, however often it is cut off", async () => {
  const second = [welcome(), joined({ seq: 9 }), page([said(9)], false), said(10)];
  await using server = new FakeServer({
    greet: greetings([welcome(), joined(), said(1)], second, second),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await seqsUpTo(ann, 1);
  server.hangUp();
  const first = await server.heard("history");
  assert.deepEqual([first.room, first.after, first.limit], ["lobby", 1, 500]);
  server.say(page([said(2), said(3)], false, first.id), said(11));
  assert.equal((await server.heard("history")).after, 3);
  server.hangUp();
  await ann.next("disconnected");
  const again = await server.heard("history");
  assert.equal(again.after, 3);
  server.say({ type: "error", code: "rate_limited", message: "No", id: again.id, retryAfterMs: 1 });
  assert.deepEqual(await server.heard("history"), again, "asked again under the same id");
  server.say(page([said(4), said(5)], false, again.id));
  const last = await server.heard("history");
  server.say(page([said(9), said(10), said(12)], true, last.id), said(12), said(13));
  assert.deepEqual(await seqsUpTo(ann, 13), [1, 2, 3, 4, 5, 9, 10, 12, 13]);
});

Deno.test("a client asks for the page that the server could not make, and again", async () => {
  const failure = { type: "error", code: "storage_failed", message: "No" } as const;
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined(), said(1)],
      [welcome(), joined({ seq: 3 }), { ...failure, room: "lobby" }, said(4)],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await seqsUpTo(ann, 1);
  server.hangUp();
  const first = await server.heard("history");
  server.say({ ...failure, room: "lobby", id: first.id });
  const second = await server.heard("history");
  assert.deepEqual([second.after, second.id === first.id], [1, false]);
  server.say(page([said(3), said(4)], true, second.id), said(5));
  assert.deepEqual(await seqsUpTo(ann, 5), [1, 3, 4, 5]);
  const errors = ann.transcript.items.filter((event) =>
    event.type === "message" && event.message.type === "error"
  );
  assert.deepEqual(errors, [], "the client sees to it itself");
});

Deno.test("a client catches up with direct messages as with a room", async () => {
  const directs = (messages: readonly DirectMessage[], complete: boolean, id?: string) =>
    ({ type: "directs", messages, complete, id }) as const;
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined(), direct(1)],
      [welcome(), directs([direct(9)], false), joined(), direct(10)],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await ann.message("direct");
  server.hangUp();
  const { room, after, id } = await server.heard("history");
  assert.deepEqual([room, after], ["@", 1]);
  server.say(directs([direct(4), direct(9), direct(10)], true, id), direct(10), direct(11));
  const missed = await ann.next("history");
  assert.equal(missed.room, "@");
  assert.deepEqual(missed.messages.map(({ seq }) => seq), [4, 9, 10]);
  assert.equal((await ann.message("direct")).seq, 11);
});

Deno.test("what is said to a client that came back and missed nothing is live", async () => {
  const none = { type: "directs", messages: [], complete: true } as const;
  await using server = new FakeServer({
    greet: greetings([welcome(), joined(), direct(1)], [welcome(), none, joined(), direct(3)]),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await ann.message("direct");
  server.hangUp();
  assert.equal((await ann.message("direct")).seq, 3);
  assert.deepEqual(server.all("history"), [], "nothing needs asking");
  const pages = ann.transcript.items.filter((event) => event.type === "history");
  assert.ok(pages.every(({ messages }) => messages.length === 0));
});

Deno.test("a client goes on from its own numbers where the server was set back", async () => {
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined(), said(40)],
      [welcome(), joined({ seq: 30 }), said(1001)],
      [welcome(), joined({ seq: 1001 })],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  await seqsUpTo(ann, 40);
  server.hangUp();
  assert.deepEqual(await seqsUpTo(ann, 1001), [40, 1001]);
  await server.heard("hello");
  assert.equal((await server.heard("hello")).resume?.get("lobby"), 40);
  server.hangUp();
  assert.equal((await server.heard("hello")).resume?.get("lobby"), 1001);
});

Deno.test("a client forgets what it knew where the server does not know it any more", async () => {
  const anew: WelcomeMessage = welcome({ token: "new" });
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined({ seq: 40 }), page([said(40)], true), said(41)],
      [anew, joined({ seq: 2 }), page([said(1), said(2)], true), said(3)],
      [anew, joined({ seq: 3 })],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  assert.deepEqual(await seqsUpTo(ann, 41), [40, 41]);
  server.hangUp();
  const { resumed, forgotten } = await ann.next("connected");
  assert.deepEqual([resumed, forgotten], [false, true]);
  assert.deepEqual(await seqsUpTo(ann, 3), [40, 41, 1, 2, 3]);
  await server.heard("hello");
  await server.heard("hello");
  server.hangUp();
  const { token, resume } = await server.heard("hello");
  assert.deepEqual([token, resume?.get("lobby")], ["new", 3]);
});

Deno.test("what was said when the connection was lost is said again, and comes out once", async () => {
  await using server = new FakeServer({
    greet: greetings(
      [welcome(), joined()],
      // It arrived: the page has it, without its id.
      [welcome(), joined({ seq: 4 }), page([said(4)], false)],
    ),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  const saying = ann.client.say("hello");
  const { id } = await server.heard("say");
  server.hangUp();
  assert.equal((await server.heard("say")).id, id);
  assert.deepEqual(ann.client.pending.map(({ text }) => text), ["hello"]);
  const own = said(3, { from: "ann", text: "hello" });
  server.say({ ...own, id });
  assert.equal((await saying).seq, 3);
  assert.deepEqual(ann.client.pending, []);
  const [request] = server.all("history");
  server.say(page([said(2), own, said(4)], true, request?.id), { ...own, id }, said(5));
  assert.deepEqual(await seqsUpTo(ann, 5), [2, 3, 4, 5]);
});

Deno.test("an echo of what a page had already acknowledges it, and does not come out again", async () => {
  const own = said(3, { from: "ann", text: "hello" });
  await using server = new FakeServer({
    greet: greetings([welcome(), joined()], [welcome(), joined({ seq: 3 }), page([own], true)]),
  });
  await using ann = await JoinedClient.join(server.port, "ann");
  const saying = ann.client.say("hello");
  const { id } = await server.heard("say");
  server.hangUp();
  await server.heard("say");
  server.say({ ...own, id }, said(4));
  assert.equal((await saying).seq, 3);
  assert.deepEqual(await seqsUpTo(ann, 4), [3, 4]);
});

Deno.test("history() gives pages for scrolling back, which are no events", async () => {
  await using server = new FakeServer();
  await using ann = await JoinedClient.join(server.port, "ann");
  const newest = ann.client.history("lobby", { before: 9, limit: 2 });
  const { before, limit, id } = await server.heard("history");
  assert.deepEqual([before, limit], [9, 2]);
  server.say(page([said(7), said(8)], false, id), said(9));
  assert.deepEqual((await newest).messages.map(({ seq }) => seq), [7, 8]);
  assert.deepEqual(await seqsUpTo(ann, 9), [9]);
  const lost = assert.rejects(ann.client.history("@"), { code: "not_connected" });
  assert.equal((await server.heard("history")).room, "@");
  server.hangUp();
  await lost;
});

Deno.test("a client that is started again resumes where its reader had come to", async () => {
  const storage = new MemoryStorage();
  const greet = greetings(
    [welcome(), joined({ seq: 2 }), page([said(2)], true), said(3), joined({ room: "dev" })],
    [welcome(), joined({ seq: 6 }), page([said(5), said(6)], true)],
  );
  await using server = new FakeServer({ greet });
  {
    await using ann = await JoinedClient.join(server.port, "ann", { storage });
    await seqsUpTo(ann, 3);
    assert.equal((await ann.message("joined")).room, "dev");
  }
  const { token, rooms, seqs } = storage.saved ?? assert.fail("Nothing was saved");
  assert.deepEqual([token, rooms], ["secret", ["lobby", "dev"]]);
  assert.deepEqual(seqs, new Map([["@", 0], ["lobby", 3], ["dev", 0]]));
  await server.heard("hello");
  await using again = await JoinedClient.join(server.port, "somebody", {
    storage,
    ifTaken: "number",
  });
  const hello = await server.heard("hello");
  assert.deepEqual([hello.token, hello.rooms, hello.resume], [token, rooms, seqs]);
  assert.equal(hello.nick, "ann", "any nick will do, and one was known by this");
  const missed = await again.next("history");
  assert.deepEqual([missed.missed, missed.messages.map(({ seq }) => seq)], [true, [5, 6]]);
});

Deno.test("a client that is started again goes by what it is told of nick and rooms", async () => {
  const seqs = new Map([["@", 0], ["lobby", 3], ["dev", 1]]);
  const storage = new MemoryStorage({ token: "secret", nick: "ann", rooms: ["lobby"], seqs });
  await using server = new FakeServer();
  await using bob = createTcpClient(
    { host: "127.0.0.1", port: server.port },
    { nick: "bob", ifTaken: "fail", storage, rooms: ["dev"] },
  );
  await bob.connect();
  const { nick, rooms, resume } = await server.heard("hello");
  assert.deepEqual([nick, rooms, resume], ["bob", ["dev"], new Map([["@", 0], ["dev", 1]])]);
});

Deno.test("a client that was in other rooms once goes on in each where it left off", async () => {
  const storage = new MemoryStorage();
  const page = (room: string, ...seqs: readonly number[]) => {
    const messages = seqs.map((seq) => said(seq, { room }));
    return { type: "history", room, messages, complete: true } as const;
  };
  const greet = greetings(
    [welcome(), joined({ room: "dev" }), said(3, { room: "dev" })],
    [welcome(), joined({ seq: 1 }), page("lobby", 1)],
    [welcome(), joined({ room: "dev", seq: 6 }), page("dev", 6)],
  );
  await using server = new FakeServer({ greet });
  const options = { storage, ifTaken: "number" } as const;
  const run = async (room: string, seq: number) => {
    await using ann = await JoinedClient.join(server.port, "ann", { ...options, rooms: [room] });
    await seqsUpTo(ann, seq);
    return ann.transcript.items.find(({ type }) => type === "history");
  };
  await run("dev", 3);
  await run("lobby", 1);
  assert.deepEqual(storage.saved?.rooms, ["lobby"]);
  const missed = await run("dev", 6);
  assert.ok(missed?.type === "history" && missed.missed);
});

Deno.test("a consumer that stops at the last event leaves nothing unsaved", async () => {
  const storage = new MemoryStorage();
  await using server = new FakeServer({
    greet: greetings([welcome(), joined(), joined({ room: "dev" }), said(4)]),
  });
  const address = { host: "127.0.0.1", port: server.port };
  await using ann = createTcpClient(address, { nick: "ann", ifTaken: "fail", storage });
  await ann.connect();
  for await (const event of ann.events) {
    if (event.type === "message" && event.message.type === "message") {
      server.say({ type: "bye", code: "kicked" });
    }
    if (event.type === "closed") break;
  }
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms, seqs.get("lobby")], [["lobby", "dev"], 4]);
});
