import assert from "node:assert/strict";
import { startServer } from "../../server.ts";
import { MemoryStore } from "../../store/memory.ts";
import { openSqlite } from "../../store/sqlite.ts";
import type { Forgotten, Store } from "../../store/store.ts";
import { IrcSpeaker } from "../support/clients/irc_speaker.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const sessionBounds = { ...unlimited, returnWithinMs: 0 };
const capabilities = ["batch", "message-tags", "server-time", "draft/chathistory"];
const secret = "zebra";

/** A guest begins #den, closes it in that way, and speaks. */
async function confide(guest: IrcSpeaker, mode: string): Promise<void> {
  await guest.ask("JOIN #den", `MODE #den ${mode}`, `PRIVMSG #den :${secret} said`);
}

/** All that a stranger gets who begins the room anew, by IRC and then natively, and looks for what was said. */
async function pry(port: number): Promise<string> {
  await using eve = await IrcSpeaker.register(port, "eve", { capabilities });
  // At once: nothing waits for the room's order.
  eve.send(
    ...[
      "JOIN #den",
      "CHATHISTORY LATEST #den * 50",
      "CHATHISTORY BEFORE #den timestamp=2100-01-01T00:00:00.000Z 50",
    ],
  );
  await eve.ask(
    "CHATHISTORY TARGETS timestamp=2000-01-01T00:00:00.000Z timestamp=2100-01-01T00:00:00.000Z 50",
  );
  await using mallory = await RawClient.join(port, "mallory", { rooms: ["den"] });
  mallory.send({ type: "history", room: "den", limit: 50, id: "h" });
  await mallory.next("history", ({ id }) => id === "h");
  mallory.command("search", "said");
  await mallory.next("results");
  return JSON.stringify([eve.lines, mallory.received]);
}

const stores: Readonly<Record<string, (directory: string) => Promise<Store>>> = {
  memory: () => Promise.resolve(new MemoryStore()),
  sqlite: (directory) => openSqlite({ directory }),
};

for (const [kind, open] of Object.entries(stores)) {
  for (const mode of ["+k key", "+i", "+s"]) {
    Deno.test(`${kind}: nobody reads what was said in a guest's room of mode ${mode}, once it is gone`, async () => {
      await using directory = await TemporaryDirectory.make();
      await using server = startServer({ sessionBounds, store: await open(directory.path) });
      await using guest = await IrcSpeaker.register(server.port, "gus");
      await confide(guest, mode);
      // Opened again just before the end, with something that is still on its way.
      guest.send(`MODE #den -${mode.slice(1)}`, `PRIVMSG #den :${secret} last words`);
      await guest.ask("PART #den :bye");
      const got = await pry(server.port);
      assert.ok(!got.includes(secret), got);
    });
  }
}

Deno.test("what was said in a guest's closed room is forgotten though the server stops first", async () => {
  await using directory = await TemporaryDirectory.make();
  {
    await using server = startServer({
      sessionBounds,
      store: await stores.sqlite?.(directory.path),
    });
    await using guest = await IrcSpeaker.register(server.port, "gus");
    await confide(guest, "+k key");
  }
  {
    const store = await openSqlite({ directory: directory.path });
    assert.deepEqual(store.records.rooms.atOpening.map(({ room }) => room), ["den"]);
    await using server = startServer({ sessionBounds, store });
    const got = await pry(server.port);
    assert.ok(!got.includes(secret), got);
  }
  await using store = await openSqlite({ directory: directory.path });
  assert.deepEqual(store.records.rooms.atOpening, []);
});

Deno.test("a guest's open room keeps its history for whoever begins it anew", async () => {
  await using server = startServer({ sessionBounds });
  await using guest = await IrcSpeaker.register(server.port, "gus");
  await confide(guest, "+m");
  await guest.ask("PART #den");
  const got = await pry(server.port);
  assert.ok(got.includes(`${secret} said`), got);
});

Deno.test("what is said once a guest's closed room has begun anew stays, however soon", async () => {
  await using server = startServer({ sessionBounds });
  await using guest = await IrcSpeaker.register(server.port, "gus", { capabilities });
  await confide(guest, "+k key");
  await guest.ask("PART #den", "JOIN #den", "PRIVMSG #den :fresh");
  const history = (await guest.ask("CHATHISTORY LATEST #den * 50")).join("\n");
  assert.ok(history.includes("fresh") && !history.includes(secret), history);
});

Deno.test("while the store cannot forget nobody reads there, and what is said there stays", async () => {
  class Failing extends MemoryStore {
    fails = true;
    readonly forgot = Promise.withResolvers<void>();
    override async forget(what: Forgotten): Promise<void> {
      if (this.fails) throw new Error("disk full");
      await super.forget(what);
      this.forgot.resolve();
    }
  }
  const store = new Failing();
  await using server = startServer({ sessionBounds, store });
  await using guest = await IrcSpeaker.register(server.port, "gus");
  await confide(guest, "+k key");
  await guest.ask("PART #den");
  await using mallory = await RawClient.join(server.port, "mallory");
  mallory.command("search", "said");
  assert.deepEqual((await mallory.next("results")).messages, []);
  mallory.command("join", "den");
  assert.equal((await mallory.next("error")).code, "storage_failed");
  await mallory.say("hi", "den");
  store.fails = false;
  await store.forgot.promise;
  mallory.send({ type: "history", room: "den", limit: 50, id: "h" });
  const { messages } = await mallory.next("history", ({ id }) => id === "h");
  assert.deepEqual(messages.map(({ text }) => text), ["hi"]);
});
