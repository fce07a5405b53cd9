import assert from "node:assert/strict";
import { defaultRoom, type ServerMessage } from "../../protocol.ts";
import { startServer } from "../../server.ts";
import type { LogRecord } from "../../server/log.ts";
import { RawClient } from "../support/clients/raw_client.ts";
import { unlimited } from "../support/servers/unlimited.ts";

/** In names and texts of the closed room, and nowhere else. */
const mark = "zebra";
const room = `${mark}-den`;
const sessionBounds = { ...unlimited, returnWithinMs: 0 };

/** Runs a command to its answer. */
async function ask(client: RawClient, name: string, args = "", where = room): Promise<void> {
  const id = crypto.randomUUID();
  client.command(name, args, { room: where, id });
  await client.transcript.next(
    (message) => "id" in message && message.id === id ? message : undefined,
    `the answer to /${name} ${args}`,
  );
}

/** All that can be done in a room, by ann and bob, who are in it. */
async function live(ann: RawClient, bob: RawClient): Promise<void> {
  await ann.say(`${mark} one`, room);
  ann.send({ type: "typing", room });
  await ask(ann, "mod", "bob");
  await ask(bob, "voice", "ann");
  await ask(bob, "slow", "1s");
  await ask(bob, "slow", "off");
  ann.command("topic", `${mark} topic`, { room });
  await bob.next("topic", ({ by }) => by === "ann");
  await ask(ann, "mute", `bob 1h ${mark}`);
  await ask(ann, "unmute", "bob");
  await bob.say(`${mark} two`, room);
  ann.command("delete", "1", { room });
  await bob.next("message", ({ kind }) => kind === "deletion");
  for (const [name, args] of [["away", "gone"], ["back", ""], ["nick", "anna"], ["nick", "ann"]]) {
    ann.command(name ?? "", args, { room });
  }
  await bob.next("rename", ({ to }) => to === "ann");
  await ask(ann, "kick", `bob ${mark}`);
  await ask(ann, "ban", `bob 1h ${mark}`);
  await ask(ann, "unban", "bob");
}

/** All that might tell of it to somebody who is not in it. */
async function pry(client: RawClient): Promise<void> {
  for (const name of ["rooms", "who", "settings", "topic", "bans", "audit", "stats"]) {
    await ask(client, name, "", defaultRoom);
  }
  await ask(client, "search", "two", defaultRoom);
  for (const nick of ["ann", "bob"]) await ask(client, "whois", nick, defaultRoom);
  client.send({ type: "history", room: defaultRoom, limit: 50, id: "h" });
  await client.next("history");
}

for (const closed of ["private on", "locked on"]) {
  Deno.test(`nobody who is not in a room that is ${closed} is told of it, and no console`, async () => {
    const seen: (ServerMessage | LogRecord)[] = [];
    await using server = startServer({
      sessionBounds,
      observe: (messages) => seen.push(...messages),
      tellOperator: (message) => seen.push(message),
      log: (record) => seen.push(record),
    });
    await using ann = await RawClient.join(server.port, "ann", { rooms: [defaultRoom, room] });
    await ask(ann, "settings", closed);
    // What was told before is no secret.
    seen.length = 0;
    await using carl = await RawClient.join(server.port, "carl");
    await using olga = await RawClient.join(server.port, "olga");
    server.operator.runCommand("op", "olga");
    await olga.next("moderation", ({ action }) => action === "op");
    await using bob = await RawClient.join(server.port, "bob");
    await ask(ann, "invite", "bob");
    await bob.joinRoom(room);
    await live(ann, bob);
    for (const outsider of [carl, olga]) await pry(outsider);
    for (const line of ["rooms", "whois ann", "who", "search two", "audit", "stats"]) {
      const [name = "", args = ""] = line.split(" ");
      server.operator.runCommand(name, args);
    }
    for (const messages of [carl.received, olga.received, seen]) {
      const leaks = messages.filter((message) => JSON.stringify(message).includes(mark));
      assert.deepEqual(leaks, []);
    }
    assert.ok(JSON.stringify(bob.received).includes(`${mark} one`.slice(0, 5)));
  });
}

Deno.test("who is in a room that is locked comes back after a lost connection, and not after leaving", async () => {
  await using server = startServer({ sessionBounds: { ...unlimited, returnWithinMs: 60_000 } });
  await using ann = await RawClient.join(server.port, "ann", { rooms: [room] });
  const bob = await RawClient.join(server.port, "bob", { rooms: [room] });
  const { token } = bob.welcome;
  await ask(ann, "settings", "locked on");
  await bob[Symbol.asyncDispose]();
  await using again = await RawClient.join(server.port, "bob", { token, rooms: [room] });
  assert.equal((await again.say("back", room)).text, "back");
  again.command("leave", room);
  await again.next("left");
  again.command("join", room);
  assert.equal((await again.next("error")).code, "room_locked");
});
