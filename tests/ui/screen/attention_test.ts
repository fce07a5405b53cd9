import assert from "node:assert/strict";
import type { Call, CallReason } from "../../../client/conversations/call.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { Attention } from "../../../ui/screen/attention.ts";
import { direct, said } from "../../client/room_messages.ts";

const lobby = new Conversation("room", "lobby", () => undefined);
const bob = new Conversation("direct", "bob", () => undefined);

/** What a terminal is told to do. */
class Desk {
  readonly calls: string[] = [];
  nowMs = 0;
  readonly attention = new Attention({
    ring: () => this.calls.push("ring"),
    notify: (title, body) => this.calls.push(`${title}: ${body}`),
    setTitle: (text) => this.calls.push(text),
  }, () => this.nowMs);
}

function call(reason: CallReason, text = "hi"): Call {
  const about = { reason };
  return reason === "direct"
    ? { ...about, conversation: bob, message: direct(1, { text }) }
    : { ...about, conversation: lobby, message: said(1, { text }) };
}

Deno.test("call() rings and tells the desktop who said what, and where", () => {
  const desk = new Desk();
  desk.attention.call(call("mention"), "mentions", false);
  desk.nowMs = 2000;
  desk.attention.call(call("direct"), "mentions", false);
  assert.deepEqual(desk.calls, ["ring", "bob in #lobby: hi", "ring", "bob: hi"]);
});

Deno.test("call() rings for what the person wants to hear of", () => {
  const rung = (["off", "mentions", "all"] as const).map((bell) =>
    (["said", "mention", "direct"] as const).filter((reason) => {
      const desk = new Desk();
      desk.attention.call(call(reason), bell, false);
      return desk.calls.includes("ring");
    })
  );
  assert.deepEqual(rung, [[], ["mention", "direct"], ["said", "mention", "direct"]]);
});

Deno.test("call() is quiet about what is read as it comes", () => {
  const desk = new Desk();
  desk.attention.call(call("direct"), "all", true);
  assert.deepEqual(desk.calls, []);
});

Deno.test("call() rings once for what comes within two seconds", () => {
  const desk = new Desk();
  const atMs = [0, 1, 1999, 2000, 3999, 4000];
  const rung = atMs.filter((nowMs) => {
    desk.nowMs = nowMs;
    desk.calls.length = 0;
    desk.attention.call(call("mention"), "all", false);
    return desk.calls.length > 0;
  });
  assert.deepEqual(rung, [0, 2000, 4000]);
});

Deno.test("call() keeps no quiet after what was not told", () => {
  const desk = new Desk();
  desk.attention.call(call("said"), "mentions", false);
  desk.attention.call(call("direct"), "all", true);
  desk.attention.call(call("mention"), "mentions", false);
  assert.equal(desk.calls[0], "ring");
});

Deno.test("call() tells the desktop the beginning of what is long", () => {
  const desk = new Desk();
  desk.attention.call(call("direct", "x".repeat(1000)), "all", false);
  assert.equal(desk.calls[1], `bob: ${"x".repeat(200)}`);
});

Deno.test("title() has the place and what is unread, and is written only when it is another", () => {
  const desk = new Desk();
  desk.attention.title("#lobby", { unread: 0, mentions: 0 });
  desk.attention.title("#lobby", { unread: 0, mentions: 0 });
  desk.attention.title("#lobby", { unread: 3, mentions: 0 });
  desk.attention.title("bob", { unread: 4, mentions: 1 });
  assert.deepEqual(desk.calls, [
    "#lobby – chatroom",
    "(3) #lobby – chatroom",
    "(4!) bob – chatroom",
  ]);
});
