import assert from "node:assert/strict";
import type { ClientEvent } from "../../../client/client_event.ts";
import {
  readSession,
  type SavedSession,
  writeSession,
} from "../../../client/resume/saved_session.ts";
import { SessionKeeper } from "../../../client/resume/session_keeper.ts";
import type { Peer } from "../../../net/transport.ts";
import {
  connected as connectedEvent,
  direct,
  encryptedPeer,
  joined,
  said,
  welcome,
} from "../room_messages.ts";
import { MemoryStorage } from "../memory_storage.ts";
import type { ServerMessage } from "../../../protocol.ts";

const session: SavedSession = {
  token: "old",
  nick: "ann",
  rooms: ["lobby", "dev"],
  seqs: new Map([["lobby", 4], ["dev", 7], ["@", 2]]),
};

const plainPeer: Peer = { address: "192.0.2.1" };

function connected(token: string, resumed: boolean, peer: Peer = plainPeer): ClientEvent {
  return connectedEvent({ welcome: welcome({ token }), resumed, peer });
}

function live(message: ServerMessage): ClientEvent {
  return { type: "message", message };
}

const page = { missed: true, leftOut: false } as const;

Deno.test("SessionKeeper keeps who one is, where, and how far one has read", () => {
  const storage = new MemoryStorage();
  const keeper = new SessionKeeper(storage, undefined, { rooms: ["lobby"] });
  keeper.consumed(connected("t", false));
  assert.deepEqual(storage.saved, {
    token: "t",
    nick: "ann",
    rooms: ["lobby"],
    seqs: new Map([["@", 0]]),
  }, "a new token is saved at once");
  const taken: readonly ClientEvent[] = [
    live(joined({ seq: 3 })),
    { type: "history", room: "lobby", messages: [said(2)], ...page, seq: 3 },
    live(said(5)),
    live(joined({ room: "dev" })),
    live(joined({ room: "games" })),
    live({ type: "left", room: "games" }),
    live(direct(8)),
    live({ type: "rename", ts: 1, from: "ann", to: "anna" }),
  ];
  for (const event of taken) keeper.consumed(event);
  keeper.consumed({ type: "closed" });
  assert.deepEqual(storage.saved, {
    token: "t",
    nick: "anna",
    rooms: ["lobby", "dev"],
    seqs: new Map([["@", 8], ["lobby", 5], ["dev", 0]]),
  });
});

Deno.test("SessionKeeper keeps what an earlier run knew, also of rooms one is not in now", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby"] });
  keeper.consumed(connected("old", true));
  keeper.consumed({ type: "history", room: "@", messages: [direct(6)], ...page, seq: 6 });
  keeper.flush();
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms, seqs], [
    ["lobby"],
    new Map([["lobby", 4], ["dev", 7], ["@", 6]]),
  ]);
});

Deno.test("SessionKeeper forgets how far one has read in another history", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby", "dev"] });
  keeper.consumed(connected("new", false));
  assert.deepEqual(storage.saved, { ...session, token: "new", seqs: new Map([["@", 0]]) });
});

Deno.test("SessionKeeper saves once for all that comes together", async () => {
  const storage = new MemoryStorage();
  const keeper = new SessionKeeper(storage, undefined, { rooms: ["lobby"], saveAfterMs: 1 });
  keeper.consumed(connected("t", false));
  const saves = storage.saves;
  for (const seq of [1, 2, 3]) keeper.consumed(live(said(seq)));
  assert.equal(storage.saves, saves);
  await storage.nextSave();
  assert.deepEqual([storage.saves, storage.saved?.seqs.get("lobby")], [saves + 1, 3]);
  keeper.flush();
  assert.equal(storage.saves, saves + 1, "nothing is new");
});

Deno.test("SessionKeeper keeps the rooms one is in at the end, and forgets those one left", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby", "dev"] });
  keeper.consumed(connected("old", true));
  keeper.consumed(live({ type: "left", room: "dev" }));
  keeper.consumed(live(said(5)));
  keeper.consumed({ type: "closed", bye: { type: "bye", code: "kicked" } });
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms, seqs], [["lobby"], new Map([["@", 2], ["lobby", 5]])]);
});

