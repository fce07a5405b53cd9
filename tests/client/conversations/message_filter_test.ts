import assert from "node:assert/strict";
import { defaultSettings, type Settings } from "../../../client/settings/settings.ts";
import {
  isIgnored,
  isShown,
  withoutIgnored,
} from "../../../client/conversations/message_filter.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { direct, said } from "../room_messages.ts";

const ignoring: Settings = { ...defaultSettings, ignored: ["Bob", "ann"] };
const ann = { nick: "ann" };
const focusing: Settings = { ...defaultSettings, focused: ["CARL"] };

Deno.test("isShown() hides whom one ignores, but not oneself", () => {
  assert.ok(isShown(said(1), defaultSettings, ann));
  assert.ok(!isShown(said(1), ignoring, ann));
  assert.ok(!isShown(direct(1), ignoring, ann));
  assert.ok(isShown(said(1, { from: "carl" }), ignoring, ann));
  assert.ok(isShown(said(1, { from: "ann" }), ignoring, ann));
  assert.ok(isIgnored({ nick: "bob" }, ignoring) && !isIgnored({ nick: "carl" }, ignoring));
});

Deno.test("isShown() shows of a room only whom one focuses on, and oneself", () => {
  assert.ok(!isShown(said(1), focusing, ann));
  assert.ok(isShown(said(1, { from: "carl" }), focusing, ann));
  assert.ok(isShown(said(1, { from: "ann" }), focusing, ann));
  assert.ok(isShown(direct(1), focusing, ann), "it is nowhere else to be seen");
  assert.ok(
    !isShown(said(1, { from: "bob" }), { ...focusing, ...ignoring, focused: ["bob"] }, ann),
  );
});

const bob = { nick: "bob", person: "p1" } as const;
const ignoringBob: Settings = { ...defaultSettings, ignored: [bob] };
const me = { nick: "ann", person: "p0" };

Deno.test("isShown() goes by the person, whatever the nick, and by the nick where that is not known", () => {
  assert.ok(!isShown(said(1, { from: "rob", person: "p1" }), ignoringBob, me));
  assert.ok(!isShown(direct(1, { from: "rob", person: "p1" }), ignoringBob, me));
  assert.ok(isShown(said(1, { from: "bob", person: "p2" }), ignoringBob, me), "another bob");
  assert.ok(!isShown(said(1, { from: "BOB" }), ignoringBob, me), "an older server");
  assert.ok(!isShown(said(1, { from: "bob", person: "p2" }), ignoring, me), "ignored by nick");
  const focusingBob: Settings = { ...defaultSettings, focused: [bob] };
  assert.ok(isShown(said(1, { from: "rob", person: "p1" }), focusingBob, me));
  assert.ok(!isShown(said(1, { from: "bob", person: "p2" }), focusingBob, me));
});

Deno.test("isShown() shows what one has said oneself, also under another nick, and not what another said under it", () => {
  const ignoringMe: Settings = { ...defaultSettings, ignored: ["ann", "anna"] };
  assert.ok(isShown(said(1, { from: "anna", person: "p0" }), ignoringMe, me));
  assert.ok(!isShown(said(1, { from: "ann", person: "p3" }), ignoringMe, me));
});

Deno.test("withoutIgnored() leaves nothing of what somebody ignored does, but that it was kicked", () => {
  const where = { room: "lobby", ts: 1 };
  const by = { nick: "rob", person: "p1" };
  const hidden: readonly ServerMessage[] = [
    said(1, { from: "rob", person: "p1" }),
    { type: "join", ...where, ...by },
    { type: "leave", ...where, ...by, reason: "left", text: "buy!" },
    { type: "rename", ...where, from: "bob", to: "rob", person: "p1" },
    { type: "away", ...where, ...by, text: "buy!" },
    { type: "typing", ...by },
  ];
  for (const message of hidden) {
    assert.equal(withoutIgnored(message, ignoringBob, me), undefined, message.type);
    assert.equal(withoutIgnored(message, defaultSettings, me), message, message.type);
  }
  const kicked = { type: "leave", ...where, ...by, reason: "kicked" } as const;
  assert.equal(withoutIgnored(kicked, ignoringBob, me), kicked);
});

Deno.test("withoutIgnored() leaves of several what others do", () => {
  const messages = [said(1, { from: "rob", person: "p1" }), said(2, { from: "bob", person: "p2" })];
  const results = { type: "results", query: "x", page: 1, messages, complete: true } as const;
  assert.deepEqual(withoutIgnored(results, ignoringBob, me)?.messages, messages.slice(1));
  const presence = withoutIgnored(
    {
      ...{ type: "presence", room: "lobby", ts: 1, count: 3 },
      ...{ joined: ["rob", "bob"], joinedPersons: ["p1", "p2"], left: ["bob"] },
    },
    ignoringBob,
    me,
  );
  assert.deepEqual([presence?.joined, presence?.joinedPersons], [["bob"], ["p2"]]);
  assert.deepEqual(presence?.left, [], "an older server");
});
