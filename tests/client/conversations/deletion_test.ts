import assert from "node:assert/strict";
import { resultsLeft } from "../../../client/conversations/deletion.ts";
import { Timeline } from "../../../client/conversations/timeline.ts";
import type { TimelineItem } from "../../../client/conversations/timeline_item.ts";
import { defaultSettings } from "../../../client/settings/settings.ts";
import type { RoomMessage } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, said } from "../room_messages.ts";
import { page } from "../timeline_items.ts";

/** By carl, in the lobby. */
function deletion(seq: number, deletes: readonly number[], about: Partial<RoomMessage> = {}) {
  const text = `deleted ${deletes.length} messages`;
  return said(seq, { from: "carl", text, kind: "deletion", deletes, ...about });
}

function textsOf({ items }: Pick<Timeline, "items">): string[] {
  const said = items.filter((item) => item.type === "said" || item.type === "echo");
  return said.map(({ message }) => message.text);
}

const left = "(deleted by carl)";

Deno.test("Conversations takes what is deleted out of the room, and tells it", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(1), said(2), said(2, { room: "dev" }), said(3));
  const isFirst = (item: TimelineItem) => item.type === "said" && item.message.seq === 1;
  const first = at.get("#lobby").timeline.items.find(isFirst);
  assert.deepEqual(at.take(deletion(4, [2, 3, 99])), [], "nobody is alerted for it");
  const { timeline } = at.get("#lobby");
  assert.deepEqual(textsOf(timeline), ["text 1", left, left, "deleted 3 messages"]);
  assert.equal(timeline.items.find(isFirst), first, "what is not deleted stays the same item");
  assert.deepEqual(textsOf(at.get("#dev").timeline), ["text 2"]);
});

Deno.test("Conversations takes what was deleted meanwhile out by the pages that were missed", () => {
  const at = new ConversationsAtHand();
  at.take(said(1), said(2));
  assert.deepEqual(at.takePage([said(3), deletion(4, [1])]).length, 1);
  assert.deepEqual(textsOf(at.get("#lobby").timeline), [
    ...[left, "text 2", "text 3", "deleted 1 messages"],
  ]);
});

Deno.test("Conversations counts what is deleted as unread no more, nor the deletion", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(
    said(1, { room: "dev" }),
    said(2, { room: "dev", text: "hi ann" }),
    said(3, { room: "dev" }),
    said(4, { room: "dev", from: "ann" }),
  );
  const unread = () => [at.get("#dev").unread, at.get("#dev").highlights];
  assert.deepEqual(unread(), [3, 1]);
  at.take(deletion(5, [2, 4], { room: "dev" }));
  assert.deepEqual(unread(), [2, 0]);
  at.take(deletion(6, [1, 2, 3], { room: "dev" }));
  assert.deepEqual(unread(), [0, 0]);
  assert.equal(at.get("#dev").readSeq, 6);
  at.take(deletion(7, [1], { room: "dev" }));
  assert.deepEqual(unread(), [0, 0]);
});

Deno.test("Conversations takes out what somebody ignored deletes", () => {
  const at = new ConversationsAtHand();
  at.take(said(1));
  at.settings = { ...defaultSettings, ignored: ["carl"] };
  at.take(deletion(2, [1]));
  assert.equal(textsOf(at.get("#lobby").timeline)[0], left);
});

Deno.test("Conversations takes a direct message out, also where it was typed", () => {
  const at = new ConversationsAtHand();
  const own = direct(2, { from: "ann", to: "bob" });
  at.take(direct(1), own);
  at.all.tellEcho(own, at.get("#lobby"));
  at.take(said(1), direct(3, { from: "ann", to: "bob", kind: "deletion", deletes: [2] }));
  assert.deepEqual(textsOf(at.get("@bob").timeline), ["text 1", "(deleted by ann)", "text 3"]);
  assert.deepEqual(textsOf(at.get("#lobby").timeline), ["(deleted by ann)", "text 1"]);
});

Deno.test("Timeline takes out what a page behind it deletes, and not for what only looks so", () => {
  const timeline = new Timeline();
  for (const message of page(1, 4)) timeline.append({ type: "said", message });
  timeline.extend([deletion(5, [2])], { complete: true });
  timeline.extend([{ ...deletion(6, [3]), kind: "text" }], { complete: true });
  assert.deepEqual(textsOf(timeline).slice(0, 4), ["text 1", left, "text 3", "text 4"]);
  assert.deepEqual(timeline.delete(deletion(7, [2, 5])), [], "neither twice nor a deletion");
});

Deno.test("Timeline.delete() makes room for as much as was deleted", () => {
  const timeline = new Timeline(100, 100);
  for (const seq of [1, 2]) {
    timeline.append({ type: "said", message: said(seq, { text: "x".repeat(45) }) });
  }
  timeline.delete(deletion(3, [1, 2]));
  timeline.append({ type: "said", message: said(4, { text: "x".repeat(60) }) });
  assert.equal(timeline.items.length, 3);
});

Deno.test("Conversations makes a reaction anew whose message is deleted: it may quote that", () => {
  const at = new ConversationsAtHand();
  at.take(said(1), said(2));
  at.take(said(3, { kind: "reaction", text: "👍", replyTo: 1 }));
  at.take(said(4, { kind: "reaction", text: "👎", replyTo: 2 }));
  const reactionTo = (seq: number) =>
    at.get("#lobby").timeline.items.find((item) =>
      item.type === "said" && item.message.replyTo === seq
    );
  const [toFirst, toSecond] = [reactionTo(1), reactionTo(2)];
  at.take(deletion(5, [1]));
  assert.deepEqual(reactionTo(1), toFirst);
  assert.notEqual(reactionTo(1), toFirst);
  assert.equal(reactionTo(2), toSecond);
});

Deno.test("resultsLeft() takes what is deleted out of what a search found, and leaves other results as they are", () => {
  const messages = [said(1), said(2), said(1, { room: "dev" })];
  const found = { type: "results", query: "x", page: 1, messages, complete: true } as const;
  const { messages: texts } = resultsLeft(found, deletion(4, [1]));
  assert.deepEqual(texts.map(({ text }) => text), [left, "text 2", "text 1"]);
  assert.equal(resultsLeft(found, deletion(4, [3])), found);
});
