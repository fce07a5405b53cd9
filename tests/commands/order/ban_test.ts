import assert from "node:assert/strict";
import type { Chat } from "../../../chat/chat.ts";
import { enter } from "../../../chat/enter.ts";
import type { EnterRequest } from "../../../chat/request.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { ChatState } from "../../../server/chat_state.ts";
import { createSetting, makeModerator } from "../setting.ts";

const minuteMs = 60_000;

function comeIn(chat: Chat, nick: string, about: Partial<EnterRequest> = {}, nowMs = 0) {
  const asked = { type: "enter", nick, person: nick, resume: new Map(), isKnown: false } as const;
  return [...enter(chat, about.isKnown ? nick : `new-${nick}`, { ...asked, ...about }, nowMs)];
}

Deno.test("/ban in a room keeps the person out, under any nick, for the time that was given", () => {
  const { answers, chat, rooms, members, ann, bob } = createSetting();
  makeModerator(chat, ann);
  assert.deepEqual(answers(ann, "/ban bob 10m too loud"), [
    '"bob" is banned from #lobby for 10 min',
  ]);
  assert.equal(bob.rooms.size, 0);
  members.rename(bob, "rob");
  assertRefused("banned", () => rooms.join(bob, "lobby", 9 * minuteMs));
  assert.ok(rooms.join(bob, "lobby", 10 * minuteMs));
});

Deno.test("/ban holds nicks that look alike, and nobody who keeps order", () => {
  const { run, chat, rooms, members, ann } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/ban bill");
  const alike = members.enter("other", "BiII", 0);
  assertRefused("banned", () => rooms.join(alike, "lobby", 0));
  assertRefused("banned", () => run(ann, "/ban carl") && run(ann, "/nick carl"));
  alike.serverRole = "operator";
  assert.ok(rooms.join(alike, "lobby", 0));
});

Deno.test("/ban holds a nick however wide it is written, for who comes and for who is here", () => {
  const { run, chat, ann, operator } = createSetting();
  run(operator, "/ban server evil");
  assertRefused("banned", () => comeIn(chat, "ｅｖｉｌ"));
  assertRefused("banned", () => run(ann, "/nick ｅｖｉｌ"));
});

Deno.test("/ban in a room holds the nick for who is in it and takes it with a hello", () => {
  const { run, chat, ann, bob } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/ban evil");
  const again = { isKnown: true, person: "bob", rooms: ["lobby"] };
  const takeAs = (nick: string) => () => [
    ...enter(chat, "bob", { ...{ type: "enter", nick, resume: new Map() }, ...again }, 0),
  ];
  for (const nick of ["evil", "EVIL", "ｅｖｉｌ"]) assertRefused("banned", takeAs(nick));
  assert.equal(bob.nick, "bob");
  takeAs("bobby")();
  assert.equal(bob.nick, "bobby");
});

Deno.test("/ban tells the room and the audit log, and /bans who, by whom and why", () => {
  const { run, answers, chat, ann, bob } = createSetting();
  makeModerator(chat, ann);
  const outcomes = run(ann, "/ban bob 2h spam", { nowMs: 1000 });
  assert.deepEqual(outcomes.map(({ type }) => type), [
    ...["keepRoom", "keepAudit", "moderation", "leave", "notice"],
  ]);
  const untilTs = 1000 + 120 * minuteMs;
  assert.partialDeepStrictEqual(outcomes[2], { action: "ban", nick: "bob", untilTs, text: "spam" });
  run(ann, "/mute carl");
  assert.deepEqual(answers(ann, "/bans", { nowMs: 1000 }), [
    "banned: bob, for 2 hr more, by ann: spam\nmuted: carl, for good, by ann",
  ]);
  assertRefused("not_in_room", () => run(bob, "/bans"));
  const lifted = run(ann, "/unban BOB", { nowMs: 1000 });
  assert.deepEqual(lifted.map(({ type }) => type), [
    "keepRoom",
    "moderation",
    "keepAudit",
    "notice",
  ]);
  assertRefused("no_such_nick", () => run(ann, "/unban bob", { nowMs: 1000 }));
  assert.deepEqual(answers(ann, "/bans", { nowMs: 1000 }), ["muted: carl, for good, by ann"]);
});

