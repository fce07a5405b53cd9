import assert from "node:assert/strict";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, joined, said } from "../room_messages.ts";
import { contents } from "../timeline_items.ts";

Deno.test("Conversations goes where the person joins, and stays after a reconnection", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  assert.equal(at.all.current.key, "#lobby");
  at.take(joined({ room: "art" }));
  assert.equal(at.all.current.key, "#art");
  at.apply({ type: "disconnected", reason: "x", retryInMs: 1 });
  at.connect({ again: true, resumed: true });
  at.comeBack("lobby", "dev", "art");
  assert.equal(at.all.current.key, "#art");
});

Deno.test("Conversations goes elsewhere when the person leaves a room", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(direct(1));
  at.take({ type: "left", room: "lobby" });
  assert.deepEqual([at.all.current.key, at.keys], ["#dev", ["#dev", "@bob"]]);
  assert.deepEqual(contents(at.all.current.timeline), ["joined", "left"]);
  at.take({ type: "left", room: "dev" });
  assert.deepEqual([at.all.current.key, at.keys], ["@bob", ["@bob"]]);
  at.all.closeDirect(at.get("@bob"));
  assert.deepEqual(at.keys, ["#lobby"], "there is always one");
  const nowhere = "You are in no room: /join ROOM";
  assert.deepEqual(contents(at.all.current.timeline), [nowhere]);
  at.all.tell("told");
  at.take(joined({ room: "art" }));
  assert.deepEqual([at.all.current.key, at.keys], ["#art", ["#art"]]);
  assert.deepEqual(
    contents(at.all.current.timeline),
    ["told", "joined"],
    "what was told comes along",
  );
  at.take({ type: "left", room: "unknown" });
  assert.deepEqual(at.keys, ["#art"]);
  at.take({ type: "left", room: "art" });
  assert.deepEqual([at.keys, contents(at.all.current.timeline)], [["#lobby"], ["left", nowhere]]);
});

Deno.test("Conversations keeps to the first room asked for, in whatever order one comes in", () => {
  const at = new ConversationsAtHand(["dev", "lobby", "art"], { joined: [] });
  at.take(joined({ room: "art" }), joined());
  at.takePage([said(1, { room: "art" })], { room: "art", missed: false });
  assert.deepEqual([at.all.current.key, at.keys], ["#dev", ["#dev", "#lobby", "#art"]]);
  at.all.tell("told");
  at.take(joined({ room: "dev" }), joined({ room: "new" }));
  assert.deepEqual(at.keys, ["#dev", "#lobby", "#art", "#new"]);
  assert.deepEqual(contents(at.get("#dev").timeline), ["told", "joined"]);
});

Deno.test("Conversations goes to another room where the first is refused", () => {
  const refusal = { type: "error", code: "room_invalid", message: "no", room: "d d" } as const;
  const rooms = ["d d", "lobby", "art"];
  for (const isFirst of [true, false]) {
    const at = new ConversationsAtHand(rooms, { joined: [] });
    const messages = [refusal, joined({ room: "art" })];
    at.take(...isFirst ? messages : messages.toReversed());
    assert.deepEqual([at.all.current.key, at.keys], ["#art", ["#art"]]);
    at.take(joined());
    assert.deepEqual([at.all.current.key, at.keys], ["#art", ["#lobby", "#art"]]);
    assert.deepEqual(contents(at.get("#art").timeline).toSorted(), ["error", "joined"]);
  }
});

Deno.test("Conversations tells that one is in no room where all are refused, and only then", () => {
  const at = new ConversationsAtHand(["dev", "lobby"], { joined: [] });
  const error = { type: "error", code: "too_many_rooms", message: "no" } as const;
  at.take({ ...error, room: "lobby", id: "of a command" }, { ...error, room: "dev" });
  assert.deepEqual([at.keys, contents(at.all.current.timeline)], [["#dev"], ["error", "error"]]);
  at.take({ ...error, room: "lobby" });
  const [, , , nowhere] = contents(at.all.current.timeline);
  assert.equal(nowhere, "You are in no room: /join ROOM");
  at.take(joined({ room: "dev" }));
  assert.deepEqual([at.all.current.key, at.keys], ["#dev", ["#dev"]]);
});