Deno.test("SessionKeeper never lowers how far one has read", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby"] });
  keeper.consumed(connected("old", true));
  keeper.consumed(live(joined({ seq: 0 })));
  keeper.flush();
  assert.equal(storage.saved?.seqs.get("lobby"), 4);
});

Deno.test("SessionKeeper keeps 200 rooms at most, those that were read last", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["dev"] });
  keeper.consumed(connected("old", true));
  for (let index = 0; index < 200; index++) {
    const room = `room${index}`;
    keeper.consumed(live(joined({ room })));
    keeper.consumed(live(said(1, { room })));
    if (index === 100) keeper.consumed(live(said(8, { room: "dev" })));
  }
  keeper.flush();
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms.length, seqs.size], [100, 201]);
  const kept = ["@", "lobby", "room0", "dev", "room1", "room199"].filter((room) => seqs.has(room));
  assert.deepEqual(kept, ["@", "dev", "room1", "room199"]);
  assert.deepEqual(readSession(writeSession(storage.saved ?? assert.fail())), storage.saved);
});

Deno.test("SessionKeeper keeps what is marked as read, for a client that marks it", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby"], marksRead: true });
  keeper.consumed(connected("old", true));
  keeper.consumed({ type: "history", room: "@", messages: [direct(3)], ...page, seq: 3 });
  for (const message of [said(5), said(6), direct(4), joined({ room: "new" })]) {
    keeper.consumed(live(message));
  }
  keeper.markRead("lobby", 5);
  keeper.markRead("dev", 6);
  keeper.flush();
  const seqs = storage.saved?.seqs;
  assert.deepEqual(seqs, new Map([["dev", 7], ["@", 2], ["new", 0], ["lobby", 5]]));
  keeper.consumed(live({ type: "left", room: "dev" }));
  keeper.flush();
  assert.equal(storage.saved?.seqs.has("dev"), false);
});

Deno.test("SessionKeeper keeps no room that the server does not let one into", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby", "b d", "dev"] });
  keeper.consumed(connected("old", true));
  const error = { type: "error", message: "no" } as const;
  keeper.consumed(live({ ...error, code: "room_invalid", room: "b d" }));
  keeper.consumed(live({ ...error, code: "too_many_rooms", room: "lobby", id: "of a command" }));
  keeper.consumed(live({ ...error, code: "rate_limited", room: "dev" }));
  keeper.flush();
  assert.deepEqual(storage.saved?.rooms, ["lobby", "dev"]);
});

Deno.test("SessionKeeper keeps what one was called before", () => {
  const storage = new MemoryStorage();
  const formerNicks = () => ["ann", "anna"];
  const keeper = new SessionKeeper(storage, undefined, { rooms: [], formerNicks });
  keeper.consumed(connected("t", false));
  assert.deepEqual(storage.saved?.formerNicks, ["ann", "anna"]);
});

Deno.test("SessionKeeper keeps that a token is for encrypted connections, also one that came in the clear", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, { rooms: ["lobby"] });
  keeper.consumed(connected("old", true));
  keeper.flush();
  assert.equal(storage.saved?.encrypted, undefined);
  keeper.consumed(connected("old", true, encryptedPeer));
  assert.deepEqual([storage.saved?.token, storage.saved?.encrypted], ["old", true], "at once");
});

Deno.test("SessionKeeper leaves what is for encrypted connections as it is while there is another", () => {
  const kept = { ...session, encrypted: true } as const;
  const storage = new MemoryStorage(kept);
  const keeper = new SessionKeeper(storage, kept, { rooms: ["lobby"], marksRead: true });
  keeper.consumed(connected("open", false));
  for (const event of [live(joined({ room: "x" })), live(said(9))]) keeper.consumed(event);
  keeper.markRead("lobby", 9);
  keeper.forget({ isEncrypted: false });
  keeper.consumed({ type: "closed" });
  assert.equal(storage.saved, kept);
  keeper.consumed(connected("old", false, encryptedPeer));
  keeper.flush();
  const { token, encrypted, rooms } = storage.saved ?? assert.fail();
  assert.deepEqual([token, encrypted, rooms], ["old", true, ["lobby"]]);
  keeper.forget({ isEncrypted: true });
  assert.equal(storage.saved, undefined);
});
