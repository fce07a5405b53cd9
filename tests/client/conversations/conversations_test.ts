import assert from "node:assert/strict";
import { openSummary as settings } from "../../support/open_settings.ts";
import { isItemShown } from "../../../client/conversations/message_filter.ts";
import { targetOf } from "../../../client/conversations/conversation.ts";
import { Conversations } from "../../../client/conversations/conversations.ts";
import { defaultSettings } from "../../../client/settings/settings.ts";
import { ClientState } from "../../../client/state.ts";
import { ConversationsAtHand } from "../conversations_at_hand.ts";
import { direct, joined, said } from "../room_messages.ts";
import { contents } from "../timeline_items.ts";

Deno.test("Conversations has a current one from the start", () => {
  const clocks = { nowMs: () => 0, monotonicMs: () => 0 };
  const options = { state: new ClientState(), settings: () => defaultSettings, ...clocks };
  const none = new Conversations({ ...options, rooms: [] });
  assert.deepEqual(none.list.map(({ key }) => key), ["#lobby"]);
  const { current } = new Conversations({ ...options, rooms: ["dev", "lobby"] });
  assert.deepEqual([current.key, current.type, current.name], ["#dev", "room", "dev"]);
  assert.equal(current.room, undefined);
});

Deno.test("Conversations.list has rooms as they were joined, then persons as they came up", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const { all } = at;
  at.take(direct(1, { from: "zoe" }), direct(2), joined({ room: "art" }));
  assert.deepEqual(at.keys, ["#lobby", "#dev", "#art", "@zoe", "@bob"]);
  assert.equal(all.find("#dev")?.room?.name, "dev");
  assert.equal(all.find("@BOB")?.name, "bob");
  assert.equal(all.find("@nobody"), undefined);
});

Deno.test("Conversations.neighbour(), numbered() and nextUnread() lead through the list", () => {
  const at = new ConversationsAtHand(["lobby", "dev", "art"]);
  const { all } = at;
  assert.deepEqual([all.neighbour(1).key, all.neighbour(-1).key], ["#dev", "#art"]);
  assert.deepEqual([all.neighbour(7).key, all.neighbour(-7).key], ["#dev", "#art"]);
  assert.deepEqual([all.numbered(3)?.key, all.numbered(0), all.numbered(4)], [
    "#art",
    undefined,
    undefined,
  ]);
  assert.equal(all.nextUnread(), undefined);
  at.take(said(1, { room: "dev" }));
  assert.equal(all.nextUnread()?.key, "#dev");
  at.take(said(2, { room: "art", text: "ann?" }));
  assert.equal(all.nextUnread()?.key, "#art", "what is for oneself goes first");
  at.take(direct(1));
  all.switchTo(at.get("#art"));
  assert.equal(all.nextUnread()?.key, "@bob");
});

Deno.test("Conversations.openDirect() begins a conversation once, and closeDirect() ends it", () => {
  const at = new ConversationsAtHand();
  const { all } = at;
  const bob = all.openDirect("Bob");
  assert.equal(all.openDirect("bob"), bob);
  assert.deepEqual([bob.key, bob.name, bob.room, all.current.key], [
    "@bob",
    "Bob",
    undefined,
    "#lobby",
  ]);
  all.switchTo(bob);
  all.closeDirect(bob);
  assert.deepEqual([all.current.key, all.list.length], ["#lobby", 1]);
  all.switchTo(bob);
  assert.equal(all.current.key, "#lobby", "it is not there any more");
  all.closeDirect(all.current);
  assert.equal(all.list.length, 1, "a room is left by the server's command");
  at.take(direct(1));
  assert.notEqual(all.find("@bob"), bob);
});

Deno.test("Conversations keeps a bound of persons, and first forgets whom nothing is unread of", () => {
  const at = new ConversationsAtHand();
  const first = at.all.openDirect("first");
  at.all.switchTo(first);
  at.all.openDirect("second");
  for (let seq = 1; seq <= 300; seq++) at.take(direct(seq, { from: `nick${seq}` }));
  assert.equal(at.all.list.length, 201);
  assert.equal(at.all.current, first);
  assert.equal(at.all.find("@second"), undefined);
  assert.ok(at.all.find("@nick300"));
});

