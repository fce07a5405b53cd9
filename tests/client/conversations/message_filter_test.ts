import assert from "node:assert/strict";
import { defaultSettings, type Settings } from "../../../client/settings/settings.ts";
import { isIgnored, isShown } from "../../../client/conversations/message_filter.ts";
import { direct, said } from "../room_messages.ts";

const ignoring: Settings = { ...defaultSettings, ignored: ["Bob", "ann"] };
const focusing: Settings = { ...defaultSettings, focused: ["CARL"] };

Deno.test("isShown() hides whom one ignores, but not oneself", () => {
  assert.ok(isShown(said(1), defaultSettings, "ann"));
  assert.ok(!isShown(said(1), ignoring, "ann"));
  assert.ok(!isShown(direct(1), ignoring, "ann"));
  assert.ok(isShown(said(1, { from: "carl" }), ignoring, "ann"));
  assert.ok(isShown(said(1, { from: "ann" }), ignoring, "ann"));
  assert.ok(isIgnored("bob", ignoring) && !isIgnored("carl", ignoring));
});

Deno.test("isShown() shows of a room only whom one focuses on, and oneself", () => {
  assert.ok(!isShown(said(1), focusing, "ann"));
  assert.ok(isShown(said(1, { from: "carl" }), focusing, "ann"));
  assert.ok(isShown(said(1, { from: "ann" }), focusing, "ann"));
  assert.ok(isShown(direct(1), focusing, "ann"), "it is nowhere else to be seen");
  assert.ok(
    !isShown(said(1, { from: "bob" }), { ...focusing, ...ignoring, focused: ["bob"] }, "ann"),
  );
});
