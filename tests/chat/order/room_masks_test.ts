import assert from "node:assert/strict";
import type { Member } from "../../../chat/people/member.ts";
import { assertRefused } from "../assert_refused.ts";
import { createSetting } from "../../commands/setting.ts";

const said = { room: "dev", text: "hi", kind: "text" };

/** Ann owns #dev, in which bob is too. */
function begin() {
  const setting = createSetting();
  const { rooms, members, run, ann, bob } = setting;
  Object.assign(bob, { user: "~rob", host: "b0b.example", account: "robert" });
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const inDev = { room: "dev" };
  const leave = () => bob.rooms.has("dev") && rooms.leave(bob, rooms.find("dev"), "left");
  const join = (member: Member = bob) => rooms.join(member, "dev", 0);
  const byAnn = (line: string, nowMs = 0) => run(ann, line, { ...inDev, nowMs });
  return { ...setting, members, inDev, leave, join, byAnn };
}

const matching = [
  ...[
    "*!*@*",
    "BOB!*@*",
    "b?b!~rob@b0b.example",
    "*!*@*.EXAMPLE",
    "*@b0b.example",
    "*!~rob",
    "bo?",
  ],
  ...["a:robert", "a:ROB*"],
];
const others = ["bob!rob@*", "*!*@example", "a:bob", "a:", "\\*!*@*", "m:bob!*@*", "m:a:robert"];

Deno.test("/ban MASK keeps out whom it matches, and /unban lets them in", () => {
  for (const mask of matching) {
    const { byAnn, leave, join } = begin();
    leave();
    byAnn(`/ban ${mask}`);
    assertRefused("banned", () => join(), mask);
    byAnn(`/unban ${mask}`);
    assert.ok(join(), mask);
  }
  for (const mask of others) {
    const { byAnn, leave, join } = begin();
    leave();
    if (mask === "a:") assertRefused("bad_usage", () => byAnn(`/ban ${mask}`));
    else byAnn(`/ban ${mask}`);
    assert.ok(join(), mask);
  }
});

Deno.test("/ban a:ACCOUNT holds nobody who merely has that nick", () => {
  const { byAnn, leave, join, bob } = begin();
  leave();
  bob.account = undefined;
  byAnn("/ban a:bob");
  assert.ok(join());
});

Deno.test("/ban MASK sends nobody out, and tells the room, the audit log and /bans what was typed", () => {
  const { byAnn, bob, answers, ann, inDev } = begin();
  const [kept, audit, told, notice, ...more] = byAnn("/ban BOB!*@* 10m too loud");
  assert.ok(kept?.type === "keepRoom" && kept.record.bans[0]?.whom === "BOB!*@*");
  assert.ok(audit?.type === "keepAudit" && audit.entry.whom === "BOB!*@*");
  assert.partialDeepStrictEqual(told, {
    ...{ type: "moderation", action: "ban", nick: "BOB!*@*", toIdentity: undefined },
    ...{ text: "too loud", untilTs: 600_000 },
  });
  assert.deepEqual([notice?.type, more], ["notice", []]);
  assert.ok(bob.rooms.has("dev"));
  assert.deepEqual(answers(ann, "/bans", inDev), [
    "banned: BOB!*@*, for 10 min more, by ann: too loud",
  ]);
  const lifted = byAnn("/unban bob!*@*").find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(lifted, { action: "unban", nick: "BOB!*@*" });
  assertRefused("no_such_nick", () => byAnn("/unban bob!*@*"));
});

Deno.test("/ban MASK once more changes nothing, unless it is for another time", () => {
  const { byAnn, rooms } = begin();
  byAnn("/ban bob!*@*");
  assert.deepEqual(byAnn("/ban Bob!*@*", 1).map(({ type }) => type), ["notice"]);
  byAnn("/ban Bob!*@* 5m", 2);
  byAnn("/ban eve", 3);
  assert.deepEqual(rooms.find("dev").record.bans.map(({ whom }) => whom), ["Bob!*@*", "eve"]);
});

Deno.test("who is banned by a mask and in the room may not speak, unless by voice", () => {
  const { byAnn, rooms, bob, ann } = begin();
  for (const mask of ["bob!*@*", "m:bob!*@*", "m:a:robert"]) {
    byAnn(`/ban ${mask}`);
    assertRefused("muted", () => rooms.say(bob, said, 0), mask);
    assert.ok(rooms.say(ann, said, 0));
    byAnn("/voice bob");
    assert.ok(rooms.say(bob, said, 0), mask);
    byAnn("/unvoice bob");
    byAnn(`/unban ${mask}`);
    assert.ok(rooms.say(bob, said, 0), mask);
  }
});

Deno.test("/ban m:MASK lets in whom it keeps quiet, and tells it to who comes in", () => {
  const { byAnn, leave, join } = begin();
  leave();
  byAnn("/ban m:bob!*@* 1m");
  assert.partialDeepStrictEqual(join()?.joined, { muted: true, mutedUntilTs: 60_000 });
});

