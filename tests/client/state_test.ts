import assert from "node:assert/strict";
import { ClientState, type RoomState } from "../../client/state.ts";
import type { ClientEvent } from "../../client/client_event.ts";
import type { ServerMessage } from "../../protocol.ts";
import { direct, joined, said, welcome } from "./room_messages.ts";

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
  assert.deepEqual(state.limits, welcome().limits);
  assert.deepEqual(state.commands, welcome().commands);
  state.apply(welcome({ nick: "ann2", motd: "Be kind" }));
  assert.deepEqual([state.nick, state.motd], ["ann2", "Be kind"]);
});

Deno.test("ClientState.apply() keeps rooms in the order in which they were joined", () => {
  const state = stateAfter(joined({ room: "dev", topic: "release", count: 250 }));
  assert.deepEqual([...state.rooms.keys()], ["lobby", "dev"]);
  const dev = state.rooms.get("dev");
  assert.deepEqual([dev?.name, dev?.topic, dev?.count, dev?.unread], ["dev", "release", 250, 0]);
  state.apply({ type: "left", room });
  assert.deepEqual([...state.rooms.keys()], ["dev"]);
});

Deno.test("ClientState.apply() keeps what was said, and counts what others said as unread", () => {
  const state = stateAfter(said(3), said(5, { from: "ann" }), said(6));
  const lobby = state.rooms.get(room);
  assert.deepEqual(lobby?.messages.map(({ seq }) => seq), [3, 5, 6]);
  assert.equal(lobby?.unread, 2);
  state.markRead(room);
  assert.equal(lobby?.unread, 0);
  state.markRead("nowhere");
});

Deno.test("ClientState.apply() takes each message once", () => {
  const { messages, unread } = lobbyAfter(said(3), said(3), said(2), said(4));
  assert.deepEqual(messages.map(({ seq }) => seq), [3, 4]);
  assert.equal(unread, 2);
});

Deno.test("ClientState.apply() keeps the newest messages, up to a bound", () => {
  const all = Array.from({ length: 1200 }, (_, index) => said(index + 1));
  const { messages, unread } = lobbyAfter(...all);
  assert.ok(messages.length >= 100 && messages.length < 1200);
  assert.equal(messages.at(-1)?.seq, 1200);
  assert.equal(messages[0]?.seq, 1200 - messages.length + 1);
  assert.equal(unread, 1200);
});

Deno.test("ClientState.apply() keeps what was said over a reconnection", () => {
  const again = joined({ topic: "new", members: [{ nick: "ann" }], count: 1, seq: 4 });
  const lobby = lobbyAfter(said(4), welcome(), again, said(5));
  assert.deepEqual(lobby.messages.map(({ seq }) => seq), [4, 5]);
  assert.deepEqual([lobby.topic, nicks(lobby), lobby.unread], ["new", ["ann"], 2]);
});

Deno.test("ClientState.apply() goes on from its own number where the server was set back", () => {
  const lobby = lobbyAfter(said(40), welcome(), joined({ seq: 30 }), said(40), said(1001));
  assert.deepEqual(lobby.messages.map(({ seq }) => seq), [40, 1001]);
  assert.deepEqual([lobby.seq, lobby.unread], [1001, 2]);
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
  const away = { type: "away", room, ts, nick: "bob", text: "lunch" } as const;
  const lobby = lobbyAfter(away, { type: "rename", room, ts, from: "bob", to: "rob" });
  assert.deepEqual(nicks(lobby), ["ann", "rob"]);
  assert.deepEqual(lobby.members.get("rob"), { nick: "rob", away: "lunch" });
  assert.equal(lobbyAfter(away, { ...away, text: undefined }).members.get("bob")?.away, undefined);
});

Deno.test("ClientState.apply() follows one's own nick, and counts by it", () => {
  const state = stateAfter({ type: "rename", ts, from: "ann", to: "anna" });
  assert.equal(state.nick, "anna");
  state.apply({ type: "rename", room, ts, from: "ann", to: "anna" });
  state.apply(said(1, { from: "anna" }));
  assert.equal(state.rooms.get(room)?.unread, 0);
  assert.deepEqual(nicks(state.rooms.get(room) ?? assert.fail()), ["bob", "anna"]);
});

Deno.test("ClientState.apply() follows the topic", () => {
  assert.equal(lobbyAfter({ type: "topic", room, ts, by: "bob", topic: "new" }).topic, "new");
});

Deno.test("ClientState.apply() is not moved by other rooms, nor by what is no state", () => {
  const elsewhere = { room: "dev", ts } as const;
  const state = stateAfter(
    said(1, { room: "dev" }),
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

Deno.test("ClientState.apply() keeps direct messages, each once, and counts those of others", () => {
  const { directs } = stateAfter(
    direct(2),
    direct(2),
    direct(1),
    direct(4, { from: "ann", to: "bob" }),
  );
  assert.deepEqual(directs.messages.map(({ seq }) => seq), [2, 4]);
  assert.deepEqual([directs.seq, directs.unread], [4, 1]);
});

Deno.test("ClientState.applyEvent() puts pages and what is live into one list", () => {
  const state = stateAfter();
  const page = { type: "history", room, missed: true, leftOut: false } as const;
  const progress = { fetched: 2, seq: 4, targetSeq: 6 };
  const events: readonly ClientEvent[] = [
    { type: "message", message: said(2) },
    { ...page, messages: [said(3), said(4, { from: "ann" })], seq: 4, progress },
  ];
  for (const event of events) state.applyEvent(event);
  const lobby = state.rooms.get(room) ?? assert.fail();
  assert.deepEqual([lobby.seq, lobby.unread, lobby.catchingUp], [4, 2, progress]);
  state.applyEvent({ ...page, messages: [said(6)], seq: 6 });
  state.applyEvent({ type: "message", message: said(7) });
  assert.deepEqual(lobby.messages.map(({ seq }) => seq), [2, 3, 4, 6, 7]);
  assert.equal(lobby.catchingUp, undefined);
  state.applyEvent({ ...page, messages: [said(20)], seq: 20, leftOut: true });
  assert.deepEqual(lobby.messages.map(({ seq }) => seq), [20], "no gap within what is kept");
  state.applyEvent({
    type: "directs",
    messages: [direct(5)],
    missed: true,
    leftOut: false,
    seq: 5,
  });
  assert.deepEqual([state.directs.seq, state.directs.unread], [5, 1]);
});

Deno.test("ClientState.applyEvent() does not count what was said before one came as unread", () => {
  const state = stateAfter();
  const context = { missed: false, leftOut: false, seq: 4 } as const;
  state.applyEvent({ type: "history", room, messages: [said(3), said(4)], ...context });
  const lobby = state.rooms.get(room);
  assert.deepEqual([lobby?.messages.length, lobby?.unread], [2, 0]);
});

Deno.test("ClientState.applyEvent() forgets what was said where the server knows the client no more", () => {
  for (const resumed of [true, false]) {
    const state = stateAfter(said(1), direct(1));
    state.applyEvent({
      type: "connected",
      welcome: welcome(),
      again: true,
      resumed,
      forgotten: !resumed,
    });
    const { messages, unread } = state.rooms.get(room) ?? assert.fail();
    const kept = resumed ? 1 : 0;
    const { directs } = state;
    assert.deepEqual([messages.length, unread], [kept, kept]);
    assert.deepEqual([directs.messages.length, directs.seq, directs.unread], [kept, kept, kept]);
  }
});
