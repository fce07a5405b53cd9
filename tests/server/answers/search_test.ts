import assert from "node:assert/strict";

import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import type { Found } from "../../../store/store.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

Deno.test("/search finds what was said in one's rooms, and pages", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  for (let count = 0; count < 25; count++) await ann.say(`deploy number ${count}`, "dev");
  await ann.say("deploy the pizza");
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  bob.command("search", "deploy", { id: "s1" });
  const first = await bob.next("results");
  assert.deepEqual([first.query, first.page, first.id], ["deploy", 1, "s1"]);
  assert.deepEqual([first.messages.length, first.complete], [20, false]);
  bob.command("search", "deploy page:2");
  const second = await bob.next("results");
  assert.deepEqual([second.page, second.messages.length, second.complete], [2, 5, true]);
  const found = [...first.messages, ...second.messages];
  assert.ok(found.every(({ room, from, id }) => room === "dev" && from === "ann" && !id));
  assert.equal(new Set(found.map(({ seq }) => seq)).size, 25);
  ann.command("search", "deploy in:lobby");
  const inLobby = await ann.next("results");
  assert.deepEqual(inLobby.messages.map(({ text }) => text), ["deploy the pizza"]);
});

Deno.test("/search answers with lines that a client reads, however long what is found is", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  for (let count = 0; count < 20; count++) {
    await ann.say(`${'海\\"'.repeat(3000)} needle ${"x".repeat(1000)}`);
  }
  ann.command("search", "海", { id: "s1" });
  const { messages } = await ann.next("results");
  assert.equal(messages.length, 20);
  assert.ok(messages.every(({ excerpt, text }) => excerpt === true && text.includes("海")));
  assert.ok(new TextEncoder().encode(JSON.stringify(messages)).length < limits.historyBytes);
});

Deno.test("/search refuses what is too long before it reads it", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann");
  const long = [
    "in:#LOBBY ".repeat(1500),
    `"${"word ".repeat(3000)}"`,
    `from:${"a".repeat(15000)}`,
  ];
  for (const args of long) {
    ann.command("search", args, { id: "s1" });
    const { code, id } = await ann.next("error");
    assert.deepEqual([code, id], ["text_too_long", "s1"]);
  }
});

Deno.test("/search lets nobody read rooms that they are not in, nor direct messages", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob");
  await ann.say("secret of dev", "dev");
  ann.command("msg", "bob secret between us");
  await bob.next("direct");
  bob.command("search", "secret in:dev", { id: "s1" });
  const { code, id } = await bob.next("error");
  assert.deepEqual([code, id], ["not_in_room", "s1"]);
  bob.command("search", "secret");
  assert.deepEqual((await bob.next("results")).messages, []);
  bob.command("leave", "lobby");
  await bob.next("left");
  bob.command("search", "secret");
  assert.deepEqual((await bob.next("results")).messages, [], "who is in no room searches none");
});

Deno.test("/search tells when the store fails, and the session goes on", async () => {
  class Failing extends MemoryStore {
    override search(): Promise<Found> {
      return Promise.reject(new Error("disk image is malformed"));
    }
  }
  await using server = startServer({ store: new Failing() });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("search", "deploy", { id: "s1" });
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["storage_failed", "s1"]);
  await ann.say("still here");
});

Deno.test("/search holds up nothing else, and is one at a time for each", async () => {
  const { promise, resolve } = Promise.withResolvers<Found>();
  class Slow extends MemoryStore {
    override search(): Promise<Found> {
      return promise;
    }
  }
  await using server = startServer({ sessionBounds: unlimited, store: new Slow() });
  await using ann = await RawClient.join(server.port, "ann");
  ann.command("search", "deploy", { id: "s1" });
  ann.command("search", "deploy", { id: "s2" });
  const { code, id } = await ann.next("error");
  assert.deepEqual([code, id], ["rate_limited", "s2"]);
  await ann.say("live");
  ann.send({ type: "history", room: "lobby", limit: 10, id: "h1" });
  await ann.next("history", ({ id }) => id === "h1");
  assert.deepEqual(ann.all("results"), []);
  resolve({ entries: [], complete: true });
  assert.equal((await ann.next("results")).id, "s1");
  ann.command("search", "deploy", { id: "s3" });
  assert.equal((await ann.next("results")).id, "s3");
});

Deno.test("/stats tells the operator what is kept", async () => {
  const { promise, resolve } = Promise.withResolvers<string>();
  await using server = startServer({
    tellOperator: (message) => message.type === "notice" && resolve(message.text),
  });
  await using ann = await RawClient.join(server.port, "ann");
  await ann.say("one");
  server.operator.runCommand("stats", "");
  const text = await promise;
  assert.match(text, /^1 connection: 0 encrypted, 1 not encrypted$/m);
  assert.match(text, /^since the start 1 connection: 0 encrypted, 1 not encrypted$/m);
  assert.match(text, /^2 nicks here, the console's among them$/m);
  assert.match(text, /^1 message kept, 1 KiB, in memory/m);
});
