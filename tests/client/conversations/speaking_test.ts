import assert from "node:assert/strict";
import { silenceIn, typistsIn } from "../../../client/conversations/speaking.ts";
import type { JoinedMessage } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { joined } from "../room_messages.ts";

Deno.test("typistsIn() has who is typing, without those who are ignored", () => {
  const conversations = new ConversationsAtHand();
  for (const nick of ["bob", "carl"]) {
    conversations.take({ type: "typing", room: "lobby", nick });
  }
  const { state, all: { current } } = conversations;
  const typing = (...ignored: readonly string[]) => typistsIn(current, state, { ignored }, 0);
  assert.deepEqual(typing(), ["bob", "carl"]);
  assert.deepEqual(typing("bob"), ["carl"]);
});

Deno.test("silenceIn() tells why one may not speak, and for how long", () => {
  const at = (nowMs: number, about: Partial<JoinedMessage>) => {
    const { state } = new ConversationsAtHand();
    state.apply(joined(about));
    return silenceIn(state.rooms.get("lobby"), nowMs);
  };
  assert.equal(at(0, {}), undefined);
  assert.deepEqual(at(0, { muted: true }), { type: "muted", untilTs: undefined });
  const muted = { muted: true, mutedUntilTs: 10 };
  assert.deepEqual([at(9, muted), at(10, muted)], [{ type: "muted", untilTs: 10 }, undefined]);
  assert.equal(silenceIn(undefined, 0), undefined);
  const settings = {
    ...{ moderated: true, private: false, locked: false, hasPassword: false, outsiders: false },
    ...{ ctcp: true, topicLocked: false, slowMs: 0 },
  };
  assert.deepEqual(at(0, { settings }), { type: "moderated" });
  assert.equal(at(0, { settings, role: "voice" }), undefined);
});
