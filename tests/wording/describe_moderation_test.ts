import assert from "node:assert/strict";
import { openSummary } from "../support/open_settings.ts";
import { moderationActions } from "../../protocol.ts";
import { describe } from "../../wording/describe.ts";

const ts = 1_000_000;
const minuteMs = 60_000;
const by = { type: "moderation", room: "dev", ts, by: "ann", roles: [] } as const;
const toBob = { ...by, nick: "bob" };

Deno.test("describe() tells each way of keeping order in words of its own", () => {
  const told = moderationActions.map((action) => describe({ ...toBob, action }, "me"));
  assert.deepEqual(told, [
    "ann kicked bob",
    "ann banned bob",
    "ann unbanned bob",
    "ann muted bob",
    "ann let bob speak again",
    "ann excepted bob from bans and mutes",
    "ann no longer excepts bob from bans and mutes",
    "ann lets bob in without an invitation",
    "ann no longer lets bob in without an invitation",
    "ann made bob a moderator",
    "ann removed bob as a moderator",
    "ann gave voice to bob",
    "ann took the voice from bob",
    "ann made bob the owner of the room",
    "ann made bob an operator of the server",
    "ann removed bob as an operator of the server",
    "ann has become an owner of the server",
    "ann invited bob",
    "ann took the invitation back from bob",
    "ann has entered as an operator of the server, without an invitation",
  ]);
});

Deno.test("describe() tells until when it holds, why, and that it is about oneself", () => {
  const muted = { ...toBob, action: "mute", untilTs: ts + 10 * minuteMs };
  assert.equal(describe(muted, "me"), "ann muted bob for 10 min");
  assert.equal(describe({ ...muted, text: "spam" }, "bob"), "ann muted you for 10 min: spam");
  assert.equal(describe({ ...toBob, action: "kick", text: "spam" }, "me"), "ann kicked bob: spam");
  assert.equal(describe({ ...by, action: "kick" }, "me"), "ann kicked somebody");
});

Deno.test("describe() tells an action that it does not know by its name", () => {
  const told = describe({ ...toBob, action: "x.freeze", text: "too hot" }, "me");
  assert.equal(told, 'ann did "x.freeze" to bob: too hot');
  assert.equal(describe({ ...by, action: "x.freeze" }, "me"), 'ann did "x.freeze"');
});

Deno.test("describe() tells what a room is set to", () => {
  const told = (settings: object) =>
    describe(
      {
        type: "settings",
        room: "dev",
        ts,
        by: "ann",
        settings: { ...openSummary, ...settings },
        changed: [],
      },
      "",
    );
  assert.equal(
    told({}),
    "ann changed the settings of the room: open to everybody, and all may speak",
  );
  assert.equal(
    told({ private: true, locked: true, topicLocked: true }),
    "ann changed the settings of the room: private (in no list), " +
      "locked (by invitation or password), moderators set the topic",
  );
});