Deno.test("/ban from the server ends the connection, and holds new identities of the address", () => {
  const { run, answers, chat, members, ann, bob, operator } = createSetting();
  Object.assign(bob, { address: "192.0.2.7" });
  Object.assign(ann, { address: "192.0.2.7" });
  const told = answers(operator, "/ban bob 1h");
  assert.match(told[0] ?? "", /^1 other is here from the same address: ann\. They stay/);
  assert.equal(told[1], '"bob" is banned from the server for 1 hr');
  assert.deepEqual([members.get("bob"), members.get("ann")], [undefined, ann]);
  const from = { address: "192.0.2.7" };
  assertRefused("banned", () => comeIn(chat, "newcomer", from));
  assert.throws(() => comeIn(chat, "newcomer", from), {
    message: "Nobody new may come in from your address for 1 hr more: ask whoever runs the server",
  });
  assertRefused("banned", () => comeIn(chat, "bob", { isKnown: true }), "the identity");
  assertRefused("banned", () => comeIn(chat, "B0b", { address: "198.51.100.1" }), "a look-alike");
  assert.ok(comeIn(chat, "pupil", { ...from, isKnown: true }).length > 0, "was here before");
  assert.ok(comeIn(chat, "local", { ...from, isExempt: true }).length > 0);
  assert.ok(comeIn(chat, "elsewhere", { address: "192.0.2.8" }).length > 0);
  assert.ok(comeIn(chat, "later", from, 60 * minuteMs).length > 0);
  assertRefused("not_allowed", () => run(ann, "/ban server carl"));
});

Deno.test("/ban of an address or a network holds who is new from there", () => {
  const { run, chat, operator } = createSetting();
  run(operator, "/ban 192.0.2.0/24 spam");
  run(operator, "/ban 2001:db8::/64");
  for (const address of ["192.0.2.1", "2001:db8::1:2:3:4"]) {
    assertRefused("banned", () => comeIn(chat, "x", { address }), address);
  }
  assert.ok(comeIn(chat, "y", { address: "192.0.3.1" }).length > 0);
  run(operator, "/unban 192.0.2.0/24");
  assert.ok(comeIn(chat, "z", { address: "192.0.2.1" }).length > 0);
});

Deno.test("/ban refuses what is nobody, everybody, oneself or no less", () => {
  const { run, chat, ann, bob, operator } = createSetting();
  makeModerator(chat, ann);
  for (const line of ["/ban *", "/ban a/b", "/ban 0.0.0.0/0", "/ban ::/0", "/ban 127.0.0.1"]) {
    assertRefused(
      line === "/ban a/b" || line === "/ban *" ? "bad_usage" : "not_allowed",
      () => run(operator, line),
      line,
    );
  }
  assertRefused("not_allowed", () => run(ann, "/ban 192.0.2.1"), "addresses are for the server");
  assertRefused("not_allowed", () => run(ann, "/ban ann"));
  assertRefused("not_allowed", () => run(ann, "/ban server"), "an operator's");
  assertRefused("nick_invalid", () => run(ann, "/ban a\u0301b$"));
  for (const time of ["-1", "9e99", "2w3x", "0m", "10"]) {
    assertRefused("bad_usage", () => run(ann, `/ban bob ${time}`), time);
  }
  const owner = { identity: "bob", nick: "bob" };
  chat.rooms.setRecord(chat.rooms.find("lobby"), { owner });
  assertRefused("not_allowed", () => run(ann, "/ban bob"), "the owner");
  run(bob, "/leave");
  assertRefused("not_allowed", () => run(ann, "/ban bob"), "the owner, out of the room");
  chat.rooms.setRecord(chat.rooms.find("lobby"), { moderators: [] });
  assertRefused("not_allowed", () => run(ann, "/ban carl"), "who was just demoted");
});

Deno.test("/ban that is refused says nothing of others at the same address", () => {
  const { run, chat, ann, bob } = createSetting();
  for (const member of [ann, bob]) Object.assign(member, { address: "192.0.2.7" });
  Object.assign(ann, { serverRole: "operator" });
  Object.assign(bob, { serverRole: "owner" });
  const what = { type: "command", name: "ban", args: "server bob", room: "lobby" } as const;
  assert.ok(chat instanceof ChatState);
  const outcomes = chat.apply({ by: "ann", what, nowMs: 0 });
  assert.deepEqual(outcomes.map(({ type }) => type), ["error"]);
  assertRefused("not_allowed", () => run(ann, "/ban server ann"));
});

