import assert from "node:assert/strict";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, joined, said } from "../room_messages.ts";

const read = (place: { room: string } | { with: string }, seq: number) =>
  ({ type: "read", ...place, seq }) as const;
const [dev, bob] = [{ room: "dev" }, { person: "p-bob" }];

Deno.test("Conversations counts nothing as unread that is read on another device", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(1, dev), said(2, { ...dev, text: "ann!" }), said(3, dev));
  assert.deepEqual([at.get("#dev").unread, at.get("#dev").highlights], [3, 1]);
  at.take(read(dev, 1));
  assert.deepEqual([at.get("#dev").unread, at.get("#dev").highlights], [2, 1]);
  at.take(read(dev, 2), read(dev, 1));
  assert.deepEqual([at.get("#dev").unread, at.get("#dev").highlights], [1, 0]);
  assert.equal(at.get("#dev").readMarkSeq, 2, "the line is where reading stopped");
  at.take(read(dev, 7));
  assert.deepEqual([at.get("#dev").unread, at.get("#dev").readMark], [0, undefined]);
  assert.deepEqual(at.take(said(4, dev)), [], "it was read before it came here");
  at.take(said(8, dev));
  assert.equal(at.get("#dev").unread, 1);
});

Deno.test("Conversations goes by person in what is direct, also before there is a conversation", () => {
  const at = new ConversationsAtHand();
  at.take(read({ with: "p-bob" }, 2));
  at.takeDirects([direct(1, bob), direct(2, bob), direct(3, bob)]);
  at.take(direct(4, { from: "eve", person: "p-eve" }));
  assert.deepEqual([at.get("@bob").unread, at.get("@eve").unread], [1, 1]);
  at.take(read({ with: "p-eve" }, 4));
  assert.deepEqual([at.get("@bob").unread, at.get("@eve").unread], [1, 0]);
  assert.deepEqual(at.all.totals, { unread: 1, highlights: 1 });
});

Deno.test("Conversations counts in a room that is new here what is beyond what was read elsewhere", () => {
  const at = new ConversationsAtHand(["lobby", "dev", "tea"], { joined: [] });
  at.take(read(dev, 2), ...["lobby", "dev", "tea"].map((room) => joined({ room })));
  const page = { missed: false };
  at.takePage([said(1, dev), said(2, dev), said(3, dev)], { ...page, room: "dev" });
  at.takePage([said(1, { room: "tea" })], { ...page, room: "tea" });
  assert.deepEqual([at.get("#dev").unread, at.get("#tea").unread], [1, 0]);
});

Deno.test("Conversations.readPlaces gives how far each place is read, for one's other devices", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(1), said(2, dev), said(3, dev), direct(4, bob), direct(5, { from: "eve" }));
  at.all.switchTo(at.get("@bob"));
  assert.deepEqual(at.all.readPlaces, [
    { room: "lobby", seq: 1 },
    { room: "dev", seq: 1 },
    { with: "p-bob", seq: 4 },
  ], "of whom it is not known who it is there is none");
});

Deno.test("Conversations stays where it is when another device joins a room", () => {
  const at = new ConversationsAtHand();
  at.state.features = ["sessions"];
  at.take(joined({ room: "dev" }));
  assert.equal(at.all.current.key, "#lobby");
  assert.ok(at.keys.includes("#dev"));
  at.take(joined({ room: "tea", id: "own" }));
  assert.equal(at.all.current.key, "#tea");
});
