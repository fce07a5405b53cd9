import assert from "node:assert/strict";
import type { TopicMessage } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { said } from "../room_messages.ts";

const topic: TopicMessage = { type: "topic", room: "lobby", ts: 5, by: "bob", topic: "Cake" };

Deno.test("Conversations has a topic that is kept once, live or in a page, and alerts nobody", () => {
  const at = new ConversationsAtHand();
  at.take(said(1));
  const kept = said(2, { ts: 5, kind: "topic", text: "set the topic: Cake", topic: "Cake" });
  assert.deepEqual(at.take({ ...topic, seq: 2 }), []);
  assert.deepEqual(at.takePage([kept, said(3)]).length, 1);
  const { timeline, unread } = at.get("#lobby");
  const items = timeline.items.map((item) => item.type === "said" ? item.message.text : item.type);
  assert.deepEqual(items.slice(-3), ["text 1", "set the topic: Cake", "text 3"]);
  assert.equal(unread, 0);
  at.take(topic);
  assert.equal(timeline.items.at(-1)?.type, "happened", "of an older server");
});

Deno.test("Conversations counts no reaction as unread", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(1, { room: "dev" }));
  const reaction = said(2, { room: "dev", kind: "reaction", text: "ann", replyTo: 1 });
  assert.deepEqual(at.take(reaction), []);
  assert.equal(at.get("#dev").unread, 1);
});
