import assert from "node:assert/strict";
import type { Call, CallReason } from "../../../client/conversations/call.ts";
import type { BellMode } from "../../../client/settings/settings.ts";
import { Conversation } from "../../../client/conversations/conversation.ts";
import { alertFor, windowTitle } from "../../../ui/screen/attention.ts";
import { direct, said } from "../../client/room_messages.ts";

const lobby = new Conversation("room", "lobby", { rooms: new Map() });
const bob = new Conversation("direct", "bob", { rooms: new Map() });

/** Who hears of calls, one after another. */
class Person {
  readonly heard: string[] = [];
  nowMs = 0;
  #alertedAtMs = -Infinity;

  call(call: Call, bell: BellMode, isRead: boolean): void {
    const alert = alertFor(call, { bell, isRead, sinceMs: this.nowMs - this.#alertedAtMs });
    if (alert === undefined) return;
    this.#alertedAtMs = this.nowMs;
    this.heard.push(`${alert.title}: ${alert.body}`);
  }
}

function call(reason: CallReason, text = "hi"): Call {
  const about = { reason };
  return reason === "direct"
    ? { ...about, conversation: bob, message: direct(1, { text }) }
    : { ...about, conversation: lobby, message: said(1, { text }) };
}

Deno.test("alertFor() rings and tells the persontop who said what, and where", () => {
  const person = new Person();
  person.call(call("mention"), "mentions", false);
  person.nowMs = 2000;
  person.call(call("direct"), "mentions", false);
  assert.deepEqual(person.heard, ["bob in #lobby: hi", "bob: hi"]);
});

Deno.test("alertFor() rings for what the person wants to hear of", () => {
  const rung = (["off", "mentions", "all"] as const).map((bell) =>
    (["said", "mention", "direct"] as const).filter((reason) => {
      const person = new Person();
      person.call(call(reason), bell, false);
      return person.heard.length > 0;
    })
  );
  assert.deepEqual(rung, [[], ["mention", "direct"], ["said", "mention", "direct"]]);
});

Deno.test("alertFor() is quiet about what is read as it comes", () => {
  const person = new Person();
  person.call(call("direct"), "all", true);
  assert.deepEqual(person.heard, []);
});

Deno.test("alertFor() rings once for what comes within two seconds", () => {
  const person = new Person();
  const atMs = [0, 1, 1999, 2000, 3999, 4000];
  const rung = atMs.filter((nowMs) => {
    person.nowMs = nowMs;
    person.heard.length = 0;
    person.call(call("mention"), "all", false);
    return person.heard.length > 0;
  });
  assert.deepEqual(rung, [0, 2000, 4000]);
});

Deno.test("alertFor() keeps no quiet after what was not told", () => {
  const person = new Person();
  person.call(call("said"), "mentions", false);
  person.call(call("direct"), "all", true);
  person.call(call("mention"), "mentions", false);
  assert.deepEqual(person.heard, ["bob in #lobby: hi"]);
});

Deno.test("alertFor() tells the persontop the beginning of what is long", () => {
  const person = new Person();
  person.call(call("direct", "x".repeat(1000)), "all", false);
  assert.deepEqual(person.heard, [`bob: ${"x".repeat(200)}`]);
});

Deno.test("windowTitle() has the place and what is unread", () => {
  assert.equal(windowTitle("#lobby", { unread: 0, mentions: 0 }), "#lobby – chatroom");
  assert.equal(windowTitle("#lobby", { unread: 3, mentions: 0 }), "(3) #lobby – chatroom");
  assert.equal(windowTitle("bob", { unread: 4, mentions: 1 }), "(4!) bob – chatroom");
});
