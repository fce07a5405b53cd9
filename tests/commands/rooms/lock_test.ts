import assert from "node:assert/strict";
import type { Proof } from "../../../chat/request.ts";
import { join } from "../../../commands/rooms/join.ts";
import { lock } from "../../../commands/rooms/lock.ts";
import { commands } from "../../../commands/mod.ts";
import { defaultRoom } from "../../../protocol.ts";
import type { PasswordHash } from "../../../records.ts";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

function hashOf(salt: string): PasswordHash {
  return { cost: 2, blockSize: 1, parallelization: 1, salt, hash: "hash" };
}

function newPassword(salt: string): Proof {
  return { type: "newPassword", hash: hashOf(salt) };
}

function rightPassword(salt: string): Proof {
  return { type: "rightPassword", salt };
}

/** Ann owns a room, in which she is alone. */
function begin() {
  const setting = createSetting();
  setting.rooms.join(setting.ann, "dev", 0);
  return { ...setting, inDev: { room: "dev" } };
}

Deno.test("/lock takes all that follows as the password, and leaves where it holds", () => {
  const password = "two  words \u{1f40e}, really";
  const split = (args: string) => lock.password?.split(args);
  assert.deepEqual(split(` ${password} `), ["", password]);
  assert.deepEqual(split(`in:dev ${password}`), ["in:dev", password]);
  assert.deepEqual(split(`server ${password}`), ["server", password]);
  for (const args of ["", "  ", "in:dev", " in:dev ", "server"]) {
    assert.deepEqual(split(args), [args.trim(), ""], args);
  }
});

Deno.test("/join takes all that follows the room's name as the password", () => {
  const password = "two  words \u{1f40e}, really";
  const split = (args: string) => join.password?.split(args);
  assert.deepEqual(split(` #dev ${password} `), ["#dev", password]);
  assert.deepEqual(split("dev,ops x"), ["dev,ops", "x"]);
  for (const args of ["", " ", "dev", " dev ", "dev,ops", "dev, ops", ",dev,\tops,"]) {
    assert.equal(split(args)?.[1], "", args);
  }
});

Deno.test("no command gets a password as it was typed", () => {
  const { run, ann, rooms, inDev } = begin();
  for (const line of ["/lock hunter2", "/join dev hunter2", "/j hunter2 hunter2"]) {
    assertRefused("bad_usage", () => run(ann, line, inDev), line);
  }
  assert.equal(rooms.size, 2);
  assert.ok(commands.some(({ password }) => password !== undefined));
});

Deno.test("/lock with a password lets in who gives that, until it is another one", () => {
  const { run, ann, bob, inDev } = begin();
  const kept = run(ann, "/lock", { ...inDev, proof: newPassword("one") })[0];
  assert.ok(kept?.type === "keepRoom" && kept.record.settings.password?.salt === "one");
  assertRefused("room_password", () => run(bob, "/join dev"));
  assertRefused("room_password", () => run(bob, "/join dev", { proof: rightPassword("two") }));
  const joined = run(bob, "/join dev", { proof: rightPassword("one") });
  assert.deepEqual(joined.map(({ type }) => type), ["join"]);
  run(ann, "/kick bob", inDev);
  run(ann, "/lock", { ...inDev, proof: newPassword("two") });
  assertRefused("room_password", () => run(bob, "/join dev", { proof: rightPassword("one") }));
  assert.equal(run(bob, "/join dev", { proof: rightPassword("two") })[0]?.type, "join");
});

Deno.test("what is told and audited of a password does not have it", () => {
  const { run, ann, inDev } = begin();
  for (const salt of ["one", "two"]) {
    const [, ...others] = run(ann, "/lock", { ...inDev, proof: newPassword(salt) });
    assert.deepEqual(others.map(({ type }) => type), ["keepAudit", "settings", "notice"]);
    assert.doesNotMatch(JSON.stringify(others), new RegExp(`${salt}"|hash`));
  }
});

Deno.test("/lock without a password, and /unlock, forget the one that is there", () => {
  const { run, answers, ann, bob, inDev } = begin();
  run(ann, "/lock", { ...inDev, proof: newPassword("one") });
  assert.match(answers(ann, "/settings", inDev).join(), /^locked on: .*^password on: /ms);
  run(ann, "/lock", inDev);
  assertRefused("room_locked", () => run(bob, "/join dev", { proof: rightPassword("one") }));
  run(ann, "/lock", { ...inDev, proof: newPassword("two") });
  assert.deepEqual(run(ann, "/unlock", inDev)[0], { type: "forgetRoom", room: "dev" });
  run(ann, "/settings locked on", inDev);
  assertRefused("room_locked", () => run(bob, "/join dev", { proof: rightPassword("two") }));
});

Deno.test("/lock is for who keeps order, and not of the default room", () => {
  const { run, rooms, ann, bob, operator, inDev } = begin();
  rooms.join(bob, "dev", 0);
  for (const line of ["/lock", "/unlock", "/private", "/slow 1s"]) {
    assertRefused("not_allowed", () => run(bob, line, inDev), line);
  }
  assertRefused("not_allowed", () => run(operator, `/lock in:${defaultRoom}`));
  const [kept] = run(operator, "/lock in:dev");
  assert.ok(kept?.type === "keepRoom" && kept.record.settings.locked);
  assertRefused("no_such_room", () => run(operator, "/unlock in:dev"));
  assert.equal(run(ann, "/unlock in:dev")[0]?.type, "forgetRoom");
});

Deno.test("/join tells that no password was asked for, and takes one of one room alone", () => {
  const { chat, answers, bob } = begin();
  const proof = { type: "needless" } as const;
  assert.deepEqual(answers(bob, "/join dev", { proof }), [
    "No password was asked for; several rooms stand with commas between them",
  ]);
  const use = (args: string) => join.password?.use({ chat, member: bob, room: "", nowMs: 0 }, args);
  assertRefused("bad_usage", () => use("ops,den"));
  assert.deepEqual(use("dev"), proof);
});
