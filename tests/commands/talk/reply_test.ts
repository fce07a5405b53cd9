import assert from "node:assert/strict";
import { createSetting } from "../setting.ts";

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

Deno.test("/reply is for who is looked for in what is kept, where nobody wrote, or who wrote is gone", () => {
  const { run, members, ann, bob } = createSetting();
  const reply = {
    ...{ type: "directToLast", identity: "ann", from: "ann" },
    ...{ text: "hi", kind: "text", id: "id1" },
  };
  assert.deepEqual(run(ann, "/reply hi", { id: "id1" }), [reply]);
  run(bob, "/msg ann hello");
  members.exit(bob);
  assert.deepEqual(run(ann, "/reply hi", { id: "id1" }), [reply]);
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
