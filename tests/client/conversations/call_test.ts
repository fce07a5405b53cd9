import assert from "node:assert/strict";
import { type CallReason, callReason, isToBeTold } from "../../../client/conversations/call.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { bellModes } from "../../../client/settings/settings.ts";
import { direct, said } from "../room_messages.ts";

Deno.test("callReason() tells what is for oneself from the rest", () => {
  assert.equal(callReason(said(1), "ann"), "said");
  assert.equal(callReason(said(1, { text: "Ann?" }), "ann"), "mention");
  assert.equal(callReason(direct(1), "ann"), "direct");
});

Deno.test("isToBeTold() goes by /bell, and rings for nothing that is read", () => {
  const conversation = new Conversation("room", "lobby", { rooms: new Map() });
  const reasons: readonly CallReason[] = ["mention", "direct", "said"];
  const told = bellModes.map((bell) =>
    reasons.filter((reason) => {
      const call = { conversation, message: said(1), reason };
      assert.ok(!isToBeTold(call, bell, { isRead: true }));
      return isToBeTold(call, bell, { isRead: false });
    })
  );
  assert.deepEqual(told, [[], ["mention", "direct"], ["mention", "direct", "said"]]);
});