Deno.test("Conversations forgets those one said something to after others", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1, { from: "ann", to: "friend" }));
  at.all.openDirect("stranger");
  for (let seq = 2; seq <= 200; seq++) at.take(direct(seq, { from: `nick${seq}` }));
  assert.equal(at.all.find("@stranger"), undefined);
  assert.ok(at.all.find("@friend"));
});

Deno.test("Conversations.apply() moves a conversation along with the person's nick", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1), direct(2, { from: "carl" }));
  const bob = at.get("@bob");
  const renamed = { type: "rename", room: "lobby", ts: 5 } as const;
  at.take({ ...renamed, from: "bob", to: "Rob" });
  assert.deepEqual([bob.key, bob.name, at.get("@rob")], ["@rob", "Rob", bob]);
  assert.deepEqual(contents(bob.timeline), [1, "rename"]);
  assert.deepEqual(contents(at.get("#lobby").timeline), ["joined", "rename"]);
  at.take({ ...renamed, room: "dev", from: "bob", to: "Rob" });
  at.take({ ...renamed, from: "Rob", to: "carl" });
  assert.deepEqual(at.keys, ["#lobby", "@rob", "@carl"], "that place is taken");
});

Deno.test("Conversations.apply() tells one's own new nick once", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take({ type: "rename", ts: 5, from: "ann", to: "anna" });
  for (const room of ["lobby", "dev"]) {
    at.take({ type: "rename", room, ts: 5, from: "ann", to: "anna" });
  }
  assert.deepEqual(contents(at.get("#lobby").timeline), ["joined", "rename"]);
  assert.deepEqual(contents(at.get("#dev").timeline), ["joined"]);
});

Deno.test("Conversations.apply() puts what happens in its room, and answers where they belong", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  const dev = { room: "dev", ts: 1 } as const;
  at.take(
    { type: "join", ...dev, nick: "carl" },
    { type: "leave", ...dev, nick: "carl", reason: "left" },
    { type: "presence", ...dev, count: 3, joined: ["dora"], left: [] },
    { type: "presence", ...dev, count: 3, joined: [], left: [] },
    { type: "topic", ...dev, by: "bob", topic: "new" },
    { type: "away", ...dev, nick: "bob", text: "lunch" },
    { type: "leave", ...dev, nick: "bob", reason: "kicked", text: "rude" },
    { type: "moderation", ...dev, by: "carl", action: "kick", nick: "dora", roles: [] },
    { type: "leave", ...dev, nick: "dora", reason: "kicked", by: "carl" },
    { type: "settings", ...dev, by: "carl", settings, changed: [] },
    { type: "notice", text: "here", room: "dev" },
    { type: "error", code: "not_allowed", message: "no", room: "dev" },
    { type: "topic", ts: 1, room: "unknown", by: "bob", topic: "x" },
  );
  const { timeline } = at.get("#dev");
  assert.deepEqual(contents(timeline), [
    "joined",
    "membership",
    "topic",
    "away",
    "leave",
    "moderation",
    "settings",
    "notice",
    "error",
  ]);
  const [, changes] = timeline.items;
  assert.deepEqual(changes?.type === "membership" && [changes.passed, changes.joined], [["carl"], [
    "dora",
  ]]);
  at.take(
    { type: "notice", text: "there" },
    { type: "error", code: "no_such_room", message: "no", room: "unknown" },
    { type: "results", query: "x", page: 1, messages: [said(1)], complete: true },
    { type: "pong" },
    { type: "bye", code: "kicked" },
  );
  at.all.tell("told");
  assert.deepEqual(contents(at.all.current.timeline), ["joined", "notice", "error", "told"]);
  assert.equal(at.all.totals.unread, 0);
});

Deno.test("Conversations.apply() knows who types, until they have said it or are gone", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1));
  const [lobby, bob] = [at.get("#lobby"), at.get("@bob")];
  const typing = (nick: string, room?: string) => at.take({ type: "typing", nick, room });
  for (const nick of ["bob", "carl", "dora", "ann"]) typing(nick, "lobby");
  typing("bob");
  typing("stranger");
  assert.deepEqual(
    lobby.typists.nicks(at.monotonicMs),
    ["bob", "carl", "dora"],
    "oneself is no news",
  );
  assert.deepEqual(bob.typists.nicks(at.monotonicMs), ["bob"]);
  assert.deepEqual(at.keys, ["#lobby", "@bob"]);
  at.take(said(1), { type: "leave", room: "lobby", ts: 1, nick: "carl", reason: "left" });
  assert.deepEqual(lobby.typists.nicks(at.monotonicMs), ["dora"]);
  at.take({ type: "presence", room: "lobby", ts: 1, count: 1, joined: [], left: ["dora"] });
  assert.deepEqual(lobby.typists.nicks(at.monotonicMs), []);
  at.apply({ type: "disconnected", reason: "x", retryInMs: 1 });
  assert.deepEqual(bob.typists.nicks(at.monotonicMs), []);
  at.settings = { ...defaultSettings, ignored: ["bob"] };
  typing("bob", "lobby");
  assert.deepEqual(lobby.typists.nicks(at.monotonicMs), []);
});

