import assert from "node:assert/strict";

import { startServer } from "../../../server.ts";
import { defaultSessionBounds } from "../../../server/sessions/session_bounds.ts";
import type { LogRecord } from "../../../server/log.ts";
import { joinAll, numbered } from "../../support/clients/join_all.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { openResettable } from "../../support/clients/resettable.ts";

const sessionBounds = { ...defaultSessionBounds, lingerMs: 100, returnWithinMs: 0 };

Deno.test("more connections than are allowed are told so and closed, until there is room", async () => {
  const cases = [
    { bounds: { total: 3, perAddress: 100 }, code: "server_full" },
    { bounds: { total: 100, perAddress: 3 }, code: "too_many_connections" },
  ];
  for (const { bounds, code } of cases) {
    const records: LogRecord[] = [];
    await using server = startServer({
      connectionBounds: bounds,
      sessionBounds,
      log: (record) => records.push(record),
    });
    await using joined = await joinAll(server.port, numbered("ann", 3));
    const [first, second] = joined.clients;
    assert.ok(first && second);
    await using refused = await RawClient.connect(server.port);
    refused.send({ type: "hello", version: 1, nick: "late" });
    assert.equal((await refused.next("error")).code, code);
    assert.equal(await refused.ended(), "closed");
    assert.ok(records.some(({ event }) => event === "refused"));
    await first.say("still here");
    second.send({ type: "bye" });
    await second.ended();
    await using next = await joinWhenThereIsRoom(server.port, "next");
    await next.say("hi");
  }
});

Deno.test("connections that say nothing count, and give their place back", async () => {
  await using server = startServer({
    connectionBounds: { total: 2, perAddress: 2 },
    sessionBounds,
  });
  {
    await using _one = await RawClient.connect(server.port);
    await using _other = await RawClient.connect(server.port);
    await using refused = await RawClient.connect(server.port);
    refused.send({ type: "hello", version: 1, nick: "late" });
    assert.equal((await refused.next("error")).code, "server_full");
  }
  await using _next = await joinWhenThereIsRoom(server.port, "next");
});

Deno.test("a thousand connections, reset one after another, leave nothing behind", async () => {
  await using server = startServer({
    connectionBounds: { total: 10, perAddress: 10 },
    sessionBounds,
  });
  await using ann = await RawClient.join(server.port, "ann");
  for (let count = 0; count < 1000; count++) {
    await using _lost = await openResettable(server.port, `{"type":"hello","version":1,"ni`);
  }
  await using _next = await joinWhenThereIsRoom(server.port, "next");
  assert.equal((await ann.next("join")).nick, "next");
});

Deno.test("nicks of those who lost their connections are free again", async () => {
  await using server = startServer({ sessionBounds });
  await using ann = await RawClient.join(server.port, "ann");
  for (let count = 0; count < 50; count++) {
    {
      const hello = `{"type":"hello","version":1,"nick":"lost"}\n`;
      await using _lost = await openResettable(server.port, hello);
      await ann.next("join", ({ nick }) => nick === "lost");
    }
    await ann.next("leave", ({ nick }) => nick === "lost");
  }
  ann.command("who");
  assert.equal((await ann.next("notice")).text, "#lobby (1): ann");
});

/** The server counts a connection until it has seen its end, which may be after the client has. */
async function joinWhenThereIsRoom(port: number, nick: string): Promise<RawClient> {
  for (;;) {
    const client = await RawClient.connect(port);
    client.send({ type: "hello", version: 1, nick });
    const answer = await client.transcript.next(
      (message) => message.type === "joined" || message.type === "error" ? message : undefined,
      "joined or an error",
    );
    if (answer.type === "joined") return client;
    await client[Symbol.asyncDispose]();
    assert.ok(["server_full", "too_many_connections"].includes(answer.code), answer.message);
  }
}

Deno.test("an IPv4 client of a server on all addresses counts by its IPv4 address", async () => {
  await using server = startServer({
    hostname: "::",
    connectionBounds: { total: 100, perAddress: 2 },
    sessionBounds,
  });
  await using _one = await RawClient.join(server.port, "one");
  await using _other = await RawClient.join(server.port, "other");
  await using refused = await RawClient.connect(server.port);
  refused.send({ type: "hello", version: 1, nick: "late" });
  const { message } = await refused.next("error");
  assert.equal(message, "Too many connections from 127.0.0.1: at most 2 are allowed");
});
