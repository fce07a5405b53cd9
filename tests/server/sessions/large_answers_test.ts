import assert from "node:assert/strict";

import { limits } from "../../../protocol.ts";
import { type Server, startServer } from "../../../server.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { unlimited } from "../../support/servers/unlimited.ts";

const rooms = Array.from({ length: 6 }, (_, index) => `room${index}`);
const why = "\u{1f30d}".repeat(limits.awayLength);
/** Less than what comes at once, however fast somebody reads. */
const sessionBounds = { ...unlimited, outboxBytes: 64 * 1024 };

/** So many who are in all the rooms. */
async function crowdIn(server: Server, count: number) {
  const joining = Array.from(
    { length: count },
    (_, index) => RawClient.join(server.port, `crowd${index}`, { rooms }),
  );
  const crowd = await Promise.all(joining);
  return {
    crowd,
    async [Symbol.asyncDispose]() {
      await Promise.all(crowd.map((client) => client[Symbol.asyncDispose]()));
    },
  };
}

Deno.test("who comes into rooms of many who are away gets all of them", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, outboxBytes: 16 * 1024 } });
  await using others = await crowdIn(server, 30);
  for (const client of others.crowd) {
    client.command("away", why);
    await client.next("away");
  }
  await using ann = await RawClient.join(server.port, "ann", { rooms });
  const joined = ann.all("joined");
  assert.deepEqual(joined.map(({ room }) => room).toSorted(), rooms);
  assert.ok(JSON.stringify(joined).length > sessionBounds.outboxBytes);
  await ann.say("hi", "room0");
});

Deno.test("what many tell at once hangs up on nobody who reads", async () => {
  await using server = startServer({ sessionBounds });
  await using others = await crowdIn(server, 30);
  await using ann = await RawClient.join(server.port, "ann", { rooms });
  const changes = 4;
  for (const client of others.crowd) {
    for (let change = 0; change < changes; change++) client.command("away", why);
  }
  for (let told = 0; told < others.crowd.length * changes * rooms.length; told++) {
    await ann.next("away");
  }
  await ann.say("hi", "room0");
});

Deno.test("who asks for large answers and reads nothing is hung up on in the end", async () => {
  await using server = startServer({ sessionBounds: { ...sessionBounds, returnWithinMs: 0 } });
  await using ann = await RawClient.join(server.port, "ann");
  await using greedy = await RawClient.connect(server.port, { paused: true });
  greedy.send({ type: "hello", version: 1, nick: "greedy" });
  await ann.next("join");
  const asks = '{"type":"command","name":"who"}\n'.repeat(100_000);
  greedy.sendBytes(new TextEncoder().encode(asks));
  await ann.next("leave", ({ nick }) => nick === "greedy");
});
