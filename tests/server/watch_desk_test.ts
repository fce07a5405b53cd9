import assert from "node:assert/strict";
import { limits, type WatchedMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

const options = { sessionBounds: { ...unlimited, returnWithinMs: 0 } };

function next(client: RawClient, nick: string): Promise<WatchedMessage> {
  return client.next("watched", (watched) => watched.nick === nick);
}

Deno.test("WatchDesk tells who has a nick, and when somebody comes, changes, is renamed and goes", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann");
  ann.send({ type: "watch", nicks: ["BOB", "bo"], id: "1" });
  const gone = await ann.next("watched");
  assert.deepEqual([gone.nick, gone.here, gone.id], ["BOB", false, "1"]);
  await next(ann, "bo");
  await using bob = await RawClient.join(server.port, "bob", { rooms: [] });
  const { here, person, id } = await next(ann, "bob");
  assert.deepEqual([here, person, id], [true, bob.welcome.person, undefined]);
  bob.command("away", "lunch");
  assert.equal((await next(ann, "bob")).away, "lunch");
  bob.send({ type: "profile", realName: "Bob B." });
  assert.equal((await next(ann, "bob")).realName, "Bob B.");
  bob.command("nick", "bo");
  assert.deepEqual((await next(ann, "bob")).here, false);
  assert.deepEqual((await next(ann, "bo")).here, true);
  bob.send({ type: "bye" });
  assert.deepEqual((await next(ann, "bo")).here, false);
});

Deno.test("WatchDesk watches so many nicks for a session, and none that it lets go", async () => {
  await using server = startServer(options);
  await using ann = await RawClient.join(server.port, "ann");
  const nicks = Array.from({ length: limits.watched }, (_, index) => `nick-${index}`);
  ann.send({ type: "watch", nicks }, { type: "watch", nicks: ["NICK-0", "bob"], id: "2" });
  assert.equal((await ann.next("watched", ({ id }) => id === "2")).nick, "nick-0");
  assert.equal((await ann.next("error")).code, "list_full");
  ann.send({ type: "watch", nicks: ["nick-0", "nick-1"], off: true }, {
    ...{ type: "watch", nicks: ["bob"], id: "3" },
  });
  await ann.next("watched", ({ id }) => id === "3");
  await using _nobody = await RawClient.join(server.port, "nick-1");
  await using _bob = await RawClient.join(server.port, "bob");
  assert.equal((await ann.next("watched")).nick, "bob");
});
