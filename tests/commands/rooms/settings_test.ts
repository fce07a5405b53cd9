import assert from "node:assert/strict";
import { changeSettings } from "../../../chat/rooms/settings.ts";
import { defaultRoom } from "../../../protocol.ts";
import { settings } from "../../../commands/rooms/settings.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

function begin() {
  const setting = createSetting();
  const { rooms, ann, bob } = setting;
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  return { ...setting, inDev: { room: "dev" } };
}

Deno.test("/settings shows how the room is set, to whoever may read it", () => {
  const { answers, run, bob, operator, members, inDev } = begin();
  const [shown = ""] = answers(bob, "/settings", inDev);
  for (const line of [/^moderated off: /m, /^topic members: /m, /^slow off: /m, /owner is ann/]) {
    assert.match(shown, line);
  }
  assert.deepEqual(answers(operator, "/settings in:dev"), [shown]);
  const carl = members.enter("carl", "carl", 0, { device: "carl-1" });
  assertRefused("not_in_room", () => run(carl, "/settings", inDev));
});

Deno.test("/settings changes them for who keeps order, tells the room, and is kept", () => {
  const { run, answers, rooms, ann, bob, inDev } = begin();
  assertRefused("not_allowed", () => run(bob, "/settings slow 10s", inDev));
  const [kept, audit, changed, notice] = run(ann, "/settings slow 10s", inDev);
  assert.ok(kept?.type === "keepRoom" && kept.record.settings.slowMs === 10_000);
  assert.ok(audit?.type === "keepAudit" && audit.entry.text === "slow 10 sec");
  assert.partialDeepStrictEqual(changed, {
    ...{ type: "settings", by: "ann", room: "dev", settings: { slowMs: 10_000 } },
  });
  assert.ok(notice?.type === "notice" && notice.text === '"slow" is 10 sec');
  assert.deepEqual(answers(ann, "/settings slow 10s", inDev), ['"slow" is already 10 sec']);
  const forgotten = run(ann, "/slow off", inDev)[0];
  assert.deepEqual(forgotten, { type: "forgetRoom", room: "dev" });
  run(ann, "/settings TOPIC moderators", inDev);
  assertRefused("not_allowed", () => rooms.setTopic(bob, "dev", "mine", 0));
  assert.ok(rooms.setTopic(ann, "dev", "ours", 0));
});

Deno.test("/settings refuses what is no setting, and what is no value of one", () => {
  const { run, ann, operator, inDev } = begin();
  const slow = ["-1", "9e99", "2w3x", "0s", "10", "2h", ""];
  for (const line of ["cake on", "moderated perhaps", ...slow.map((time) => `slow ${time}`)]) {
    assertRefused("bad_usage", () => run(ann, `/settings ${line}`, inDev), line);
  }
  assertRefused("bad_usage", () => run(ann, "/slow", inDev));
  for (const line of ["/private", "/settings locked on"]) {
    assertRefused("not_allowed", () => run(operator, `${line}`, { room: defaultRoom }), line);
  }
});

