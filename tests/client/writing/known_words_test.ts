import assert from "node:assert/strict";
import { knownWords } from "../../../client/writing/known_words.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { joined, said } from "../room_messages.ts";

function known({ state, all: conversations }: ConversationsAtHand) {
  return knownWords({ state, conversations, commands: [] });
}

Deno.test("knownWords() has the nicks of a room, who spoke last first, and never one's own", () => {
  const conversations = new ConversationsAtHand();
  const members = ["zoe", "ann", "carl", "bob"].map((nick) => ({ nick }));
  conversations.take(joined({ members }), said(1, { from: "zoe" }), said(2, { from: "gone" }));
  assert.deepEqual(known(conversations).nicks, ["gone", "zoe", "bob", "carl"]);
  conversations.all.switchTo(conversations.all.openDirect("dora"));
  assert.deepEqual(known(conversations).nicks, ["dora"]);
});

Deno.test("knownWords() has the rooms one is in, and no persons", () => {
  const conversations = new ConversationsAtHand(["lobby", "dev"]);
  conversations.all.openDirect("dora");
  assert.deepEqual(known(conversations).rooms, ["lobby", "dev"]);
});
