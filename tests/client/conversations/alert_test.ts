import assert from "node:assert/strict";
import { type AlertReason, alertReason, ringsBell } from "../../../client/conversations/alert.ts";
import { ClientState } from "../../../client/state.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { bellModes } from "../../../client/settings/settings.ts";
import { direct, said } from "../room_messages.ts";

Deno.test("alertReason() tells what is for oneself from the rest", () => {
  const { mentions } = Object.assign(new ClientState(), { nick: "ann" });
  assert.equal(alertReason(said(1), mentions), "said");
  assert.equal(alertReason(said(1, { text: "Ann?" }), mentions), "mention");
  assert.equal(alertReason(direct(1), mentions), "direct");
});

Deno.test("ringsBell() goes by /bell, and rings for nothing that is read", () => {
  const conversation = new Conversation("room", "lobby", new ClientState());
  const reasons: readonly AlertReason[] = ["mention", "direct", "said"];
  const told = bellModes.map((bell) =>
    reasons.filter((reason) => {
      const alert = { conversation, message: said(1), reason };
      assert.ok(!ringsBell(alert, bell, { isRead: true }));
      return ringsBell(alert, bell, { isRead: false });
    })
  );
  assert.deepEqual(told, [[], ["mention", "direct"], ["mention", "direct", "said"]]);
});
