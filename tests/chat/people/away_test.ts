import assert from "node:assert/strict";
import { Members } from "../../../chat/people/members.ts";
import { limits } from "../../../protocol.ts";
import { assertRefused } from "../assert_refused.ts";

Deno.test("Members.setAway() keeps why, cleaned, and setBack() forgets it", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  const event = members.setAway(ann, " out\nfor lunch\x07 ");
  assert.deepEqual(event, {
    ...{ type: "away", identity: "ann", nick: "ann", text: "out for lunch", rooms: [] },
  });
  assert.equal(ann.away, "out for lunch");
  assert.equal(members.setBack(ann)?.text, undefined);
  assert.equal(ann.away, undefined);
  assert.equal(members.setBack(ann), undefined);
});

Deno.test("Members.setAway() needs no reason, and refuses a long one", () => {
  const members = new Members();
  const ann = members.enter("ann", "ann", 0);
  assertRefused("text_too_long", () => members.setAway(ann, "x".repeat(limits.awayLength + 1)));
  assert.equal(ann.away, undefined);
  assert.equal(members.setAway(ann, "").text, "");
  assert.equal(members.setBack(ann)?.type, "away");
});
