import assert from "node:assert/strict";
import type { Alert } from "../../../client/conversations/alert.ts";
import type { Conversation } from "../../../client/conversations/conversation.ts";
import { defaultSettings } from "../../../client/settings/settings.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, joined, said } from "../room_messages.ts";
import { contents } from "../timeline_items.ts";

/** The `seq` after which reading stopped, or what stands there. */
function markOf({ timeline, readMark }: Conversation): number | string | undefined {
  if (readMark === undefined || readMark === "start") return readMark;
  return contents(timeline)[timeline.items.indexOf(readMark)];
}

function unreadOf({ unread, highlights }: Conversation): [number, number] {
  return [unread, highlights];
}

function shortly(alerts: readonly Alert[]): [string, number, string][] {
  return alerts.map(({ conversation, message, reason }) => [conversation.key, message.seq, reason]);
}

const progress = { fetched: 2, total: 5 };

Deno.test("Conversations counts as unread what others say where nobody looks", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(
    said(1),
    said(2, { room: "dev" }),
    said(3, { room: "dev", text: "hi ann" }),
    said(4, { room: "dev", from: "ann" }),
    said(5, { room: "unknown" }),
    direct(1),
    direct(2, { from: "ann", to: "bob" }),
  );
  assert.deepEqual(unreadOf(at.get("#lobby")), [0, 0]);
  assert.deepEqual(unreadOf(at.get("#dev")), [2, 1]);
  assert.deepEqual(unreadOf(at.get("@bob")), [1, 1]);
  assert.deepEqual(at.all.totals, { unread: 3, highlights: 2 });
  at.all.switchTo(at.get("#dev"));
  assert.deepEqual(at.all.totals, { unread: 1, highlights: 1 });
});

Deno.test("Conversations.setFocused() says whether the current one is read", () => {
  const at = new ConversationsAtHand();
  const { current } = at.all;
  at.take(said(1));
  assert.ok(at.all.isRead(current));
  at.all.setFocused(false);
  assert.equal(markOf(current), undefined, "nothing came after");
  at.take(said(2), said(3));
  assert.deepEqual([unreadOf(current), markOf(current)], [[2, 0], 1]);
  at.all.setFocused(true);
  assert.deepEqual([unreadOf(current), markOf(current)], [[0, 0], 1], "the line is to be seen");
  at.take(said(4));
  assert.equal(markOf(current), 1);
  at.take(said(5, { from: "ann" }));
  assert.equal(markOf(current), undefined);
});

Deno.test("Conversations.switchTo() leaves a mark where reading stopped", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const [lobby, dev] = [at.get("#lobby"), at.get("#dev")];
  at.take(said(1), said(2, { room: "dev" }));
  at.all.switchTo(dev);
  assert.equal(markOf(dev), "joined", "nobody had looked there");
  at.take(said(3), said(4));
  at.all.switchTo(lobby);
  assert.deepEqual([markOf(lobby), markOf(dev)], [1, undefined]);
  at.all.switchTo(lobby);
  assert.equal(markOf(lobby), 1, "it was not left");
});

Deno.test("Conversations marks what is new below the joins and leaves that go on before it", () => {
  const at = new ConversationsAtHand();
  const join = { type: "join", room: "lobby", ts: 1 } as const;
  at.take({ ...join, nick: "carl" });
  at.all.setFocused(false);
  at.take({ ...join, nick: "dora" }, said(1));
  const { current } = at.all;
  assert.deepEqual(contents(current.timeline), ["joined", "membership", 1]);
  assert.equal(current.readMark, current.timeline.items[1]);
});

Deno.test("Conversations marks nothing where nothing was said since", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const [lobby, dev] = [at.get("#lobby"), at.get("#dev")];
  at.take(said(1));
  at.all.switchTo(dev);
  at.all.switchTo(lobby);
  at.all.tell("The bell is off");
  at.take({ type: "join", room: "lobby", ts: 1, nick: "carl" });
  assert.equal(markOf(lobby), undefined);
  at.take(said(2));
  assert.equal(markOf(lobby), 1);
});

