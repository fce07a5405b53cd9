import assert from "node:assert/strict";
import { defaultRoom, directRoom, limits } from "../protocol.ts";
import { startServer } from "../server.ts";
import { MemoryStorage } from "./client/memory_storage.ts";
import { JoinedClient } from "./support/clients/joined_client.ts";
import { RawClient } from "./support/clients/raw_client.ts";
import { unlimited } from "./support/servers/unlimited.ts";

Deno.test("a client that catches up tells how much of how much is there, in rooms and directs", async () => {
  await using server = startServer({ sessionBounds: unlimited });
  await using bob = await RawClient.join(server.port, "bob");
  const storage = new MemoryStorage();
  {
    await using ann = await JoinedClient.join(server.port, "ann", { storage });
    await bob.say("before");
    await ann.message("message");
  }
  const { historyPage } = limits;
  const count = 2 * historyPage + 34;
  const numbers = Array.from({ length: count }, (_, index) => `${index}`);
  for (const number of numbers) bob.command("msg", `ann ${number}`);
  await bob.next("direct", ({ text }) => text === numbers.at(-1));
  bob.send(...numbers.map((text) => ({ type: "say", room: "lobby", text, kind: "text" }) as const));
  await bob.next("message", ({ text }) => text === numbers.at(-1));
  await using ann = await JoinedClient.join(server.port, "ann", { storage });
  const expected = [
    { fetched: historyPage, total: count },
    { fetched: 2 * historyPage, total: count },
    undefined,
  ];
  await ann.transcript.next(
    (event) =>
      event.type === "history" && event.room === defaultRoom && event.progress === undefined
        ? event
        : undefined,
    "the last page",
  );
  const pages = ann.transcript.items.filter((event) => event.type === "history");
  for (const place of [defaultRoom, directRoom]) {
    const ofPlace = pages.filter(({ room }) => room === place);
    assert.deepEqual(ofPlace.map(({ progress }) => progress), expected, place);
  }
});
