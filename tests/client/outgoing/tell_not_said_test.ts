import assert from "node:assert/strict";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import { tellNotSaid } from "../../../client/outgoing/tell_not_said.ts";
import type { SentMessage } from "../../../client/outgoing/sent_messages.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";

/** Where it is told that something failed, and with which words. */
function told({ all }: ConversationsAtHand, conversation: Conversation, to?: string) {
  const said: SentMessage = { text: "hi", kind: "text", state: "pending", atMs: 0, to };
  tellNotSaid(all, said, conversation, "Gone");
  return all.list.flatMap(({ key, timeline: { items } }) =>
    items.flatMap((item) => item.type === "note" ? [`${key}: ${item.text}`] : [])
  );
}

Deno.test("tellNotSaid() tells where it was typed what was for somebody elsewhere, and no more", () => {
  const conversations = new ConversationsAtHand(["lobby", "dev"]);
  const dev = conversations.get("#dev");
  assert.deepEqual(told(conversations, dev), [], "it stands there, with why it failed");
  assert.deepEqual(told(conversations, dev, "bob"), ["#dev: Not said to bob: Gone (hi)"]);
});

Deno.test("tellNotSaid() tells where one is what failed in a conversation that is not there any more", () => {
  const conversations = new ConversationsAtHand(["lobby", "dev"]);
  const dev = conversations.get("#dev");
  const bob = conversations.all.openDirect("bob");
  for (const each of [dev, bob]) conversations.all.remove(each);
  assert.deepEqual(told(conversations, dev), ["#lobby: Not said in #dev: Gone (hi)"]);
  assert.equal(told(conversations, bob).at(-1), "#lobby: Not said to bob: Gone (hi)");
});
