import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting, makeModerator } from "../setting.ts";

Deno.test("/kick by a moderator sends somebody out of the room, who stays on the server", () => {
  const { run, chat, members, rooms, ann, bob } = createSetting();
  makeModerator(chat, ann);
  const outcomes = run(ann, "/kick @BOB too\nloud\x1b[2J", { nowMs: 5 });
  const [audit, moderation, left, notice, ...others] = outcomes;
  assert.ok(audit?.type === "keepAudit");
  const { by, action, whom, room, text, ts } = audit.entry;
  assert.deepEqual([by.nick, action, whom, room, text, ts], [
    ...["ann", "kick", "bob", "lobby", "too loud", 5],
  ]);
  assert.partialDeepStrictEqual(moderation, {
    ...{ type: "moderation", by: "ann", room: "lobby", action: "kick", nick: "bob" },
    ...{ text: "too loud", toIdentity: "bob" },
  });
  assert.partialDeepStrictEqual(left, {
    ...{ type: "leave", nick: "bob", reason: "kicked", by: "ann", text: "too loud", count: 1 },
  });
  assert.ok(notice?.type === "notice");
  assert.deepEqual(others, []);
  assert.equal(members.get("bob"), bob);
  assert.ok(rooms.join(bob, "lobby", 6) !== undefined, "kicked is not banned");
});

Deno.test("/kick refuses who may not, who is not there, and who is no less", () => {
  const { run, chat, ann, bob, operator } = createSetting();
  assertRefused("not_allowed", () => run(bob, "/kick ann"));
  makeModerator(chat, ann);
  assertRefused("no_such_nick", () => run(ann, "/kick nobody"));
  assertRefused("not_allowed", () => run(ann, "/kick server"), "is no nick here");
  assertRefused("not_allowed", () => run(ann, "/kick ann"), "oneself");
  assertRefused("not_allowed", () => run(ann, "/kick server bob"), "only for operators");
  makeModerator(chat, bob);
  assertRefused("not_allowed", () => run(ann, "/kick bob"), "an equal");
  assertRefused("no_such_room", () => run(operator, "/kick in:nowhere bob"));
  assertRefused("bad_usage", () => run(ann, "/kick"));
});

Deno.test("/kick at the console, and for operators with the word server, ends the connection", () => {
  const { run, members, ann, bob, operator } = createSetting();
  ann.serverRole = "operator";
  for (
    const [by, line, identity] of [[ann, "/kick server bob why", "bob"], [
      operator,
      "/kick ann why",
      "ann",
    ]] as const
  ) {
    const departed = run(by, line).find(({ type }) => type === "depart");
    assert.ok(departed?.type === "depart");
    assert.deepEqual(departed.bye, { type: "bye", code: "kicked", text: "why" });
    assert.equal(members.get(identity), undefined);
  }
  assertRefused("no_such_nick", () => run(operator, "/kick bob"));
  assertRefused("not_allowed", () => run(operator, "/kick server server"));
  assert.equal(bob.rooms.size, 0);
});

Deno.test("a notice says that the room is told the same, to who sees that where it was typed", () => {
  const { run, chat, rooms, ann, bob, operator } = createSetting();
  makeModerator(chat, ann);
  rooms.join(ann, "dev", 0);
  rooms.join(bob, "dev", 0);
  const noticeOf = (...line: Parameters<typeof run>) => {
    const notice = run(...line).at(-1);
    assert.ok(notice?.type === "notice");
    return [notice.room, notice.told];
  };
  const inDev = { room: "dev" };
  for (const line of ["/mute bob", "/unmute bob", "/mod bob", "/unmod bob", "/slow 5s"]) {
    assert.deepEqual(noticeOf(ann, line, inDev), ["dev", true], line);
  }
  for (const line of ["/invite bob", "/uninvite bob", "/kick bob", "/ban bob", "/unban bob"]) {
    assert.deepEqual(noticeOf(ann, line, inDev), ["dev", true], line);
  }
  assert.deepEqual(noticeOf(ann, "/slow 5s", inDev), ["dev", undefined], "nothing was done");
  assert.deepEqual(noticeOf(ann, "/kick bob"), ["lobby", true]);
  rooms.join(bob, "dev", 0);
  assert.deepEqual(noticeOf(ann, "/kick in:dev bob"), ["dev", undefined], "typed elsewhere");
  rooms.join(bob, "dev", 0);
  assert.deepEqual(noticeOf(operator, "/kick in:dev bob"), ["dev", undefined], "not in it");
});

Deno.test("what is not for moderators says whom it is for", () => {
  const { run, chat, ann, bob } = createSetting();
  makeModerator(chat, ann);
  assert.throws(() => run(ann, "/mod bob"), { code: "not_allowed", message: /is for its owner/ });
  assert.throws(() => run(bob, "/kick ann"), {
    code: "not_allowed",
    message: /is for its moderators/,
  });
});
