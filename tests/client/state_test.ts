import assert from "node:assert/strict";
import { openSummary } from "../support/open_settings.ts";
import { ClientState, type RoomState } from "../../client/state.ts";
import type { RoomMessage, ServerMessage } from "../../protocol.ts";
import { connected, direct, joined, said, welcome } from "./room_messages.ts";

const ts = 1;
const room = "lobby";

/** The state of ann's client, in the lobby with bob, after the messages. */
function stateAfter(...messages: readonly ServerMessage[]): ClientState {
  const state = new ClientState();
  for (const message of [welcome(), joined(), ...messages]) state.apply(message);
  return state;
}

function lobbyAfter(...messages: readonly ServerMessage[]): RoomState {
  return stateAfter(...messages).rooms.get(room) ?? assert.fail("The room is gone");
}

function nicks({ members }: RoomState): string[] {
  return [...members.keys()];
}

Deno.test("ClientState.apply() takes from welcome who one is, and where", () => {
  const state = stateAfter();
  assert.equal(state.nick, "ann");
  assert.equal(state.server, "chatroom");
  assert.equal(state.motd, undefined);
  assert.equal(state.maxTextBytes, welcome().limits.textBytes);
  assert.deepEqual(state.commands, welcome().commands);
  state.apply(welcome({ nick: "ann2", motd: "Be kind" }));
  assert.deepEqual([state.nick, state.motd], ["ann2", "Be kind"]);
});

Deno.test("ClientState.apply() keeps rooms in the order in which they were joined", () => {
  const state = stateAfter(joined({ room: "dev", topic: "release", count: 250 }));
  assert.deepEqual([...state.rooms.keys()], ["lobby", "dev"]);
  const dev = state.rooms.get("dev");
  assert.deepEqual([dev?.name, dev?.topic, dev?.count], ["dev", "release", 250]);
  state.apply({ type: "left", room });
  assert.deepEqual([...state.rooms.keys()], ["dev"]);
});

Deno.test("ClientState.apply() follows who joins and leaves", () => {
  const join = { type: "join", room, ts, nick: "carl" } as const;
  const leave = { type: "leave", room, ts, nick: "bob", reason: "left" } as const;
  const lobby = lobbyAfter(join, leave);
  assert.deepEqual([nicks(lobby), lobby.count], [["ann", "carl"], 2]);
});

Deno.test("ClientState.apply() counts who was named already once", () => {
  const lobby = lobbyAfter({ type: "join", room, ts, nick: "bob" });
  assert.deepEqual([nicks(lobby), lobby.count], [["ann", "bob"], 2]);
});

Deno.test("ClientState.apply() takes the whole number from presence", () => {
  const presence = { type: "presence", room, ts, count: 251 } as const;
  const lobby = lobbyAfter({ ...presence, joined: ["carl", "dora"], left: ["bob", "unknown"] });
  assert.deepEqual([nicks(lobby), lobby.count], [["ann", "carl", "dora"], 251]);
});

Deno.test("ClientState.apply() follows members under new nicks, away or not", () => {
  const away = { type: "away", room, ts, nick: "bob", person: "p1", text: "lunch" } as const;
  const lobby = lobbyAfter(away, { type: "rename", room, ts, from: "bob", to: "rob" });
  assert.deepEqual(nicks(lobby), ["ann", "rob"]);
  assert.deepEqual(lobby.members.get("rob"), { nick: "rob", person: "p1", away: "lunch" });
  assert.equal(lobbyAfter(away, { ...away, text: undefined }).members.get("bob")?.away, undefined);
});

Deno.test("ClientState.apply() follows the roles of members, over a rename and an absence", () => {
  const by = { type: "moderation", room, ts, by: "ann" } as const;
  const lobby = lobbyAfter(
    { type: "join", room, ts, nick: "carl", role: "voice" },
    { ...by, action: "x.promote", roles: [{ nick: "bob", role: "moderator" }, { nick: "carl" }] },
    { type: "away", room, ts, nick: "bob", text: "lunch" },
    { type: "rename", room, ts, from: "bob", to: "rob" },
  );
  assert.partialDeepStrictEqual(lobby.members.get("rob"), { role: "moderator", away: "lunch" });
  assert.equal(lobby.members.get("carl")?.role, undefined);
  const strangers = lobbyAfter({ ...by, action: "mod", roles: [{ nick: "zoe", role: "owner" }] });
  assert.deepEqual(nicks(strangers), ["ann", "bob"], "who is not listed stays unlisted");
});

Deno.test("ClientState.apply() follows one's own role, that one is muted, and the room's settings", () => {
  const by = { type: "moderation", room, ts, by: "bob", roles: [] } as const;
  const muted = { ...by, action: "mute", nick: "ann", untilTs: 9 };
  assert.deepEqual(lobbyAfter(muted).muted, { untilTs: 9 });
  assert.equal(lobbyAfter(muted, { ...muted, action: "unmute" }).muted, undefined);
  assert.equal(lobbyAfter({ ...muted, nick: "bob" }).muted, undefined);
  const named = { ...by, action: "mod", roles: [{ nick: "ann", role: "moderator" }] };
  assert.equal(lobbyAfter(named).role, "moderator");
  const settings = { ...openSummary, moderated: true };
  const set = { type: "settings", room, ts, by: "bob", settings, changed: [] } as const;
  assert.deepEqual(lobbyAfter(set).settings, settings);
});

Deno.test("ClientState.apply() follows one's own nick", () => {
  const state = stateAfter({ type: "rename", ts, from: "ann", to: "anna" });
  assert.equal(state.nick, "anna");
  state.apply({ type: "rename", room, ts, from: "ann", to: "anna" });
  assert.deepEqual(nicks(state.rooms.get(room) ?? assert.fail()), ["bob", "anna"]);
});

