import assert from "node:assert/strict";
import type { Client } from "../client.ts";
import { createTcpClient } from "./support/clients/tcp_client.ts";
import { Conversations } from "../client/conversations/conversations.ts";
import { defaultSettings } from "../client/settings/settings.ts";
import { startServer } from "../server.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { bounded } from "./support/bounded.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { TcpProxy } from "./support/servers/tcp_proxy.ts";
import { unlimited } from "./support/servers/unlimited.ts";

const rooms = ["lobby", "dev"];

/** Ann, who reads as she does on the full screen: what she looks at. */
class Reader implements AsyncDisposable {
  readonly conversations: Conversations;
  readonly #client: Client;
  readonly #reading: Promise<void>;
  #changed = Promise.withResolvers<void>();

  private constructor(client: Client) {
    this.#client = client;
    const { state } = client;
    const nowMs = () => 0;
    this.conversations = new Conversations({
      state,
      rooms,
      nowMs,
      monotonicMs: nowMs,
      settings: () => defaultSettings,
    });
    this.#reading = this.#read();
  }

  static async start(port: number, storage: MemoryStorage): Promise<Reader> {
    const address = { host: "127.0.0.1", port };
    const about = { nick: "ann", ifTaken: "number" } as const;
    const client = createTcpClient(address, {
      ...about,
      rooms,
      storage,
      marksRead: true,
      tellsRead: true,
    });
    await client.connect();
    return new Reader(client);
  }

  /** Waits until a conversation has these texts, and no others. */
  async has(key: string, ...texts: readonly string[]): Promise<void> {
    const found = () => this.#texts(key);
    while (found().length < texts.length) {
      await bounded(this.#changed.promise, () => `${texts} in ${key}, not ${found()}`);
    }
    assert.deepEqual(found(), texts, key);
  }

  /** Waits until so much is unread. */
  async hasUnread(key: string, count: number): Promise<void> {
    while (this.unread(key) !== count) {
      await bounded(
        this.#changed.promise,
        () => `${count} unread in ${key}, not ${this.unread(key)}`,
      );
    }
  }

  unread(key: string): number | undefined {
    return this.conversations.find(key)?.unread;
  }

  /** The commands as they are typed, without the slash. */
  run(name: string, args: string): void {
    this.#client.runCommand(name, args);
  }

  goTo(key: string): void {
    this.conversations.switchTo(this.conversations.find(key) ?? assert.fail(key));
    this.#mark();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.close();
    await this.#reading;
  }

  async #read(): Promise<void> {
    for await (const event of this.#client.events) {
      this.conversations.apply(event);
      this.#mark();
      this.#changed.resolve();
      this.#changed = Promise.withResolvers();
    }
  }

  #mark(): void {
    for (const [room, seq] of this.conversations.readSeqs) {
      this.#client.markRead(room, seq);
    }
    for (const place of this.conversations.readPlaces) this.#client.tellRead(place);
  }

  #texts(key: string): string[] {
    const { items } = this.conversations.find(key)?.timeline ?? { items: [] };
    return items.flatMap((item) => item.type === "said" ? [item.message.text] : []);
  }
}

