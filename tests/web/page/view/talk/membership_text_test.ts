import assert from "node:assert/strict";
import { membershipText } from "../../../../../web/page/view/talk/membership_text.ts";

const nobody = { type: "membership", ts: 0, joined: [], left: [], passed: [], others: 0 } as const;

Deno.test("membershipText() names a few, and counts the rest", () => {
  const many = Array.from({ length: 10 }, (_, index) => `n${index}`);
  assert.equal(
    membershipText({ ...nobody, joined: ["bob", "eve"], left: ["carol"], passed: ["dan"] }),
    "bob, eve joined · carol left · dan came and went",
  );
  assert.equal(
    membershipText({ ...nobody, joined: many, others: 3 }),
    "n0, n1, n2, n3, n4, n5, n6, n7 joined · and 5 others",
  );
});
