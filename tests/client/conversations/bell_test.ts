import assert from "node:assert/strict";
import { Bell } from "../../../client/conversations/bell.ts";
import type { SaidMessage } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, said } from "../room_messages.ts";

/** Rings for ann, who is in the lobby and in dev and looks at the first. */
class BellAtHand {
  readonly conversations = new ConversationsAtHand(["lobby", "dev"]);
  readonly bell: Bell = new Bell({
    conversations: this.conversations.all,
    settings: () => this.conversations.settings,
    monotonicMs: () => this.nowMs,
  });
  nowMs = 0;

  ring(...messages: readonly SaidMessage[]) {
    return this.conversations.take(...messages).map((alert) => this.bell.ring(alert));
  }
}

Deno.test("Bell tells who said what to oneself, and in which room, but nothing that is looked at", () => {
  const bell = new BellAtHand();
  const text = "ann!";
  assert.deepEqual(bell.ring(said(1, { text })), [undefined]);
  assert.deepEqual(bell.ring(said(2, { text, room: "dev" })), [{
    title: "bob in #dev",
    body: text,
  }]);
  bell.nowMs += 2000;
  const [{ body = "" } = {}] = bell.ring(direct(3, { text: "x".repeat(300) }));
  assert.equal(body, "x".repeat(200));
});

Deno.test("Bell rings once for what comes within two seconds, and keeps no quiet after what was not told", () => {
  const bell = new BellAtHand();
  bell.ring(said(1, { room: "dev" }));
  const told = bell.ring(direct(2), direct(3)).map((text) => text?.title);
  assert.deepEqual(told, ["bob", undefined]);
  bell.nowMs += 2000;
  assert.equal(bell.ring(direct(4))[0]?.title, "bob");
});
