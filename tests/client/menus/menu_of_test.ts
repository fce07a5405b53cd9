import assert from "node:assert/strict";
import { menuOf, whyNotThem } from "../../../client/menus/menu_of.ts";
import type { Subject } from "../../../client/menus/subject.ts";
import type { MemberSummary, SaidMessage } from "../../../protocol.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { joined, said } from "../room_messages.ts";

const command = (name: string) => ({ name, aliases: [], usage: `/${name}`, summary: "" });

/** ann in the lobby, with that role of hers, and with bob who may have one. */
function lobby(role?: string, bob: Partial<MemberSummary> = {}): ConversationsAtHand {
  const conversations = new ConversationsAtHand();
  conversations.state.commands = ["kick", "delete"].map(command);
  const members = [{ nick: "ann", role }, { nick: "bob", ...bob }];
  conversations.take(joined({ role, members }));
  return conversations;
}

function labels({ state, all }: ConversationsAtHand, subject: Subject): string[] | undefined {
  return menuOf(subject, { state, conversation: all.current })?.entries.map(({ label }) => label);
}

const bob = { type: "member", who: { nick: "bob" } } as const;
const ofAnybody = ["Message privately", "Ignore"];

Deno.test("menuOf() offers to keep order with whose role is less than one's own", () => {
  assert.deepEqual(labels(lobby(), bob), ofAnybody);
  assert.deepEqual(labels(lobby("voice"), bob), ofAnybody);
  assert.deepEqual(labels(lobby("moderator"), bob), [...ofAnybody, "Kick…"]);
  assert.deepEqual(labels(lobby("moderator", { role: "moderator" }), bob), ofAnybody);
  assert.deepEqual(labels(lobby("owner", { role: "moderator" }), bob), [...ofAnybody, "Kick…"]);
});

Deno.test("menuOf() a message is of whoever said it, by the nick of now", () => {
  const conversations = lobby();
  const [message, own] = [said(1, { person: "p2" }), said(2, { from: "ann" })];
  const renamed = { from: "bob", to: "rob", person: "p2", ts: 3 };
  conversations.take(message, own, { type: "rename", room: "lobby", ...renamed });
  const of = (message: SaidMessage) => labels(conversations, { type: "message", message });
  assert.ok(of(message)?.includes("Reply to rob"));
  assert.deepEqual(of(own), ["Copy the text", "Delete…"]);
  assert.equal(of(said(9)), undefined, "it is not there");
});

Deno.test("whyNotThem() tells that the nick is somebody else's since", () => {
  const { state } = lobby("moderator", { person: "p2" });
  assert.equal(whyNotThem({ nick: "bob", person: "p2" }, state), undefined);
  assert.equal(whyNotThem({ nick: "bob" }, state), undefined);
  assert.match(whyNotThem({ nick: "bob", person: "p3" }, state) ?? "", /^Somebody else is called/);
});