Deno.test("a private room is named to nobody who is not in it, operators included", () => {
  const { run, answers, rooms, members, ann, bob, operator, inDev } = begin();
  const carl = members.enter("carl", "carl", 0, { device: "carl-1" });
  run(ann, "/private", inDev);
  rooms.leave(bob, rooms.find("dev"), "left");
  for (const member of [bob, carl, operator]) {
    assert.doesNotMatch(answers(member, "/rooms").join(), /dev/);
    assert.doesNotMatch(answers(member, "/whois ann").join(), /dev/);
    assertRefused("no_such_room", () => run(member, "/who dev"));
    for (const line of ["/topic", "/settings", "/kick ann", "/search in:dev cake"]) {
      const [unknown, hidden] = ["nowhere", "dev"].map((room) => {
        try {
          run(member, line.replace("in:dev", `in:${room}`).replace("/kick", `/kick in:${room}`), {
            room,
          });
        } catch (error) {
          return String(error).replaceAll(room, "ROOM");
        }
        return undefined;
      });
      assert.ok(unknown !== undefined, line);
      assert.equal(hidden, unknown, `${member.nick} ${line}`);
    }
  }
  assert.match(answers(ann, "/rooms").join(), /#dev \(1\)/);
  assert.match(answers(ann, "/whois ann").join(), /#dev/);
  const search = run(operator, "/search cake")[0];
  assert.ok(search?.type === "search" && search.request.without.rooms.includes("dev"));
});

Deno.test("a locked room lets in who is invited, who is something in it, and operators, who are told of", () => {
  const { run, rooms, members, ann, bob, inDev } = begin();
  const carl = members.enter("carl", "carl", 0, { device: "carl-1" });
  run(ann, "/settings locked on", inDev);
  rooms.leave(bob, rooms.find("dev"), "left");
  assertRefused("room_locked", () => run(bob, "/join dev"));
  const told = run(ann, "/invite bob", inDev).find(({ type }) => type === "invited");
  assert.deepEqual(told, {
    ...{ type: "invited", identity: "ann", by: "ann", toIdentity: "bob", room: "dev" },
  });
  assert.deepEqual(run(bob, "/join dev").map(({ type }) => type), ["join"]);
  run(ann, "/uninvite bob", inDev);
  assert.ok(bob.rooms.has("dev"), "who is in it stays");
  run(ann, "/kick bob", inDev);
  assertRefused("room_locked", () => run(bob, "/join dev"));
  carl.serverRole = "operator";
  const outcomes = run(carl, "/join dev");
  assert.deepEqual(outcomes.map(({ type }) => type), ["keepAudit", "moderation", "join"]);
  assert.partialDeepStrictEqual(outcomes[1], { action: "enter", by: "carl" });
});

Deno.test("/private and /slow take the room in front, as all that is done in rooms", () => {
  const { run, rooms, ann } = begin();
  run(ann, "/private in:dev");
  run(ann, "/slow in:dev 10s");
  const { settings } = rooms.find("dev").record;
  assert.deepEqual([settings.private, settings.slowMs], [true, 10_000]);
  run(ann, "/private in:dev off");
  run(ann, "/slow in:dev off");
  assert.equal(rooms.find("dev").record.settings.private, false);
  assertRefused("bad_usage", () => run(ann, "/slow in:dev"));
});

Deno.test("/settings locked and password are apart: what either guards, it guards until it is off", () => {
  const { run, answers, rooms, ann, bob, chat, inDev } = begin();
  const password = { cost: 2, blockSize: 1, parallelization: 1, salt: "salt", hash: "hash" };
  const room = rooms.find("dev");
  const keeper = { chat, by: ann, room, nowMs: 0 };
  const shown = [...changeSettings(keeper, { locked: true, password })];
  assert.doesNotMatch(JSON.stringify(shown.slice(1)), /salt|hash/);
  rooms.leave(bob, room, "left");
  assertRefused("room_password", () => run(bob, "/join dev"));
  assert.deepEqual(answers(ann, "/settings locked off", inDev), [
    '"locked" is off, but there is a password: /unlock opens the room to everybody',
  ]);
  assertRefused("room_password", () => run(bob, "/join dev"));
  run(ann, "/settings locked on", inDev);
  assert.deepEqual(answers(ann, "/settings password off", inDev), ['"password" is off']);
  assertRefused("room_locked", () => run(bob, "/join dev"));
  const [forgotten] = run(ann, "/settings locked off", inDev);
  assert.deepEqual(forgotten, { type: "forgetRoom", room: "dev" });
  assert.equal(run(bob, "/join dev")[0]?.type, "join");
});

Deno.test("/settings takes several at once, told in one event that names what is changed", () => {
  const { run, answers, ann, inDev } = begin();
  const changed = run(ann, "/settings moderated on TOPIC moderators limit 5 private off", inDev)
    .find(({ type }) => type === "settings");
  assert.partialDeepStrictEqual(changed, {
    settings: { moderated: true, topicLocked: true, memberLimit: 5 },
    changed: ["moderated", "topicLocked", "memberLimit"],
  });
  const off = "/settings moderated off topic members limit off";
  assert.deepEqual(answers(ann, off, inDev), [
    '"moderated" is off, "topic" is members, "limit" is off',
  ]);
  assertRefused("bad_usage", () => run(ann, "/settings moderated on limit", inDev));
});

Deno.test("/settings takes all behind `password` as that, unless it is off", () => {
  const split = (args: string) => settings.password?.split(args);
  assert.deepEqual(split(" password two  words "), ["password", "two  words"]);
  assert.deepEqual(split("in:dev locked on PASSWORD off-white"), [
    "in:dev locked on PASSWORD",
    "off-white",
  ]);
  for (const args of ["", "password", "password  off", "password off limit 5", "locked on"]) {
    assert.deepEqual(split(args), [args, ""], args);
  }
  const hash = { cost: 2, blockSize: 1, parallelization: 1, salt: "one", hash: "hash" };
  const proof = { type: "newPassword", hash } as const;
  const { run, rooms, ann, bob, inDev } = begin();
  run(ann, "/settings locked on password", { ...inDev, proof });
  const { locked, password } = rooms.find("dev").record.settings;
  assert.deepEqual([locked, password?.salt], [true, "one"]);
  const other = { type: "newPassword", hash: { ...hash, salt: "two" } } as const;
  const [, , told] = run(ann, "/settings password", { ...inDev, proof: other });
  assert.partialDeepStrictEqual(told, {
    settings: { hasPassword: true },
    changed: ["hasPassword"],
  });
  assertRefused("not_allowed", () => run(bob, "/settings password", { ...inDev, proof }));
  assertRefused("bad_usage", () => run(ann, "/settings password", inDev));
});

Deno.test("a room that hears outsiders lets those speak whom it would let in, and no others", () => {
  const { run, rooms, members, ann, bob, inDev } = begin();
  const carl = members.enter("carl", "carl", 0);
  const said = { ...inDev, text: "hi", kind: "text" };
  assertRefused("not_in_room", () => rooms.say(carl, said, 0));
  run(ann, "/settings outsiders on slow 10s", inDev);
  assert.partialDeepStrictEqual(rooms.say(carl, said, 0), { type: "said", room: "dev" });
  assertRefused("rate_limited", () => rooms.say(carl, said, 1));
  assertRefused("not_in_room", () => rooms.type(carl, "dev", 0));
  run(ann, "/settings moderated on", inDev);
  assertRefused("muted", () => rooms.say(carl, said, 20_000));
  run(ann, "/settings moderated off", inDev);
  for (const line of ["/private", "/settings locked on", "/ban carl"]) {
    run(ann, line, inDev);
    const code = line === "/ban carl" ? "banned" : "not_in_room";
    assertRefused(code, () => rooms.say(carl, said, 40_000), line);
    run(ann, "/settings private off locked off", inDev);
  }
  run(ann, "/ban bob", inDev);
  assertRefused("banned", () => rooms.say(bob, said, 60_000));
});

Deno.test("a room's limit keeps out who comes too many, but for who is invited or keeps order", () => {
  const { run, rooms, members, ann, bob, inDev } = begin();
  for (const value of ["0", "-1", "two", "1e3", ""]) {
    assertRefused("bad_usage", () => run(ann, `/settings limit ${value}`, inDev), value);
  }
  run(ann, "/settings limit 1", inDev);
  assert.ok(bob.rooms.has("dev"), "who is in it stays");
  const [carl, dora, olga] = ["carl", "dora", "olga"].map((nick) => members.enter(nick, nick, 0));
  assert.ok(carl && dora && olga);
  assertRefused("room_full", () => run(carl, "/join dev"));
  run(ann, "/invite dora", inDev);
  olga.serverRole = "operator";
  for (const member of [dora, olga]) assert.equal(run(member, "/join dev")[0]?.type, "join");
  run(ann, "/settings limit 5", inDev);
  assert.equal(run(carl, "/join dev")[0]?.type, "join");
  assertRefused("not_allowed", () => run(olga, "/settings limit 9", { room: defaultRoom }));
  assert.equal(rooms.find(defaultRoom).record.settings.memberLimit, undefined);
});

Deno.test("who was kicked or banned needs another invitation", () => {
  const { run, members, ann, bob, inDev } = begin();
  const carl = members.enter("carl", "carl", 0, { device: "carl-1" });
  run(ann, "/settings locked on", inDev);
  for (const member of [bob, carl]) {
    run(ann, `/invite ${member.nick}`, inDev);
    run(member, "/join dev");
  }
  run(ann, "/kick bob", inDev);
  assertRefused("room_locked", () => run(bob, "/join dev"));
  run(ann, "/ban carl", inDev);
  run(ann, "/unban carl", inDev);
  assertRefused("room_locked", () => run(carl, "/join dev"));
  run(ann, "/invite bob", inDev);
  assert.equal(run(bob, "/join dev")[0]?.type, "join");
});

Deno.test("a name that looks like that of a closed room does not tell which", () => {
  const { run, rooms, ann, bob } = createSetting();
  rooms.join(ann, "secret1", 0);
  const refused = () => {
    try {
      run(bob, "/join secretl");
    } catch (error) {
      return String(error);
    }
    return "";
  };
  assert.match(refused(), /"secret1"/);
  run(ann, "/private", { room: "secret1" });
  assertRefused("room_taken", () => run(bob, "/join secretl"));
  assert.doesNotMatch(refused(), /secret1/);
});