Deno.test("what was unread when the client ended is unread in its next run, and nothing else comes again", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using proxy = new TcpProxy(server.port);
  await using bob = await RawClient.join(server.port, "bob");
  await bob.joinRoom("dev");
  const storage = new MemoryStorage();
  {
    await using ann = await Reader.start(proxy.port, storage);
    for (const _room of rooms) await bob.next("join");
    bob.command("msg", "ann psst 1");
    await ann.has("@bob", "psst 1");
    ann.goTo("@bob");
    ann.goTo("#lobby");
    await bob.say("one");
    await bob.say("dev one", "dev");
    await ann.has("#dev", "dev one");
    ann.goTo("#dev");
    ann.goTo("#lobby");
    await bob.say("dev two", "dev");
    bob.command("msg", "ann psst 2");
    await ann.has("#dev", "dev one", "dev two");
    await ann.has("@bob", "psst 1", "psst 2");
    proxy.cut();
    await bob.say("dev three", "dev");
    await ann.has("#dev", "dev one", "dev two", "dev three");
    assert.deepEqual([ann.unread("#dev"), ann.unread("@bob")], [2, 1], "each once");
    await ann.has("#lobby", "one");
  }
  await bob.say("two");
  for (const _run of [1, 2]) {
    await using ann = await Reader.start(proxy.port, storage);
    await ann.has("#dev", "dev two", "dev three");
    await ann.has("@bob", "psst 2");
    assert.deepEqual([ann.unread("#dev"), ann.unread("@bob")], [2, 1], "nobody looked");
    const dev = ann.conversations.find("#dev");
    assert.equal(dev?.readMark, "start", "a line stands above");
  }
  {
    await using ann = await Reader.start(proxy.port, storage);
    await ann.has("#dev", "dev two", "dev three");
    await ann.has("@bob", "psst 2");
    ann.goTo("@bob");
    ann.goTo("#dev");
  }
  await using ann = await Reader.start(proxy.port, storage);
  await bob.say("dev four", "dev");
  await bob.say("three");
  bob.command("msg", "ann psst 3");
  await ann.has("#dev", "dev four");
  await ann.has("#lobby", "three");
  await ann.has("@bob", "psst 3");
});

Deno.test("what one said under another nick is one's own in the next run", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  await using _carl = await RawClient.join(server.port, "carl");
  await bob.next("join");
  const storage = new MemoryStorage();
  {
    await using ann = await Reader.start(server.port, storage);
    await bob.next("join");
    bob.command("msg", "ann psst");
    await ann.has("@bob", "psst");
    ann.run("msg", "carl hello");
    await ann.has("@carl", "hello");
    ann.run("nick", "anna");
    await bob.next("rename");
  }
  await using ann = await Reader.start(server.port, storage);
  await ann.has("@bob", "psst");
  await ann.has("@carl", "hello");
  const persons = ann.conversations.list.filter(({ type }) => type === "direct");
  assert.deepEqual(persons.map(({ key, unread }) => [key, unread]), [["@bob", 1], ["@carl", 0]]);
});

Deno.test("what is read on one device is read on the others, now and in their next run", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob", { rooms });
  await bob.say("zero");
  const storage = new MemoryStorage();
  {
    await using first = await Reader.start(server.port, storage);
    for (const _room of rooms) await bob.next("join");
    await bob.say("one", "dev");
    bob.command("msg", "ann psst");
    await first.has("#dev", "one");
    await first.has("@bob", "psst");
  }
  const { token = "", nick = "" } = storage.saved ?? {};
  const another = new MemoryStorage({ token, nick, rooms, seqs: new Map() });
  await using first = await Reader.start(server.port, storage);
  await first.has("#dev", "one");
  {
    await using second = await Reader.start(server.port, another);
    await second.has("#dev", "one");
    await second.has("@bob", "psst");
    assert.deepEqual([second.unread("#dev"), second.unread("@bob")], [1, 1], "as on the first");
    second.goTo("@bob");
    await first.hasUnread("@bob", 0);
    await first.hasUnread("#dev", 1);
  }
  await bob.say("two", "dev");
  await first.has("#dev", "one", "two");
  first.goTo("#dev");
  await using second = await Reader.start(server.port, another);
  await second.has("#dev", "one", "two");
  await second.hasUnread("#dev", 0);
  assert.equal(second.unread("@bob") ?? 0, 0);
});

Deno.test("a client that shows line by line has read what came before something is said there", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  const storage = new MemoryStorage();
  await using lines = await JoinedClient.join(server.port, "ann", { storage, tellsRead: true });
  const { token = "" } = storage.saved ?? {};
  await using other = await RawClient.connect(server.port);
  await other.hello("ann", { token, session: "other" });
  await bob.say("left on the screen");
  await lines.message("message");
  const { seq } = await bob.say("seen");
  await lines.message("message");
  await other.next("message", ({ text }) => text === "seen");
  assert.deepEqual(other.all("read"), [], "perhaps nobody looks");
  await lines.client.say("I am here");
  const read = await other.next("read");
  assert.ok("room" in read && read.room === "lobby" && read.seq >= seq);
});