Deno.test("Conversations counts nothing of whom one ignores, or does not focus on", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.settings = { ...defaultSettings, ignored: ["Bob"] };
  assert.deepEqual(at.take(said(1, { room: "dev" }), direct(1)), []);
  at.settings = { ...defaultSettings, focused: ["carl"] };
  assert.deepEqual(at.take(said(2, { room: "dev" })), []);
  assert.deepEqual([at.all.totals.unread, at.keys], [0, ["#lobby", "#dev"]]);
  assert.deepEqual(contents(at.get("#dev").timeline), ["joined", 1, 2], "it may be shown later");
  assert.equal(at.take(said(3, { room: "dev", from: "carl" }), direct(2)).length, 2);
});

Deno.test("Conversations.apply() gives what the person may want to hear of", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const alerts = at.take(
    said(1, { from: "ann" }),
    said(2),
    said(3, { room: "dev", text: "ANN!" }),
    direct(1),
    direct(2, { from: "ann", to: "bob" }),
  );
  assert.deepEqual(shortly(alerts), [
    ["#lobby", 2, "said"],
    ["#dev", 3, "mention"],
    ["@bob", 1, "direct"],
  ]);
});

Deno.test("Conversations.apply() counts what was missed, and marks where it begins", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const [lobby, dev] = [at.get("#lobby"), at.get("#dev")];
  at.take(said(1), said(2, { room: "dev" }));
  assert.deepEqual(shortly(at.takePage([said(3, { from: "ann" }), said(4)], { progress })), [
    ["#lobby", 4, "said"],
  ]);
  const texts = [said(5, { text: "ann: a" }), said(6, { text: "ann: b" }), said(7)];
  assert.deepEqual(shortly(at.takePage(texts)), [["#lobby", 6, "mention"]]);
  assert.deepEqual(contents(lobby.timeline), ["joined", 1, 3, 4, 5, 6, 7]);
  assert.deepEqual([unreadOf(lobby), markOf(lobby)], [[0, 0], 3], "somebody looks at it");
  at.takePage([said(8, { room: "dev" })], { room: "dev" });
  assert.deepEqual([unreadOf(dev), markOf(dev)], [[2, 0], "joined"]);
  at.takePage([said(9)]);
  assert.equal(markOf(lobby), 7, "missed another time");
});

Deno.test("Conversations.apply() takes what was said before one came as read", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const context = [said(1, { room: "dev", text: "ann?" }), said(2, { room: "dev" })];
  assert.deepEqual(at.takePage(context, { room: "dev", missed: false }), []);
  const dev = at.get("#dev");
  assert.deepEqual([unreadOf(dev), contents(dev.timeline)], [[0, 0], ["joined", 1, 2]]);
  at.take(said(3, { room: "dev" }));
  at.all.switchTo(dev);
  assert.equal(markOf(dev), 2);
});

Deno.test("Conversations.apply() brings up those who said something while one was away", () => {
  const at = new ConversationsAtHand();
  const own = direct(3, { from: "ann", to: "dora" });
  const alerts = at.takeDirects([direct(1), direct(2, { from: "carl" }), own, direct(4)]);
  assert.deepEqual(shortly(alerts), [["@bob", 4, "direct"]]);
  assert.deepEqual(at.keys, ["#lobby", "@bob", "@carl", "@dora"]);
  assert.deepEqual(at.all.list.map(({ unread }) => unread), [0, 2, 1, 0]);
  assert.deepEqual(contents(at.get("@bob").timeline), [1, 4]);
});

Deno.test("Conversations.apply() begins anew where too much was missed, but not where somebody reads", () => {
  const at = new ConversationsAtHand();
  const { timeline } = at.all.current;
  at.take(said(1));
  at.takePage([said(50)], { leftOut: true });
  assert.equal(markOf(at.all.current), contents(timeline)[0], "all behind that was missed");
  const [told, seq] = contents(timeline);
  assert.deepEqual([typeof told, seq, timeline.items.length], ["string", 50, 2]);
  timeline.held = true;
  at.takePage([said(90)], { leftOut: true });
  assert.deepEqual([contents(timeline), timeline.newer], [[told, 50], 1]);
});

Deno.test("Conversations.apply() forgets what is of another history", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(said(41), said(42, { room: "dev" }), direct(1));
  at.connect({ again: true, resumed: true });
  assert.equal(at.all.totals.unread, 2);
  at.connect({ again: true });
  at.take(joined(), said(1));
  assert.deepEqual(contents(at.get("#lobby").timeline), ["joined", 1]);
  assert.deepEqual([at.all.totals.unread, at.get("@bob").timeline.items], [0, []]);
});

