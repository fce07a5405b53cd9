import assert from "node:assert/strict";
import type { ClientEvent } from "../client/client_event.ts";
import type { DirectMessage, RoomMessage } from "../protocol.ts";
import { startServer } from "../server.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TcpProxy } from "./support/servers/tcp_proxy.ts";
import { unlimited } from "./support/servers/unlimited.ts";

function messagesOf(event: ClientEvent): readonly (RoomMessage | DirectMessage)[] {
  if (event.type === "history") return event.messages;
  if (event.type !== "message") return [];
  const { message } = event;
  return message.type === "message" || message.type === "direct" ? [message] : [];
}

/** What came of a room, or of direct messages under "@", until this text. */
async function textsUpTo(
  { transcript }: JoinedClient,
  room: string,
  last: string,
): Promise<string[]> {
  const isHere = (message: RoomMessage | DirectMessage) =>
    (message.type === "message" ? message.room : "@") === room;
  await transcript.next(
    (event) =>
      messagesOf(event).some((message) => isHere(message) && message.text === last) || undefined,
    `"${last}" in ${room}`,
  );
  return transcript.items.flatMap(messagesOf).filter(isHere).map(({ text }) => text);
}

function numbered(count: number, what: string): string[] {
  return Array.from({ length: count }, (_, index) => `${what} ${index}`);
}

Deno.test("a client misses nothing over cuts, whatever both sides say meanwhile", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using proxy = new TcpProxy(server.port);
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(proxy.port, "ann");
  const own: Promise<unknown>[] = [];
  const expected: string[] = [];
  for (let round = 0; round < 4; round++) {
    proxy.lose(round % 2 === 0 ? "answers" : "requests");
    own.push(ann.client.say(`own ${round}`));
    for (const text of numbered(30, `round ${round}`)) expected.push((await bob.say(text)).text);
    bob.command("msg", `ann psst ${round}`);
    await bob.next("direct");
    if (round % 2 === 0) proxy.cut();
    else proxy.cutClients();
    await ann.next("connected");
  }
  await Promise.all(own);
  await bob.say("end");
  const texts = await textsUpTo(ann, "lobby", "end");
  assert.deepEqual(texts.filter((text) => !text.startsWith("own")), [...expected, "end"]);
  const heard = bob.all("message").map(({ text }) => text);
  assert.deepEqual(texts, heard, "in the same order as everybody else's");
  bob.command("msg", "ann last");
  const directs = await textsUpTo(ann, "@", "last");
  assert.deepEqual(directs, [...numbered(4, "psst"), "last"]);
});

Deno.test("a client fetches more than a page of what it missed, while all goes on", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using proxy = new TcpProxy(server.port);
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(proxy.port, "ann");
  await bob.say("first");
  await textsUpTo(ann, "lobby", "first");
  proxy.lose("answers");
  const missed = numbered(1300, "missed");
  for (const text of missed) await bob.say(text);
  proxy.cut();
  const live = numbered(200, "live");
  for (const text of live) await bob.say(text);
  const texts = await textsUpTo(ann, "lobby", live.at(-1) ?? "");
  assert.deepEqual(texts, ["first", ...missed, ...live]);
});

Deno.test("a client that is started again gets what it missed, and who is new the last 50", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  const storage = new MemoryStorage();
  {
    await using ann = await JoinedClient.join(server.port, "ann", { storage });
    await bob.say("before");
    await textsUpTo(ann, "lobby", "before");
  }
  const missed = numbered(120, "missed");
  for (const text of missed) await bob.say(text);
  await using again = await JoinedClient.join(server.port, "ann", { storage });
  await bob.say("live");
  assert.deepEqual(await textsUpTo(again, "lobby", "live"), [...missed, "live"]);
  const anew = await JoinedClient.join(server.port, "carl");
  await using _anew = anew;
  await bob.say("end");
  const context = [...missed, "live"].slice(-50);
  assert.deepEqual(await textsUpTo(anew, "lobby", "end"), [...context, "end"]);
  const page = await anew.client.history("lobby", { limit: 3 });
  assert.deepEqual(page.messages.map(({ text }) => text), ["missed 119", "live", "end"]);
  const [oldest] = page.messages;
  const earlier = await anew.client.history("lobby", { before: oldest?.seq, limit: 2 });
  assert.deepEqual(earlier.messages.map(({ text }) => text), ["missed 117", "missed 118"]);
});

Deno.test("a client that logs out or is kicked keeps its rooms for the next run", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  const storage = new MemoryStorage();
  const join = () => JoinedClient.join(server.port, "ann", { storage });
  const ends: readonly ((ann: JoinedClient) => unknown)[] = [
    (ann) => ann.client.close(),
    (ann) => ann.client.runCommand("quit", ""),
    () => server.operator.runCommand("kick", "ann"),
  ];
  {
    await using first = await join();
    first.client.runCommand("join", "dev");
    await first.message("joined");
    await first.client.say("here", { room: "dev" });
  }
  for (const end of ends) {
    await using ann = await join();
    assert.equal((await ann.message("joined")).room, "dev");
    await end(ann);
    await ann.next("closed");
    assert.deepEqual([...ann.client.state.rooms.keys()], ["lobby", "dev"]);
    assert.deepEqual(storage.saved?.rooms, ["lobby", "dev"]);
    assert.ok((storage.saved?.seqs.get("dev") ?? 0) > 0);
  }
});

Deno.test("a direct message to a client that is back is live, and so is what is said in a room", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using proxy = new TcpProxy(server.port);
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await JoinedClient.join(proxy.port, "ann");
  proxy.cutClients();
  await ann.next("connected");
  await ann.message("joined");
  bob.command("msg", "ann psst");
  assert.equal((await ann.message("direct")).text, "psst");
  await bob.say("hi");
  assert.equal((await ann.message("message")).text, "hi");
});
