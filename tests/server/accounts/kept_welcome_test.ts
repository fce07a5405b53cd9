import assert from "node:assert/strict";
import type { ServerMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { Transcript } from "../../support/transcript.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

/** A store that, once it is held, keeps no record before that is over, or none at all. */
class HeldStore extends MemoryStore {
  #held: { over: Promise<void>; asked: () => void } | undefined;
  override readonly records = this.#withHold();

  /** Resolves once something is to be kept. */
  hold(over: Promise<void>): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    over.catch(() => {});
    this.#held = { over, asked: resolve };
    return promise;
  }

  #withHold(): MemoryStore["records"] {
    const kept = new MemoryStore().records;
    const keepIn = <Kept>(store: { keep(record: Kept): Promise<void> }) => async (record: Kept) => {
      this.#held?.asked();
      await this.#held?.over;
      await store.keep(record);
    };
    return {
      ...kept,
      accounts: { ...kept.accounts, atOpening: [], keep: keepIn(kept.accounts) },
      server: { ...kept.server, atOpening: [], keep: keepIn(kept.server) },
    };
  }
}

function open() {
  const store = new HeldStore();
  const console = new Transcript<ServerMessage>("The console");
  const server = startServer({
    ...{ store, sessionBounds: unlimited },
    tellOperator: (message) => console.push(message),
  });
  const answer = (pattern: RegExp) =>
    console.next(
      (message) => message.type === "notice" ? pattern.exec(message.text) ?? undefined : undefined,
      `a notice like ${pattern}`,
    );
  return { store, server, answer };
}

/** The code with which another device comes in as ann. */
async function linkOf(ann: RawClient): Promise<string | undefined> {
  await ann.say("hi");
  ann.command("link");
  return /^[A-Z]{4}-[A-Z]{4}/.exec((await ann.next("notice")).text)?.[0];
}

Deno.test("a device that comes in by a link gets its token once that is kept, and then the rest in order", async () => {
  const { store, server } = open();
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann");
  const link = await linkOf(ann);
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = store.hold(promise);
  await using second = await RawClient.connect(server.port);
  second.send({ type: "hello", version: 1, nick: "ann", session: "s2", link });
  second.send({ type: "ping", id: "behind" });
  await asked;
  // It is in, and gets what is said, behind what it waits for.
  ann.send({ type: "say", room: "lobby", text: "while it waits", kind: "text" });
  ann.send({ type: "ping" });
  await ann.next("pong");
  assert.deepEqual([second.all("welcome"), second.all("pong")], [[], []]);
  resolve();
  const { nick } = await second.next("welcome");
  assert.equal(nick, "ann");
  await second.next("message", ({ text }) => text === "while it waits");
});

Deno.test("who comes in by an invitation is welcome once its use is kept", async () => {
  const { store, server, answer } = open();
  await using _server = server;
  server.operator.runCommand("lock", "");
  await answer(/locked/);
  server.operator.runCommand("invite", "1");
  const [, invite] = await answer(/invite=([A-Z-]+)/);
  const { promise, resolve } = Promise.withResolvers<void>();
  const asked = store.hold(promise);
  await using bob = await RawClient.connect(server.port);
  bob.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "bob", invite }));
  await asked;
  bob.send({ type: "ping" });
  await using ann = await RawClient.connect(server.port);
  ann.sendLines(JSON.stringify({ type: "hello", version: 1, nick: "ann", invite }));
  assert.deepEqual(bob.all("welcome"), []);
  resolve();
  await bob.next("welcome");
  assert.equal((await ann.next("error")).code, "invite_invalid");
});

Deno.test("who comes in where nothing can be kept is told so", async () => {
  const { store, server } = open();
  await using _server = server;
  await using ann = await RawClient.join(server.port, "ann");
  const link = await linkOf(ann);
  void store.hold(Promise.reject(new Error("the disk is full")));
  await using second = await RawClient.connect(server.port);
  second.send({ type: "hello", version: 1, nick: "ann", session: "s2", link });
  await second.next("welcome");
  const { code, message } = await second.next("error");
  assert.equal(code, "storage_failed");
  assert.match(message, /holds now, but is not kept yet/);
});
