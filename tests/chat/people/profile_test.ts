import assert from "node:assert/strict";
import fc from "fast-check";
import { toldProfile } from "../../../chat/people/profile.ts";
import { limits } from "../../../protocol.ts";

Deno.test("toldProfile() cleans what a client tells of itself, and cuts it", () => {
  const told = { user: "  ann!x@host \x1b[31mok", realName: " Ann\n\u202eLee \x07 ", isBot: false };
  assert.deepEqual(toldProfile(told), {
    user: "annxhostok",
    realName: "Ann Lee",
    isBot: undefined,
    isHidden: undefined,
  });
  const long = toldProfile({ user: "u".repeat(30), realName: "r".repeat(300), isBot: true });
  assert.deepEqual([long.user?.length, long.realName?.length, long.isBot], [20, 128, true]);
});

Deno.test("toldProfile() leaves out what shows nothing", () => {
  const nothing = {
    ...{ user: undefined, realName: undefined },
    ...{ isBot: undefined, isHidden: undefined },
  };
  assert.deepEqual(toldProfile({ user: " !@* ", realName: " \u200b\u3164 " }), nothing);
  assert.deepEqual(toldProfile({}), nothing);
});

Deno.test("toldProfile() gives no user that a mask or a sender could not be read with", () => {
  fc.assert(fc.property(fc.string({ unit: "binary", maxLength: 60 }), (user) => {
    const cleaned = toldProfile({ user }).user ?? "u";
    assert.match(cleaned, /^[^\s\p{C}!@*?:,]+$/u);
    assert.ok([...cleaned].length <= limits.userLength);
  }));
});
