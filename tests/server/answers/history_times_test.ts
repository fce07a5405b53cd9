import assert from "node:assert/strict";
import type { HistoryRequest, RoomMessage } from "../../../protocol.ts";
import { startServer } from "../../../server.ts";
import { MemoryStore } from "../../../store/memory.ts";
import { RawClient } from "../../support/clients/raw_client.ts";

/** "0" at 1000, "1" at 1010, ... in the lobby. */
async function storeOf(count: number): Promise<MemoryStore> {
  const store = new MemoryStore();
  const about = { room: "lobby", from: "bob", identity: "bob", kind: "text" };
  await store.append(
    Array.from({ length: count }, (_, index) => ({
      ...{ ...about, text: String(index), ts: 1000 + 10 * index },
    })),
  );
  return store;
}

async function ask(
  client: RawClient,
  query: Partial<HistoryRequest>,
): Promise<readonly RoomMessage[]> {
  const id = crypto.randomUUID();
  client.send({ type: "history", room: "lobby", limit: 50, ...query, id });
  return (await client.next("history", (page) => page.id === id)).messages;
}

Deno.test("history by times, and the oldest between bounds", async () => {
  await using server = startServer({ store: await storeOf(8) });
  await using ann = await RawClient.join(server.port, "ann");
  const texts = async (query: Partial<HistoryRequest>) =>
    (await ask(ann, query)).map(({ text }) => text).join("");
  assert.equal(await texts({ beforeTs: 1030 }), "012");
  assert.equal(await texts({ afterTs: 1049 }), "567");
  assert.equal(await texts({ afterTs: 1000, beforeTs: 1070, limit: 2 }), "56");
  assert.equal(await texts({ afterTs: 1000, beforeTs: 1070, limit: 2, oldest: true }), "12");
  assert.equal(await texts({ afterTs: 1070, beforeTs: 1000 }), "");
});

Deno.test("history around a message or a time has it in the middle", async () => {
  await using server = startServer({ store: await storeOf(8) });
  await using ann = await RawClient.join(server.port, "ann");
  const all = await ask(ann, {});
  const texts = async (query: Partial<HistoryRequest>) =>
    (await ask(ann, query)).map(({ text }) => text).join("");
  const around = all[4]?.seq;
  assert.equal(await texts({ around, limit: 1 }), "4");
  assert.equal(await texts({ around, limit: 3 }), "345");
  assert.equal(await texts({ around, limit: 4 }), "2345");
  assert.equal(await texts({ around: all[0]?.seq, limit: 4 }), "01", "there is nothing before");
  assert.equal(await texts({ around: Number.MAX_SAFE_INTEGER, limit: 4 }), "67");
  assert.equal(await texts({ around: 0, limit: 4 }), "01");
  assert.equal(await texts({ aroundTs: 1040, limit: 3 }), "345");
  assert.equal(await texts({ aroundTs: 1041, limit: 4 }), "3456");
  assert.equal(await texts({ aroundTs: 1040, limit: 3, without: ["text"] }), "");
});

Deno.test("conversations are the rooms one is in, and those one talks with", async () => {
  const store = new MemoryStore();
  await using server = startServer({ store });
  await using ann = await RawClient.join(server.port, "ann", { rooms: ["lobby", "dev"] });
  await using bob = await RawClient.join(server.port, "bob", { rooms: ["lobby", "ops"] });
  const inLobby = await ann.say("hi");
  await bob.say("secret", "ops");
  ann.send({ type: "say", to: "bob", text: "hi", kind: "text", id: "d" });
  const direct = await ann.next("direct");
  ann.send({ type: "conversations", limit: 10, id: "1" });
  const answer = await ann.next("conversations");
  assert.deepEqual(answer, {
    ...{ type: "conversations", complete: true, id: "1" },
    conversations: [
      { nick: "bob", with: bob.welcome.person, seq: direct.seq, ts: direct.ts },
      { room: "lobby", seq: inLobby.seq, ts: inLobby.ts },
    ],
  });
  ann.send({ type: "conversations", afterTs: direct.ts, limit: 1, id: "2" });
  assert.deepEqual((await ann.next("conversations", ({ id }) => id === "2")).conversations, []);
});

Deno.test("how far one has read is kept as a time, and told when it is asked for", async () => {
  await using server = startServer({ store: await storeOf(3) });
  await using ann = await RawClient.join(server.port, "ann", { session: "s1" });
  await using other = await RawClient.connect(server.port);
  await other.hello("ann", { token: ann.welcome.token, session: "s2" });
  await other.next("joined");
  const [, second] = await ask(ann, {});
  const get = async (id: string) => {
    ann.send({ type: "getRead", room: "Lobby", id });
    const { seq, ts } = await ann.next("read", (read) => read.id === id);
    return [seq, ts];
  };
  assert.deepEqual(await get("1"), [0, 0]);
  ann.send({ type: "read", room: "lobby", seq: 0, ts: 1015 });
  const told = await other.next("read");
  assert.deepEqual([told.seq, told.ts], [second?.seq, 1015]);
  assert.deepEqual(await get("2"), [second?.seq, 1015]);
  ann.send({ type: "read", room: "lobby", seq: 0, ts: 1001 });
  assert.deepEqual(await get("3"), [second?.seq, 1015], "it never goes back");
  ann.send({ type: "getRead", with: "nobody", id: "4" });
  assert.equal((await ann.next("read", ({ id }) => id === "4")).ts, 0);
  ann.send({ type: "getRead", room: "nowhere", id: "5" });
  assert.equal((await ann.next("error")).code, "not_in_room");
  ann.send({ type: "read", room: "lobby", seq: 0, ts: Number.MAX_SAFE_INTEGER });
  const [, ts = 0] = await get("6");
  assert.ok(ts <= Date.now(), "what is still to be said nobody has read");
});
