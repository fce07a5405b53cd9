import assert from "node:assert/strict";
import type { ClientEvent } from "../../client/client_event.ts";
import type { SavedSession } from "../../client/saved_session.ts";
import { SessionKeeper } from "../../client/session_keeper.ts";
import { direct, joined, said, welcome } from "./room_messages.ts";
import { MemoryStorage } from "./memory_storage.ts";
import type { ServerMessage } from "../../protocol.ts";

const session: SavedSession = {
  token: "old",
  nick: "ann",
  rooms: ["lobby", "dev"],
  seqs: new Map([["lobby", 4], ["dev", 7], ["@", 2]]),
};

function connected(token: string, resumed: boolean): ClientEvent {
  return { type: "connected", welcome: welcome({ token }), again: false, resumed };
}

function live(message: ServerMessage): ClientEvent {
  return { type: "message", message };
}

const page = { missed: true, leftOut: false } as const;

Deno.test("SessionKeeper keeps who one is, where, and how far one has read", () => {
  const storage = new MemoryStorage();
  const keeper = new SessionKeeper(storage, undefined, ["lobby"]);
  keeper.taken(connected("t", false));
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
  for (const event of taken) keeper.taken(event);
  keeper.taken({ type: "closed" });
  assert.deepEqual(storage.saved, {
    token: "t",
    nick: "anna",
    rooms: ["lobby", "dev"],
    seqs: new Map([["@", 8], ["lobby", 5], ["dev", 0]]),
  });
});

Deno.test("SessionKeeper keeps what an earlier run knew, of the rooms one is still in", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, ["lobby"]);
  keeper.taken(connected("old", true));
  keeper.taken({ type: "directs", messages: [direct(6)], ...page, seq: 6 });
  keeper.flush();
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms, seqs], [["lobby"], new Map([["lobby", 4], ["@", 6]])]);
});

Deno.test("SessionKeeper forgets how far one has read in another history", () => {
  const storage = new MemoryStorage(session);
  const keeper = new SessionKeeper(storage, session, ["lobby", "dev"]);
  keeper.taken(connected("new", false));
  assert.deepEqual(storage.saved, { ...session, token: "new", seqs: new Map([["@", 0]]) });
});

Deno.test("SessionKeeper saves once for all that comes together", async () => {
  const storage = new MemoryStorage();
  const keeper = new SessionKeeper(storage, undefined, ["lobby"], 1);
  keeper.taken(connected("t", false));
  const saves = storage.saves;
  for (const seq of [1, 2, 3]) keeper.taken(live(said(seq)));
  assert.equal(storage.saves, saves);
  await storage.nextSave();
  assert.deepEqual([storage.saves, storage.saved?.seqs.get("lobby")], [saves + 1, 3]);
  keeper.flush();
  assert.equal(storage.saves, saves + 1, "nothing is new");
});

Deno.test("SessionKeeper keeps the rooms that one is taken out of by logging out", () => {
  const storage = new MemoryStorage();
  const keeper = new SessionKeeper(storage, undefined, ["lobby", "dev", "games"]);
  const left = (room: string) => live({ type: "left", room });
  const taken = [left("games"), live(said(5)), left("lobby"), left("dev")];
  keeper.taken(connected("t", false));
  for (const event of taken) keeper.taken(event);
  keeper.taken({ type: "closed", bye: { type: "bye", code: "logged_out" } });
  const { rooms, seqs } = storage.saved ?? assert.fail();
  assert.deepEqual([rooms, seqs], [["lobby", "dev"], new Map([["@", 0], ["lobby", 5]])]);
});
