import assert from "node:assert/strict";

import { limits, type RoomMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { MemoryStore } from "../../store/memory.ts";
import { type MessageOf, RawClient } from "../support/clients/raw_client.ts";
import { talk } from "../support/clients/talk.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const sessionBounds = unlimited;

Deno.test("whoever joins a room gets its last 50 messages, then live ones", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  await sayMany(ann, 60);
  await using bob = await RawClient.join(server.port, "bob");
  const page = await bob.next("history");
  assert.deepEqual(texts(page.messages), numbers(10, 60));
  assert.deepEqual([page.room, page.complete, page.id], ["lobby", false, undefined]);
  await ann.say("live");
  assert.equal((await bob.next("message")).text, "live");
  await using carl = await RawClient.join(server.port, "carl", { rooms: ["dev"] });
  await carl.say("first", "dev");
  assert.deepEqual(carl.all("history"), [], "nothing was said in dev before");
});

Deno.test("who resumes gets what it missed of each of its rooms, in order, then live ones", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  const { token, seen } = await seenBy(server.port, "bob", ann, ["lobby", "dev"]);
  await sayMany(ann, 100);
  await sayMany(ann, 3, "dev");
  await using bob = await RawClient.join(server.port, "bob", { token, resume: seen });
  const { room } = await bob.next("joined", (joined) => joined.room === "dev");
  const pages = bob.all("history");
  assert.deepEqual(pages.map(({ room }) => room).sort(), ["dev", "lobby"], room);
  const ofRoom = (name: string) => pages.find(({ room }) => room === name);
  assert.deepEqual(texts(ofRoom("lobby")?.messages ?? []), numbers(0, 100));
  assert.deepEqual(texts(ofRoom("dev")?.messages ?? []), numbers(0, 3));
  assert.ok(pages.every(({ complete }) => complete));
  await ann.say("live");
  assert.equal((await bob.next("message")).text, "live");
});

Deno.test("who resumes and missed nothing gets no page", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token, seen } = await seenBy(server.port, "bob", ann, ["lobby"]);
  await using bob = await RawClient.join(server.port, "bob", { token, resume: seen });
  await ann.say("live");
  await bob.next("message", ({ text }) => text === "live");
  assert.deepEqual(bob.all("history"), []);
});

Deno.test("who missed more than a page gets the newest, and the rest by history", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token, seen } = await seenBy(server.port, "bob", ann, ["lobby"]);
  const count = 2 * limits.historyPage + 34;
  await sayMany(ann, count);
  await using bob = await RawClient.join(server.port, "bob", { token, resume: seen });
  const page = await bob.next("history");
  assert.equal(page.complete, false);
  assert.equal(page.messages.length, limits.historyPage);
  assert.equal(page.remaining, count - limits.historyPage);
  const missed = [...page.messages];
  for (let complete = false; !complete;) {
    const before = missed[0]?.seq;
    bob.send({ type: "history", room: "lobby", before, after: seen.lobby, limit: 500, id: "h" });
    const earlier = await bob.next("history", ({ id }) => id === "h");
    missed.unshift(...earlier.messages);
    complete = earlier.complete;
  }
  assert.deepEqual(texts(missed), numbers(0, count));
});

Deno.test("resuming misses nothing and repeats nothing while the room talks on", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const seqs: number[] = [];
  let hello: { token: string; resume: Record<string, number> } | undefined;
  {
    await using _talk = talk(ann, "lobby");
    for (let times = 0; times < 20; times++) {
      const bob: RawClient = hello === undefined
        ? await RawClient.join(server.port, "bob")
        : await RawClient.join(server.port, "bob", hello);
      await using _bob = bob;
      // Cut off at any point of what comes.
      for (let taken = 0; taken <= times; taken++) await bob.next("message");
      seqs.push(...received(bob));
      const { token } = bob.all("welcome")[0] ?? assert.fail("no welcome");
      hello = { token, resume: { lobby: seqs.at(-1) ?? 0 } };
    }
  }
  const said = ann.all("message").map(({ seq }) => seq);
  const first = said.indexOf(seqs[0] ?? -1);
  assert.deepEqual(seqs, said.slice(first, first + seqs.length));
});

Deno.test("resume means nothing without a token that is known", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { seq } = await ann.say("before");
  await using bob = await RawClient.join(server.port, "bob", { resume: { lobby: seq } });
  assert.deepEqual(texts((await bob.next("history")).messages), ["before"]);
});