Deno.test("/ban does not tell whether a nick is known", () => {
  const { answers, chat, ann } = createSetting();
  makeModerator(chat, ann);
  chat.accounts.set({ identity: "d", nick: "dora", createdAt: 0, seenAt: 0, devices: [] });
  const [known, unknown] = ["dora", "nobody"].map((nick) => answers(ann, `/ban ${nick}`).join());
  assert.equal(known?.replace("dora", "nobody"), unknown);
});

Deno.test("/unban knows who was banned under the nick of now", () => {
  const { run, chat, members, rooms, ann, bob } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/ban bob");
  members.rename(bob, "rob");
  const [, told] = run(ann, "/unban rob");
  assert.partialDeepStrictEqual(told, { action: "unban", nick: "rob", toIdentity: "bob" });
  assert.ok(rooms.join(bob, "lobby", 0));
});

Deno.test("/ban, /kick and /mute find who is here under another nick than the one that is reserved", () => {
  const { run, chat, rooms, members, ann, bob } = createSetting();
  makeModerator(chat, ann);
  members.rename(bob, "rob");
  chat.accounts.set({ identity: "bob", nick: "bob", createdAt: 0, seenAt: 0, devices: [] });
  const [, , muted] = run(ann, "/mute bob");
  assert.partialDeepStrictEqual(muted, { action: "mute", nick: "rob", toIdentity: "bob" });
  run(ann, "/kick bob");
  assert.equal(bob.rooms.size, 0);
  rooms.join(bob, "lobby", 0);
  run(ann, "/ban bob");
  assert.equal(bob.rooms.size, 0);
  assertRefused("banned", () => rooms.join(bob, "lobby", 0));
});

Deno.test("/ban from the server tells whom it sends away for how long", () => {
  const { run, members, operator } = createSetting();
  const byeOf = (nick: string, line: string) => {
    members.enter(nick, nick, 0);
    const event = run(operator, line).find(({ type }) => type === "depart");
    assert.ok(event?.type === "depart");
    return event.bye;
  };
  const bye = { type: "bye", code: "banned", text: "spam" } as const;
  assert.deepEqual(byeOf("carl", "/ban carl 10m spam"), { ...bye, retryAfterMs: 600_000 });
  assert.deepEqual(byeOf("dora", "/ban dora spam"), { ...bye, retryAfterMs: undefined });
});

Deno.test("/ban from the server keeps the address when its time is changed, and tells where it has none", () => {
  const { run, answers, chat, ann, bob, operator } = createSetting();
  Object.assign(bob, { address: "192.0.2.7" });
  assert.deepEqual(answers(operator, "/ban bob 1h noise"), [
    '"bob" is banned from the server for 1 hr',
  ]);
  assert.deepEqual(answers(operator, "/ban bob 2h noise"), [
    '"bob" is banned from the server for 2 hr',
  ]);
  assertRefused("banned", () => comeIn(chat, "newcomer", { address: "192.0.2.7" }));
  const [, hint] = answers(operator, "/ban dora");
  assert.equal(hint, "No address is banned by that: /ban server ADDRESS does, which the log tells");
  makeModerator(chat, ann);
  assert.throws(() => run(ann, "/unban bob"), { message: '"bob" is not banned from #lobby' });
});

Deno.test("/bans has pages, the last of which names no further one", () => {
  const { run, answers, chat, ann } = createSetting();
  makeModerator(chat, ann);
  for (let index = 0; index < 41; index++) run(ann, `/ban nuisance${index}`);
  const pages = ["", " 2", " 3", " 4"].map((page) => answers(ann, `/bans${page}`)[0]?.split("\n"));
  assert.deepEqual(pages.map((lines) => lines?.length), [21, 21, 1, 1]);
  assert.deepEqual([pages[0]?.at(-1), pages[1]?.at(-1)], [
    "and 21 more: /bans in:lobby 2",
    "and 1 more: /bans in:lobby 3",
  ]);
  assert.match(pages[2]?.[0] ?? "", /^banned: nuisance40/);
  assert.equal(pages[3]?.[0], "There is no more");
  assert.match(answers(ann, "/bans in:lobby 2")[0] ?? "", /^banned: nuisance20/);
  for (const page of ["0", "-1", "9e99", "x"]) {
    assertRefused("bad_usage", () => run(ann, `/bans ${page}`), page);
  }
});