Deno.test("Conversations reads nothing below for who reads above the end", () => {
  const at = new ConversationsAtHand();
  const { current } = at.all;
  at.take(said(1));
  current.timeline.held = true;
  const [alert] = at.take(said(2, { text: "ann?" }));
  assert.equal(alert?.reason, "mention");
  assert.equal(at.all.isRead(current), false);
  at.take(said(3));
  at.all.endReached();
  at.all.setFocused(true);
  assert.deepEqual([unreadOf(current), markOf(current)], [[2, 1], 1]);
  at.all.setFocused(false);
  at.all.setFocused(true);
  assert.deepEqual([unreadOf(current), markOf(current)], [[2, 1], 1], "still above");
  current.timeline.held = false;
  at.all.endReached();
  assert.deepEqual([unreadOf(current), markOf(current)], [[0, 0], 1]);
});

Deno.test("Conversations keeps unread below where one goes elsewhere and comes back", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const [lobby, dev] = [at.get("#lobby"), at.get("#dev")];
  at.take(said(1));
  lobby.timeline.held = true;
  at.take(said(2));
  at.all.switchTo(dev);
  at.all.switchTo(lobby);
  assert.deepEqual([unreadOf(lobby), markOf(lobby)], [[1, 0], 1]);
});

Deno.test("Conversation.readMark finds its place again where that was fetched again", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const dev = at.get("#dev");
  at.take(said(4, { room: "dev" }));
  at.all.switchTo(dev);
  assert.deepEqual([markOf(dev), dev.readMarkSeq], ["joined", 3], "all is new");
  at.all.switchTo(at.get("#lobby"));
  at.take(said(5, { room: "dev" }));
  assert.deepEqual([markOf(dev), dev.readMarkSeq], [4, 4]);
  const around = (...seqs: number[]) =>
    dev.timeline.showAround(seqs.map((seq) => said(seq, { room: "dev" })), {
      hasOldest: false,
      isLive: seqs.includes(5),
    });
  around(1, 2);
  assert.deepEqual([markOf(dev), dev.readMarkSeq], [undefined, 4], "it is further down");
  around(3, 4, 5);
  assert.deepEqual([markOf(dev), dev.readMarkSeq], [4, 4]);
  at.all.switchTo(dev);
  at.take(said(6, { room: "dev", from: "ann" }));
  assert.deepEqual([markOf(dev), dev.readMarkSeq], [undefined, undefined]);
});

Deno.test("Conversation.readMark is found for a person whose earlier words are fetched later", () => {
  const at = new ConversationsAtHand();
  at.takeDirects([direct(7), direct(8)]);
  const bob = at.get("@bob");
  assert.equal(markOf(bob), "start");
  bob.timeline.prepend([direct(2), direct(5)], { complete: true });
  assert.equal(markOf(bob), 5);
});

Deno.test("Conversation.readMarkSeq leads where reading stopped, also before what is left out", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const dev = at.get("#dev");
  const room = "dev";
  at.take(said(1, { room }));
  at.all.switchTo(dev);
  at.all.switchTo(at.get("#lobby"));
  at.takePage([said(2, { room }), said(3, { room })], { room, progress });
  at.takePage([said(900, { room })], { room, leftOut: true });
  assert.deepEqual([unreadOf(dev), markOf(dev), dev.readMarkSeq], [[3, 0], undefined, 1]);
  dev.timeline.showAround([said(1, { room }), said(2, { room })], {
    hasOldest: true,
    isLive: false,
  });
  assert.equal(markOf(dev), 1);
});

Deno.test("Conversations keeps the mark of what is unread where one says something from elsewhere", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1));
  const bob = at.get("@bob");
  at.all.switchTo(bob);
  at.all.switchTo(at.get("#lobby"));
  at.take(direct(2), direct(3, { from: "ann", to: "bob" }));
  assert.deepEqual([unreadOf(bob), markOf(bob)], [[1, 1], 1]);
  at.all.switchTo(bob);
  at.take(direct(4, { from: "ann", to: "bob" }));
  assert.equal(markOf(bob), undefined);
});
