import assert from "node:assert/strict";

import { largeRoomMembers } from "../../../chat/rooms/room.ts";
import { limits } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { joinAll, numbered } from "../../support/clients/join_all.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

const size = 150;

Deno.test("in a large room who comes and goes is told all at once, now and then", async () => {
  const presenceEveryMs = 100;
  await using server = startServer({ presenceEveryMs });
  const startedAt = performance.now();
  await using joined = await joinAll(server.port, numbered("ann", size));
  const { clients } = joined;
  const [first] = clients;
  const last = clients.at(-1);
  assert.ok(first && last);
  await first.next("presence", ({ count }) => count === size);
  const told = first.all("presence").flatMap((presence) => presence.joined);
  const joins = first.all("join").map(({ nick }) => nick);
  assert.deepEqual([...joins, ...told], numbered("ann", size).slice(1));
  assert.equal(joins.length, largeRoomMembers - 1);
  assert.equal(last.all("join").length, 0);
  const { count, members } = last.all("joined")[0] ?? {};
  assert.deepEqual([count, members?.length], [size, limits.listedMembers]);

  for (const client of clients.slice(120)) client.send({ type: "bye" });
  await first.next("presence", ({ count }) => count === 120);
  const left = first.all("presence").flatMap((presence) => presence.left);
  assert.deepEqual(left.toSorted(), numbered("ann", size).slice(120).toSorted());
  assert.equal(first.all("leave").length, 0);
  const ticks = (performance.now() - startedAt) / presenceEveryMs;
  for (const client of clients) assert.ok(client.all("presence").length <= ticks + 1);
});

Deno.test("in a room that is large no longer, each leave is told again", async () => {
  await using server = startServer({ presenceEveryMs: 20 });
  await using joined = await joinAll(server.port, numbered("ann", largeRoomMembers + 1));
  const { clients } = joined;
  const [first] = clients;
  assert.ok(first);
  await first.next("presence", ({ count }) => count === largeRoomMembers + 1);
  clients.at(-1)?.send({ type: "bye" });
  await first.next("presence", ({ count }) => count === largeRoomMembers);
  clients.at(-2)?.send({ type: "bye" });
  assert.equal((await first.next("leave")).nick, `ann${largeRoomMembers}`);
});

Deno.test("who has gone from a room that was large is not told to have come", async () => {
  await using server = startServer({ presenceEveryMs: 300 });
  await using joined = await joinAll(server.port, numbered("ann", largeRoomMembers));
  const [first, ...others] = joined.clients;
  assert.ok(first);
  await using guest = await RawClient.join(server.port, "guest");
  for (const leaving of [...others.slice(-3), guest]) {
    leaving.send({ type: "bye" });
    await leaving.ended();
  }
  await using more = await joinAll(server.port, numbered("more", 4));
  await allTold(first, more.clients.length);
  assert.ok(!present(first).includes("guest"));
});

Deno.test("who comes to a large room and takes another nick is told of under that nick", async () => {
  await using server = startServer({ presenceEveryMs: 300 });
  await using joined = await joinAll(server.port, numbered("ann", largeRoomMembers));
  const [first] = joined.clients;
  assert.ok(first);
  await using guest = await RawClient.join(server.port, "guest");
  guest.command("nick", "visitor");
  await guest.next("rename");
  await using more = await joinAll(server.port, numbered("more", 1));
  await allTold(first, more.clients.length);
  const nicks = present(first);
  assert.deepEqual([nicks.includes("visitor"), nicks.includes("guest")], [true, false]);
});

/** Waits until the last of those that came is told of, and so everything before. */
async function allTold(client: RawClient, came: number): Promise<void> {
  await client.next("presence", ({ joined }) => joined.includes(`more${came}`));
}

/** Who is in the room by what a client was told of those that came after it. */
function present(client: RawClient): string[] {
  const nicks = new Set<string>();
  for (const message of client.received) {
    if (message.type === "join") nicks.add(message.nick);
    if (message.type === "leave") nicks.delete(message.nick);
    if (message.type === "rename" && nicks.delete(message.from)) nicks.add(message.to);
    if (message.type !== "presence") continue;
    for (const nick of message.joined) nicks.add(nick);
    for (const nick of message.left) nicks.delete(nick);
  }
  return [...nicks];
}
