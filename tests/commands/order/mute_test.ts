import assert from "node:assert/strict";
import { openSettings } from "../../../records.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting, makeModerator } from "../setting.ts";

const said = { room: "lobby", text: "hi", kind: "text" };

Deno.test("/mute lets somebody read but not speak, until it is over or lifted", () => {
  const { run, answers, chat, rooms, ann, bob } = createSetting();
  makeModerator(chat, ann);
  assert.deepEqual(answers(ann, "/mute bob 10m too loud"), ['"bob" is muted for 10 min']);
  assertRefused("muted", () => rooms.say(bob, said, 1000));
  assertRefused("muted", () => run(bob, "/me shouts"));
  assertRefused("muted", () => run(bob, "/topic Mine"));
  assert.equal(rooms.type(bob, "lobby", 1000), undefined);
  assert.ok(rooms.say(bob, said, 600_000));
  run(ann, "/mute bob");
  assertRefused("muted", () => rooms.say(bob, said, 600_000));
  run(ann, "/unmute bob");
  assert.ok(rooms.say(bob, said, 600_000));
  assertRefused("no_such_nick", () => run(ann, "/unmute bob"));
});

Deno.test("/mute holds over a new nick and coming again", () => {
  const { run, chat, rooms, members, ann, bob } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/mute bob");
  members.rename(bob, "rob");
  run(bob, "/leave");
  rooms.join(bob, "lobby", 0);
  assertRefused("muted", () => rooms.say(bob, said, 0));
});

Deno.test("/mute is for who keeps order, and holds nobody who does", () => {
  const { run, chat, ann, bob } = createSetting();
  assertRefused("not_allowed", () => run(bob, "/mute ann"));
  makeModerator(chat, ann);
  makeModerator(chat, bob);
  assertRefused("not_allowed", () => run(ann, "/mute bob"));
  assertRefused("not_allowed", () => run(ann, "/mute ann"));
});

Deno.test("a slow room lets each speak once in so long, but for who keeps order", () => {
  const { chat, rooms, ann, bob } = createSetting();
  const settings = { ...openSettings, slowMs: 5000 };
  chat.rooms.setRecord(rooms.find("lobby"), { settings });
  assert.ok(rooms.say(bob, said, 0));
  assert.ok(rooms.say(ann, said, 1), "others have turns of their own");
  assertRefused("rate_limited", () => rooms.say(bob, said, 2000));
  assert.ok(rooms.say(bob, said, 5000));
  makeModerator(chat, ann);
  for (const nowMs of [5001, 5002]) assert.ok(rooms.say(ann, said, nowMs));
});

Deno.test("/unmute and /bans know who was muted under the nick of now", () => {
  const { run, answers, chat, members, ann, bob } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/mute bob");
  members.rename(bob, "rob");
  members.enter("other", "bob", 0);
  assert.deepEqual(answers(ann, "/bans"), ["muted: bob (now rob), for good, by ann"]);
  const [, , told] = run(ann, "/unmute rob");
  assert.partialDeepStrictEqual(told, { action: "unmute", nick: "rob", toIdentity: "bob" });
  assertRefused("no_such_nick", () => run(ann, "/unmute bob"));
});

Deno.test("what is left of a mute is told no shorter than it is", () => {
  const { run, answers, chat, rooms, ann, bob } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/mute bob 10m");
  const [shown] = answers(ann, "/bans", { nowMs: 20 });
  assert.equal(shown, "muted: bob, for 10 min more, by ann");
  assert.throws(() => rooms.say(bob, said, 20), { code: "muted", message: /for 10 min more/ });
});

Deno.test("who may not speak says nothing by being away or by last words, but is told of", () => {
  const { run, answers, chat, rooms, ann, bob } = createSetting();
  makeModerator(chat, ann);
  rooms.join(bob, "dev", 0);
  run(ann, "/mute bob 10m");
  const [event, notice] = run(bob, "/away you are all fools", { nowMs: 1000 });
  assert.partialDeepStrictEqual(event, { type: "away", text: "" });
  assert.partialDeepStrictEqual(notice, {
    text:
      "You are away; /back when you are here again. Why is not told: you may not speak in #lobby",
  });
  assert.deepEqual(answers(bob, "/away lunch", { nowMs: 600_000 }), [
    "You are away; /back when you are here again",
  ]);
  assert.equal(bob.away, "lunch");
  const [departed] = run(bob, "/quit you are all fools", { nowMs: 1000 });
  assert.ok(departed?.type === "depart");
  assert.deepEqual(departed.left.map(({ room, text }) => [room, text]), [
    ["lobby", undefined],
    ["dev", "you are all fools"],
  ]);
});

Deno.test("why a muted person is kicked from the server is told all the same", () => {
  const { run, chat, ann, operator } = createSetting();
  makeModerator(chat, ann);
  run(ann, "/mute bob");
  const departed = run(operator, "/kick bob spam").find(({ type }) => type === "depart");
  assert.ok(departed?.type === "depart" && departed.left[0]?.text === "spam");
});

Deno.test("a slow room hears the same once more, under the id that it had", () => {
  const { chat, rooms, bob } = createSetting();
  const settings = { ...openSettings, slowMs: 5000 };
  chat.rooms.setRecord(rooms.find("lobby"), { settings });
  assert.ok(rooms.say(bob, { ...said, id: "one" }, 0));
  assert.ok(rooms.say(bob, { ...said, id: "one" }, 100));
  assertRefused("rate_limited", () => rooms.say(bob, { ...said, id: "two" }, 200));
  assertRefused("rate_limited", () => rooms.say(bob, said, 300));
  assert.ok(rooms.say(bob, { ...said, id: "two" }, 5000), "the repeat took no turn");
});
