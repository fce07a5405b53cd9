import assert from "node:assert/strict";
import { assertRefused } from "../chat/assert_refused.ts";
import { createSetting } from "./setting.ts";

Deno.test("/reply answers who last sent a direct message", () => {
  const { run, members, ann, bob } = createSetting();
  const carl = members.enter("carl", "carl", 0);
  run(carl, "/msg ann hi");
  run(bob, "/msg ann hello");
  assert.deepEqual(run(ann, "/reply hi bob", { id: "id1" }), [
    {
      ...{ type: "direct", identity: "ann", from: "ann", toIdentity: "bob", to: "bob" },
      ...{ text: "hi bob", kind: "text", id: "id1" },
    },
  ]);
});

Deno.test("/reply refuses when nobody wrote, or who wrote is gone", () => {
  const { run, members, ann, bob } = createSetting();
  assertRefused("no_such_nick", () => run(ann, "/reply hi"));
  run(bob, "/msg ann hello");
  members.exit(bob);
  assertRefused("no_such_nick", () => run(ann, "/reply hi"));
});

Deno.test("/reply reaches who wrote under another nick, not who took the old one", () => {
  const { run, members, ann, bob } = createSetting();
  run(bob, "/msg ann hello");
  run(bob, "/nick rob");
  members.enter("another bob", "bob", 0);
  const [outcome] = run(ann, "/reply secret");
  assert.ok(outcome?.type === "direct");
  assert.deepEqual([outcome.toIdentity, outcome.to], ["bob", "rob"]);
});