Deno.test("/except lets past bans and mutes, with m: in front past mutes alone", () => {
  const { byAnn, rooms, leave, join, bob } = begin();
  byAnn("/ban *!*@*");
  byAnn("/ban m:*!*@*");
  const [kept, audit, told] = byAnn("/except a:robert");
  assert.ok(kept?.type === "keepRoom" && kept.record.exceptions[0]?.mask === "a:robert");
  assert.ok(audit?.type === "keepAudit" && audit.entry.action === "except");
  assert.partialDeepStrictEqual(told, { type: "moderation", action: "except", nick: "a:robert" });
  assert.ok(rooms.say(bob, said, 0));
  leave();
  assert.ok(join());
  const taken = byAnn("/unexcept bans a:ROBERT").find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(taken, { action: "unexcept", nick: "a:robert" });
  assertRefused("muted", () => rooms.say(bob, said, 0));
});

Deno.test("/except m:MASK lets speak, and lets nobody in", () => {
  const { byAnn, rooms, leave, join, bob } = begin();
  byAnn("/ban m:bob!*@*");
  byAnn("/except m:*!~rob@*");
  assert.ok(rooms.say(bob, said, 0));
  byAnn("/ban bob!*@*");
  leave();
  assertRefused("banned", () => join());
});

Deno.test("/mute is lifted for whom /except lets past, as for whom has voice", () => {
  const { byAnn, rooms, bob } = begin();
  byAnn("/mute bob");
  assertRefused("muted", () => rooms.say(bob, said, 0));
  byAnn("/except bob!*@*");
  assert.ok(rooms.say(bob, said, 0));
  byAnn("/unexcept bob!*@*");
  byAnn("/voice bob");
  assert.ok(rooms.say(bob, said, 0));
});

Deno.test("/mute takes voice first, and refuses whom it would not hold", () => {
  const { byAnn, rooms, bob } = begin();
  byAnn("/voice bob");
  const told = byAnn("/mute bob").flatMap((each) => each.type === "moderation" ? [each] : []);
  assert.deepEqual(told.map(({ action }) => action), ["unvoice", "mute"]);
  assertRefused("muted", () => rooms.say(bob, said, 0));
  byAnn("/mod bob");
  assertRefused("not_allowed", () => byAnn("/mute bob"));
});

Deno.test("/except invites lets in where only who is invited may come", () => {
  const { byAnn, leave, join } = begin();
  leave();
  byAnn("/settings locked on");
  assertRefused("room_locked", () => join());
  const told = byAnn("/except invites *!*@b0b.example").find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(told, { action: "invex", nick: "*!*@b0b.example" });
  assert.ok(join());
  leave();
  byAnn("/ban bob!*@*");
  assertRefused("banned", () => join(), "a ban goes before");
  byAnn("/unban bob!*@*");
  const taken = byAnn("/unexcept invites *!*@b0b.example")
    .find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(taken, { action: "uninvex" });
  assertRefused("room_locked", () => join());
});

Deno.test("who is invited comes in past a ban, until it is sent out or banned", () => {
  const { byAnn, leave, join } = begin();
  leave();
  byAnn("/ban bob!*@*");
  byAnn("/invite bob");
  assert.ok(join());
  byAnn("/kick bob");
  assertRefused("banned", () => join());
});

Deno.test("/unban and /unmute of a mask that names a nick alone lift what holds that person", () => {
  const { byAnn, rooms, join, bob } = begin();
  byAnn("/mute bob");
  const unmuted = byAnn("/unban m:bob!*@*").find(({ type }) => type === "moderation");
  assert.partialDeepStrictEqual(unmuted, { action: "unmute", nick: "bob", toIdentity: "bob" });
  assert.ok(rooms.say(bob, said, 0));
  byAnn("/ban bob");
  byAnn("/unban bob!*@*");
  assert.ok(join());
});

Deno.test("nobody takes a nick that a mask bans from a room it is in, and may be excepted", () => {
  const { byAnn, run, bob } = begin();
  byAnn("/ban evil!*@*");
  assertRefused("banned", () => run(bob, "/nick evil"));
  byAnn("/except *!*@b0b.example");
  run(bob, "/nick evil");
  assert.equal(bob.nick, "evil");
});

Deno.test("masks are refused that are too long, or more than there may be", () => {
  const { byAnn, run, bob, inDev } = begin();
  assertRefused("bad_usage", () => byAnn(`/ban *!${"x".repeat(200)}`));
  assertRefused("bad_usage", () => byAnn("/ban *!\u202ex"));
  assertRefused("bad_usage", () => byAnn("/except"));
  assertRefused("bad_usage", () => byAnn("/except cake *!*@*"));
  assertRefused("not_allowed", () => run(bob, "/except *!*@*", inDev));
  assertRefused("not_allowed", () => run(bob, "/ban *!*@*", inDev));
  for (let index = 0; index < 100; index++) byAnn(`/except x${index}!*@*`);
  assertRefused("list_full", () => byAnn("/except y!*@*"));
  assert.deepEqual(byAnn("/except X7!*@*").map(({ type }) => type), ["notice"]);
});

Deno.test("/bans lists exceptions too", () => {
  const { byAnn, answers, ann, inDev } = begin();
  byAnn("/except bob!*@*");
  byAnn("/except invites a:robert");
  assert.deepEqual(answers(ann, "/bans", inDev), [
    "excepted: bob!*@*, by ann\nlet in without an invitation: a:robert, by ann",
  ]);
});