/** What of the current conversation the person sees. */
function shown({ all, settings, state }: ConversationsAtHand): (number | string)[] {
  const { items } = all.current.timeline;
  return contents({ items: items.filter((item) => isItemShown(item, settings, state)) });
}

Deno.test("Conversations shows the last words of who leaves, unless one ignores them", () => {
  const at = new ConversationsAtHand();
  at.settings = { ...defaultSettings, ignored: ["eve"] };
  const leave = { type: "leave", room: "lobby", ts: 1, reason: "left" } as const;
  at.take(
    { ...leave, nick: "bob", text: "see you tomorrow" },
    { ...leave, nick: "carl" },
    { ...leave, nick: "eve", text: "buy!" },
  );
  assert.deepEqual(shown(at), ["joined", "leave", "membership"]);
});

Deno.test("Conversations keeps one conversation with a person, under the nick of now, where no room tells of it", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1, { person: "p1" }), direct(2, { from: "rob", person: "p1" }));
  assert.deepEqual(at.keys, ["#lobby", "@rob"]);
  at.take(direct(3, { from: "ann", to: "bob", toPerson: "p1" }));
  assert.deepEqual(at.keys, ["#lobby", "@rob"], "a nick from before");
  at.take(direct(4, { from: "carl", person: "p3" }), direct(5, { from: "rob" }));
  assert.deepEqual(at.keys, ["#lobby", "@rob", "@carl"]);
  assert.deepEqual(at.all.find("@rob")?.timeline.items.length, 4);
});

Deno.test("Conversations tells nothing of whom one ignores, by another nick either", () => {
  const at = new ConversationsAtHand();
  at.settings = { ...defaultSettings, ignored: [{ nick: "bob", person: "p1" }] };
  const [where, rob] = [{ room: "lobby", ts: 1 }, { nick: "rob", person: "p1" }];
  at.take(
    { type: "rename", ...where, from: "bob", to: "rob", person: "p1" },
    { type: "join", ...where, ...rob },
    { type: "away", ...where, ...rob, text: "buy!" },
    { type: "leave", ...where, ...rob, reason: "left", text: "buy!" },
    { type: "typing", room: "lobby", ...rob },
    direct(1, { from: "rob", person: "p1" }),
  );
  assert.deepEqual(shown(at), ["joined"]);
  assert.deepEqual(at.all.current.typists.nicks(at.monotonicMs), []);
  assert.deepEqual(at.keys, ["#lobby"]);
  at.settings = defaultSettings;
  assert.deepEqual(shown(at), ["joined", "rename", "away", "leave"], "not ignored any more");
  at.settings = { ...defaultSettings, ignored: [{ nick: "bob", person: "p1" }] };
  at.take(
    { type: "typing", room: "lobby", nick: "bob", person: "p2" },
    direct(2, {
      ...{ from: "bob", person: "p2" },
    }),
  );
  assert.deepEqual([at.all.current.typists.nicks(at.monotonicMs), at.keys], [
    ...[["bob"], ["#lobby", "@bob"]],
  ]);
});

Deno.test("Conversations.apply() tells a nick in another case once, and ends what it typed", () => {
  const at = new ConversationsAtHand(["lobby", "dev"]);
  at.take(direct(1), { type: "typing", nick: "bob" });
  const bob = at.get("@bob");
  for (const room of ["lobby", "dev"]) {
    at.take({ type: "rename", room, ts: 1, from: "bob", to: "Bob" });
  }
  assert.deepEqual([contents(bob.timeline), bob.name], [[1, "rename"], "Bob"]);
  at.take({ type: "typing", nick: "Bob" });
  at.take({ type: "rename", room: "lobby", ts: 1, from: "Bob", to: "rob" });
  assert.deepEqual(bob.typists.nicks(at.monotonicMs), []);
});