Deno.test("ClientState.apply() follows the topic", () => {
  assert.equal(lobbyAfter({ type: "topic", room, ts, by: "bob", topic: "new" }).topic, "new");
});

Deno.test("ClientState.apply() is not moved by other rooms, nor by what is no state", () => {
  const elsewhere = { room: "dev", ts } as const;
  const state = stateAfter(
    said(1),
    direct(2),
    { type: "join", ...elsewhere, nick: "x" },
    { type: "leave", ...elsewhere, nick: "x", reason: "left" },
    { type: "rename", ...elsewhere, from: "bob", to: "x" },
    { type: "topic", ...elsewhere, by: "bob", topic: "x" },
    { type: "away", ...elsewhere, nick: "bob" },
    { type: "presence", ...elsewhere, count: 5, joined: ["x"], left: [] },
    { type: "left", room: "dev" },
    { type: "history", room, messages: [said(1)], complete: true },
    { type: "notice", text: "x", room },
    { type: "error", code: "internal", message: "x" },
    { type: "ping" },
    { type: "pong" },
    { type: "bye", code: "kicked" },
  );
  assert.deepEqual(state, stateAfter());
});

Deno.test("ClientState.apply() knows a room anew after a reconnection", () => {
  const again = joined({ topic: "new", members: [{ nick: "ann" }], count: 1, seq: 4 });
  const lobby = lobbyAfter(welcome(), again);
  assert.deepEqual([lobby.topic, nicks(lobby), lobby.count], ["new", ["ann"], 1]);
});

Deno.test("ClientState.apply() keeps a bound whatever the server says of members", () => {
  const left = { type: "leave", room, ts, nick: "x", reason: "left" } as const;
  assert.equal(lobbyAfter(left, left, left).count, 0);
  const names = Array.from({ length: 12_000 }, (_, index) => `nick${index}`);
  const lobby = lobbyAfter(
    { type: "presence", room, ts, count: 12_002, joined: names, left: [] },
    { type: "away", room, ts, nick: "late", text: "" },
    { type: "away", room, ts, nick: "bob", person: "p1", text: "lunch" },
  );
  assert.deepEqual([lobby.members.size, lobby.count], [10_000, 12_002]);
  assert.deepEqual(lobby.members.get("bob"), { nick: "bob", person: "p1", away: "lunch" });
});

Deno.test("ClientState.applyEvent() tells how far a room has caught up", () => {
  const state = stateAfter();
  const page = { type: "history", room, messages: [], missed: true, leftOut: false } as const;
  const progress = { fetched: 2, total: 3 };
  state.applyEvent({ ...page, seq: 4, progress });
  assert.deepEqual(state.rooms.get(room)?.catchingUp, progress);
  state.applyEvent({ ...page, seq: 6 });
  assert.equal(state.rooms.get(room)?.catchingUp, undefined);
});

Deno.test("ClientState.isOwn() knows what one was called, until another is called so", () => {
  const renamed = { type: "rename", ts, from: "ann", to: "anna" } as const;
  const known = (...messages: readonly ServerMessage[]) => {
    const state = stateAfter(renamed, ...messages);
    return ["anna", "ANN", "bob"].filter((nick) => state.isOwn(nick));
  };
  assert.deepEqual(known(), ["anna", "ANN"]);
  assert.deepEqual(known({ ...renamed, room }), ["anna", "ANN"]);
  assert.deepEqual(known(welcome({ nick: "anne" })), ["anna", "ANN"]);
  const taken: readonly ServerMessage[] = [
    { type: "join", room, ts, nick: "Ann" },
    { type: "presence", room, ts, count: 3, joined: ["ann"], left: [] },
    { type: "rename", room, ts, from: "bob", to: "ann" },
    joined({ room: "dev" }),
    said(1, { from: "ann" }),
  ];
  for (const message of taken) assert.deepEqual(known(message), ["anna"], message.type);
});

Deno.test("ClientState.isOwn() takes what one hears of oneself for no other's", () => {
  const renamed = { type: "rename", ts, from: "ann", to: "anna" } as const;
  const state = stateAfter(renamed, said(1, { from: "ann", id: "1" }), said(2, { from: "anna" }));
  assert.deepEqual(["ann", "anna"].map((nick) => state.isOwn(nick)), [true, true]);
});

Deno.test("ClientState.isOwn() forgets what one was called in another history", () => {
  const state = stateAfter({ type: "rename", ts, from: "ann", to: "anna" });
  const about = { again: true, forgotten: true } as const;
  state.applyEvent(connected({ welcome: welcome({ nick: "anne" }), ...about }));
  assert.deepEqual(["ann", "anna", "anne"].map((nick) => state.isOwn(nick)), [false, false, true]);
});

Deno.test("ClientState takes a topic from a page that it came in alone, and no older one", () => {
  const state = stateAfter({ type: "left", room }, joined({ topic: "newest then", seq: 7 }));
  const page = (...messages: readonly RoomMessage[]) =>
    state.applyEvent({
      ...{ type: "history", room, messages, missed: true, leftOut: false, seq: 9 },
    });
  const topicOf = (seq: number, topic: string) =>
    said(seq, { kind: "topic", text: `set the topic: ${topic}`, topic });
  page(topicOf(3, "older"), said(4));
  assert.equal(state.rooms.get(room)?.topic, "newest then");
  page(topicOf(8, "while it was fetched"), topicOf(9, ""));
  assert.equal(state.rooms.get(room)?.topic, "");
  state.apply({ type: "topic", room, ts, by: "bob", topic: "live", seq: 12 });
  page(topicOf(11, "before that"));
  assert.equal(state.rooms.get(room)?.topic, "live");
});
