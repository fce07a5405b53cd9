import assert from "node:assert/strict";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, joined, said } from "../room_messages.ts";

function readSeqsOf({ all }: ConversationsAtHand): Record<string, number> {
  return Object.fromEntries(all.readSeqs);
}

Deno.test("Conversations.readSeqs gives all that came where nothing is unread", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  assert.deepEqual(readSeqsOf(at), {});
  at.take(said(1), said(2));
  at.takePage([said(3, { room: "dev" })], { room: "dev", missed: false, seq: 4 });
  assert.deepEqual(readSeqsOf(at), { lobby: 2, dev: 4 });
});

Deno.test("Conversations.readSeqs stops before the first unread", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(3, { room: "dev" }), said(5, { room: "dev", from: "ann" }));
  assert.deepEqual(readSeqsOf(at), { dev: 2 });
  at.all.switchTo(at.get("#dev"));
  assert.deepEqual(readSeqsOf(at), { dev: 5 });
  at.all.setFocused(false);
  at.take(said(6, { room: "dev" }));
  assert.deepEqual(readSeqsOf(at), { dev: 5 });
  at.all.setFocused(true);
  assert.deepEqual(readSeqsOf(at), { dev: 6 });
  at.all.current.timeline.held = true;
  at.take(said(7, { room: "dev" }));
  assert.deepEqual(readSeqsOf(at), { dev: 6 });
  at.all.current.timeline.held = false;
  at.all.endReached();
  assert.deepEqual(readSeqsOf(at), { dev: 7 });
});

Deno.test("Conversations.readSeqs has one number for all persons", () => {
  const at = new ConversationsAtHand();
  at.take(direct(2, { from: "ann", to: "carl" }));
  assert.deepEqual(readSeqsOf(at), { "@": 2 });
  at.take(direct(4), direct(6, { from: "carl" }));
  assert.deepEqual(readSeqsOf(at), { "@": 3 });
  at.all.switchTo(at.get("@carl"));
  assert.deepEqual(readSeqsOf(at), { "@": 3 }, "bob's is older");
  at.all.switchTo(at.get("@bob"));
  assert.deepEqual(readSeqsOf(at), { "@": 6 });
});

Deno.test("Conversations.readSeqs takes a closed conversation as read, and gives none of a room that was left", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(direct(4), said(3, { room: "dev" }), { type: "left", room: "dev" });
  at.all.closeDirect(at.get("@bob"));
  assert.deepEqual(readSeqsOf(at), { "@": 4 });
});

Deno.test("Conversations.readSeqs gives nothing of another history", () => {
  const at = new ConversationsAtHand();
  at.take(said(40), direct(9));
  at.connect({ again: true });
  at.take(joined(), said(1));
  assert.deepEqual(readSeqsOf(at), { lobby: 1 });
});