Deno.test("Conversations knows who types by a clock that never goes back", () => {
  const at = new ConversationsAtHand();
  at.take({ type: "typing", room: "lobby", nick: "bob" });
  at.nowMs -= 1000;
  at.monotonicMs += 6000;
  assert.deepEqual(at.all.current.typists.nicks(at.monotonicMs), []);
});

Deno.test("Conversations knows one's own words under another nick", () => {
  const at = new ConversationsAtHand();
  at.all.setFocused(false);
  at.take({ type: "rename", ts: 1, from: "ann", to: "anna" });
  const alerts = at.takeDirects([
    direct(1, { from: "earlier", to: "carl" }),
    direct(2, { from: "ann", to: "carl" }),
    direct(3, { from: "dora", to: "ann" }),
  ]);
  at.takePage([said(4, { from: "ann" })]);
  assert.deepEqual(alerts.map(({ message }) => message.seq), [3]);
  assert.deepEqual([at.keys, at.all.totals.unread], [["#lobby", "@carl", "@dora"], 1]);
  at.take({ type: "join", room: "lobby", ts: 1, nick: "ann" }, said(5, { from: "ann" }));
  assert.equal(at.all.totals.unread, 2, "another is ann now");
  assert.equal(at.takeDirects([direct(6, { to: "ann" })]).length, 1, "said to oneself before");
});

Deno.test("Conversations begins another one with who takes the nick of a person, and tells so once", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1, { person: "p1" }));
  const former = at.get("@bob");
  at.take(direct(2, { person: "p2" }), direct(3, { from: "ann", to: "bob", toPerson: "p2" }));
  const bob = at.get("@bob");
  assert.deepEqual(contents(former.timeline), [1, "Somebody else is called bob now"]);
  assert.deepEqual(contents(bob.timeline), [2, 3]);
  assert.deepEqual([former, bob].map(({ isFormer }) => isFormer), [true, false]);
  assert.deepEqual([former, bob].map(targetOf), [
    ...[{ to: "bob", toPerson: "p1" }, { to: "bob", toPerson: "p2" }],
  ]);
  // Who had the nick before is heard of again, under another.
  at.take(direct(4, { from: "rob", person: "p1" }), direct(5, { person: "p2" }));
  assert.deepEqual([former.key, former.isFormer, bob.key], ["@rob", false, "@bob"]);
  assert.deepEqual(at.keys, ["#lobby", "@rob", "@bob"]);
});

Deno.test("Conversations knows who has a nick now: whoever joins with it, and whom a nick is typed for", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1, { person: "p1" }));
  const former = at.get("@bob");
  at.take({ type: "join", room: "lobby", ts: 2, nick: "Bob", person: "p2" });
  assert.ok(former.isFormer && at.all.find("@bob") === undefined);
  const bob = at.all.openDirect("bob");
  assert.deepEqual([bob.person, former.person], ["p2", "p1"]);
  at.take({ type: "rename", room: "lobby", ts: 3, from: "Bob", to: "rob", person: "p2" });
  at.take({ type: "typing", nick: "rob", person: "p2" });
  assert.deepEqual([bob.key, bob.typists.nicks(0), former.typists.nicks(0)], ["@rob", ["rob"], []]);
  assert.deepEqual(targetOf(former), { to: "bob", toPerson: "p1" });
});

Deno.test("Conversations goes by nicks where a server tells of no persons", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1), direct(2, { from: "ann", to: "bob" }));
  const bob = at.get("@bob");
  assert.deepEqual([contents(bob.timeline), targetOf(bob)], [
    [1, 2],
    { to: "bob", toPerson: undefined },
  ]);
});

Deno.test("Conversations tells where what was said to a person went to somebody else, in a conversation of its own", () => {
  const at = new ConversationsAtHand();
  at.take(direct(1, { person: "p1" }), direct(2, { from: "carl", person: "p2" }));
  const [bob, carl] = [at.get("@bob"), at.get("@carl")];
  const said = direct(3, { from: "ann", to: "bob", toPerson: "p2" });
  at.take(said);
  assert.deepEqual([bob, carl].map((each) => at.all.isElsewhere(said, each)), [true, false]);
  at.all.tellEcho(said, bob);
  at.all.tellEcho(direct(4, { from: "ann", to: "dora" }), bob);
  assert.deepEqual(contents(bob.timeline), [1, "echo", "Somebody else is called bob now", "echo"]);
});