Deno.test("a seq of another history, above all there are, is taken for nothing missed", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  const { token } = await seenBy(server.port, "bob", ann, ["lobby"]);
  const resume = { lobby: Number.MAX_SAFE_INTEGER };
  await using bob = await RawClient.join(server.port, "bob", { token, resume });
  await ann.say("live");
  assert.equal((await bob.next("message")).text, "live");
});

Deno.test("who resumes where nothing can be read is told, and to ask for what it may miss", async () => {
  class Failing extends MemoryStore {
    failing = false;
    override newestSeq(room?: string): Promise<number> {
      return this.failing ? Promise.reject(new Error("no disk")) : super.newestSeq(room);
    }
  }
  const store = new Failing();
  const first = startServer({ sessionBounds, store });
  await using ann = await RawClient.join(first.port, "ann");
  const { token, seen } = await seenBy(first.port, "bob", ann, ["lobby"]);
  await ann.say("missed");
  await first.stop();
  store.failing = true;
  await using second = startServer({ sessionBounds, store });
  await using bob = await RawClient.connect(second.port);
  await bob.hello("bob", { token, resume: seen });
  assert.ok((await bob.next("joined")).seq > (seen.lobby ?? 0));
  const { code, room } = await bob.next("error");
  assert.deepEqual([code, room], ["storage_failed", "lobby"]);
  bob.send({ type: "history", room: "lobby", after: seen.lobby, limit: 10, id: "h1" });
  assert.deepEqual(texts((await bob.next("history")).messages), ["missed"]);
});

Deno.test("hello without rooms puts into those of resume, once all else is forgotten", async () => {
  const store = new MemoryStore();
  const first = startServer({ sessionBounds, store });
  await using ann = await RawClient.join(first.port, "ann", { rooms: ["dev", "ops"] });
  const { token } = ann.all("welcome")[0] ?? assert.fail("no welcome");
  const { seq } = await ann.say("before", "dev");
  await first.stop();
  await using second = startServer({ sessionBounds, store });
  await using again = await RawClient.connect(second.port);
  await again.hello("ann", { token, resume: { dev: seq, ops: 0, "@": 0 } });
  const rooms = [(await again.next("joined")).room, (await again.next("joined")).room];
  assert.deepEqual(rooms.sort(), ["dev", "ops"]);
  await again.say("after", "dev");
  assert.deepEqual([again.all("error"), again.all("history")], [[], []]);
});

Deno.test("the same id from the same identity is stored once, also after a restart", async () => {
  const store = new MemoryStore();
  const first = startServer({ sessionBounds, store });
  await using ann = await RawClient.connect(first.port);
  const { token } = await ann.hello("ann");
  const say = { type: "say", room: "lobby", text: "once", kind: "text", id: "a1" } as const;
  ann.send(say);
  const echo = await ann.next("message");
  await first.stop();
  await using second = startServer({ sessionBounds, store });
  await using again = await RawClient.join(second.port, "ann", { token });
  again.send(say);
  assert.deepEqual(await again.next("message"), echo);
  await using bob = await RawClient.join(second.port, "bob");
  assert.deepEqual(texts((await bob.next("history")).messages), ["once"]);
});

/** Comes, sees all of its rooms up to something that the witness says, and goes without a word. */
async function seenBy(port: number, nick: string, witness: RawClient, rooms: readonly string[]) {
  await using client = await RawClient.join(port, nick, { rooms });
  const seen: Record<string, number> = {};
  for (const room of rooms) {
    seen[room] = (await witness.say("seen by all", room)).seq;
    await client.next("message", (message) => message.room === room);
  }
  const { token } = client.all("welcome")[0] ?? assert.fail("no welcome");
  return { token, seen };
}

async function sayMany(client: RawClient, count: number, room = "lobby"): Promise<void> {
  const say = (text: string) => ({ type: "say", room, text, kind: "text" }) as const;
  client.send(...numbers(0, count).map(say));
  const isLast = ({ text, room: of }: MessageOf<"message">) =>
    of === room && text === `${count - 1}`;
  await client.next("message", isLast);
}

/** What a client got of the room, by pages and live, in the order in which it came. */
function received(client: RawClient): number[] {
  return client.received.flatMap((message) => {
    if (message.type === "history") return message.messages.map(({ seq }) => seq);
    return message.type === "message" ? message.seq : [];
  });
}

function texts(messages: readonly RoomMessage[]): string[] {
  return messages.map(({ text }) => text);
}

function numbers(from: number, to: number): string[] {
  return Array.from({ length: to - from }, (_, index) => `${from + index}`);
}
