import assert from "node:assert/strict";
import { openSummary as open } from "../support/open_settings.ts";
import { byeCodes, leaveReasons, limits } from "../../protocol.ts";
import { describe } from "../../wording/describe.ts";

const place = { room: "dev", ts: 0 };
const own = "me";

Deno.test("describe() tells a join, a leave with its reason, and last words", () => {
  assert.equal(describe({ type: "join", ...place, nick: "ann" }, own), "ann joined");
  const leaves = [...leaveReasons, "evicted"].map((reason) =>
    describe({ type: "leave", ...place, nick: "ann", reason }, own)
  );
  assert.deepEqual(leaves, [
    "ann left",
    "ann left (lost connection)",
    "ann was kicked",
    "ann left",
  ]);
  assert.equal(
    describe({ type: "leave", ...place, nick: "ann", reason: "kicked", text: "spam" }, own),
    "ann was kicked: spam",
  );
});

Deno.test("describe() tells another's rename in the room and one's own once", () => {
  const rename = { type: "rename", ts: 0, from: "ann", to: "anna" } as const;
  assert.equal(describe({ ...rename, room: "dev" }, own), "ann is now known as anna");
  assert.equal(describe(rename, "ann"), "you are now known as anna");
  assert.equal(describe({ ...rename, room: "dev" }, "ann"), undefined);
  assert.equal(describe({ ...rename, room: "dev" }, "anna"), undefined);
});

Deno.test("describe() tells a topic, set and cleared", () => {
  const topic = { type: "topic", ...place, by: "ann" } as const;
  assert.equal(describe({ ...topic, topic: "Lunch" }, own), "ann set the topic: Lunch");
  assert.equal(describe({ ...topic, topic: "" }, own), "ann cleared the topic");
});

Deno.test("describe() tells who is away, and who is back", () => {
  const away = { type: "away", ...place, nick: "ann" } as const;
  assert.equal(describe({ ...away, text: "lunch" }, own), "ann is away: lunch");
  assert.equal(describe({ ...away, text: "" }, own), "ann is away");
  assert.equal(describe(away, own), "ann is back");
  assert.equal(describe(away, "ann"), undefined, "a notice tells oneself");
});

Deno.test("describe() counts who came and went in a large room", () => {
  const presence = { type: "presence", ...place, count: 240 } as const;
  const told = (joined: number, left: number) =>
    describe({ ...presence, joined: Array(joined).fill("x"), left: Array(left).fill("y") }, own);
  assert.equal(told(12, 3), "12 joined, 3 left; 240 here");
  assert.equal(told(0, 1), "1 left; 240 here");
  assert.equal(told(0, 0), "240 here");
  assert.equal(told(limits.listedMembers, 0), "100 or more joined; 240 here");
});

Deno.test("describe() tells a room's topic and names up to 20 of who is there", () => {
  const joined = { type: "joined", room: "dev", seq: 0 } as const;
  const members = [{ nick: "bob", away: "" }, { nick: "ann" }];
  assert.equal(
    describe({ ...joined, topic: "Lunch", members, count: 2 }, own),
    "you are in #dev: Lunch\n2 here: ann, bob (away)",
  );
  const many = Array.from({ length: 100 }, (_, index) => ({ nick: `n${index}` }));
  const told = describe({ ...joined, topic: "", members: many, count: 240 }, own) ?? "";
  assert.match(told, /^you are in #dev\n240 here: n0, n1, n10, n11, .* and 220 more$/);
});

Deno.test("describe() marks who has a role, and tells what a room is set to and that one is muted", () => {
  const members = [
    { nick: "ann", role: "owner" },
    { nick: "bob", role: "moderator" },
    { nick: "carl", role: "voice", away: "" },
    { nick: "dora", role: "operator" },
    { nick: "eve", role: "x.jester" },
  ];
  const settings = { ...open, moderated: true, slowMs: 10_000 };
  const joined = { type: "joined", room: "dev", topic: "", seq: 0, members, count: 5 } as const;
  assert.deepEqual(describe({ ...joined, settings, muted: true }, own)?.split("\n"), [
    "you are in #dev",
    "5 here: ~ann, @bob, +carl (away), @dora, eve",
    "the room is moderated (only who has voice speaks), slow (a message in 10 sec)",
    "you are muted here",
  ]);
  const usual = describe({ ...joined, settings: open, muted: false }, own);
  assert.equal(usual?.split("\n").length, 2);
});

Deno.test("describe() tells who kicked one out, and each kick once", () => {
  const left = { type: "left", room: "dev" } as const;
  assert.equal(describe(left, own), "you left #dev");
  assert.equal(describe({ ...left, by: "ann" }, own), "ann kicked you out of #dev");
  assert.equal(
    describe({ ...left, by: "ann", text: "spam" }, own),
    "ann kicked you out of #dev: spam",
  );
  const banned = { ...left, by: "ann", action: "ban", text: "spam" };
  assert.equal(
    describe({ ...banned, ts: 5, untilTs: 3_600_005 }, own),
    "ann banned you from #dev for 1 hr: spam",
  );
  assert.equal(describe(banned, own), "ann banned you from #dev: spam");
  for (const action of ["kick", "ban"]) {
    const moderation = { type: "moderation", ...place, by: "ann", action, roles: [] } as const;
    assert.equal(describe({ ...moderation, nick: own }, own), undefined);
    assert.ok(describe({ ...moderation, nick: "bob" }, own));
  }
  const leave = { type: "leave", ...place, nick: "bob", reason: "kicked", by: "ann" } as const;
  assert.equal(describe(leave, own), undefined, "a moderation tells it");
});

Deno.test("describe() tells why the session ended", () => {
  assert.deepEqual([...byeCodes, "expired"].map((code) => describe({ type: "bye", code }, own)), [
    undefined,
    "You were kicked",
    "You are banned from this server",
    "You have joined from somewhere else, which ended this connection",
    "You were logged out on this device. Come in again with the password of your nick, " +
    "or by what /link shows on another device",
    "The server has stopped",
    "The server has ended the connection",
  ]);
  assert.equal(
    describe({ type: "bye", code: "kicked", text: "spam" }, own),
    "You were kicked: spam",
  );
  const banned = { type: "bye", code: "banned", retryAfterMs: 600_000, text: "spam" } as const;
  assert.equal(describe(banned, own), "You are banned from this server for 10 min: spam");
});

Deno.test("describe() tells nothing of a notice that a room's event tells as well", () => {
  const notice = { type: "notice", text: '"bob" is muted' } as const;
  assert.equal(describe(notice, own), '"bob" is muted');
  assert.equal(describe({ ...notice, told: true }, own), undefined);
});
