import assert from "node:assert/strict";

import { startServer } from "../../../server.ts";
import { openSqlite } from "../../../store/sqlite.ts";
import { RawClient } from "../../support/clients/raw_client.ts";
import { TemporaryDirectory } from "../../support/files/temporary_directory.ts";

/** All that had come by the time that the server answered. */
async function marksOf(client: RawClient): Promise<unknown[]> {
  client.send({ type: "ping", id: "marks" });
  await client.next("pong", ({ id }) => id === "marks");
  return client.all("read");
}

Deno.test("how far one has read goes to one's other devices, and to nobody else", async () => {
  await using server = startServer();
  await using bob = await RawClient.join(server.port, "bob");
  await using ann = await RawClient.join(server.port, "ann", { session: "s1" });
  const { token, person = "" } = bob.welcome;
  const { seq, ts } = await ann.say("hi");
  await using other = await RawClient.connect(server.port);
  await other.hello("ann", { token: ann.welcome.token, session: "s2" });
  await other.next("joined");
  ann.send({ type: "read", room: "Lobby", seq, id: "not told" });
  assert.deepEqual(await other.next("read"), {
    type: "read",
    room: "lobby",
    seq,
    ts,
    id: undefined,
  });
  other.send({ type: "read", with: person, seq });
  assert.deepEqual(await ann.next("read"), { type: "read", with: person, seq, ts, id: undefined });
  assert.deepEqual(await marksOf(ann), [{ type: "read", with: person, seq, ts, id: undefined }]);
  assert.deepEqual(await marksOf(bob), []);
  await using bobAgain = await RawClient.connect(server.port);
  await bobAgain.hello("bob", { token });
  assert.deepEqual(await marksOf(bobAgain), []);
});

Deno.test("what is known of how far one has read follows `welcome`, before any page", async () => {
  await using directory = await TemporaryDirectory.make();
  const store = () => openSqlite({ directory: directory.path });
  let token: string | undefined;
  let person = "";
  let [seq, ts] = [0, 0];
  {
    await using server = startServer({ store: await store() });
    await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
    ({ token } = ann.welcome);
    person = ann.welcome.person ?? "";
    const first = await ann.say("1", "dev");
    ({ seq, ts } = await ann.say("2", "dev"));
    ann.send({ type: "read", room: "dev", seq }, { type: "read", room: "dev", seq: first.seq });
    ann.send({ type: "read", with: person, seq: Number.MAX_SAFE_INTEGER });
    await marksOf(ann);
  }
  await using server = startServer({ store: await store() });
  await using ann = await RawClient.connect(server.port);
  await ann.hello("ann", { token, rooms: ["dev"] });
  await ann.next("history");
  const types = ann.received.map(({ type }) => type);
  assert.deepEqual(types, ["welcome", "read", "read", "directs", "joined", "history"]);
  assert.deepEqual(
    ann.all("read").toSorted((one) => "with" in one ? -1 : 1),
    [{ type: "read", with: person, seq, ts, id: undefined }, {
      type: "read",
      room: "dev",
      seq,
      ts,
      id: undefined,
    }],
  );
});

Deno.test("nothing is noted of rooms one is not in", async () => {
  await using server = startServer();
  await using _bob = await RawClient.join(server.port, "bob", { rooms: ["dev"] });
  await using ann = await RawClient.join(server.port, "ann");
  for (const room of ["dev", "nowhere", "@", " "]) {
    ann.send({ type: "read", room, seq: 1, id: room });
    const { code, id } = await ann.next("error");
    assert.equal(id, room);
    assert.ok(["not_in_room", "room_invalid"].includes(code), code);
  }
  await using again = await RawClient.connect(server.port);
  await again.hello("ann", { token: ann.welcome.token });
  assert.deepEqual(await marksOf(again), []);
});
