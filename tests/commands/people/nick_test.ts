import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/nick changes one's nick", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/nick  Anna "), [
    { type: "rename", identity: "ann", from: "ann", to: "Anna", rooms: ["lobby"] },
  ]);
  assert.equal(ann.nick, "Anna");
});

Deno.test("/nick refuses what is taken, by look too, and what is no nick", () => {
  const { run, ann } = createSetting();
  for (const nick of ["bob", "B0B"]) assertRefused("nick_taken", () => run(ann, `/nick ${nick}`));
  for (const nick of ["a/b", "@x"]) assertRefused("nick_invalid", () => run(ann, `/nick ${nick}`));
  assert.equal(ann.nick, "ann");
});

Deno.test("/nick to one's own nick tells nobody else", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/nick ann"), [{
    type: "notice",
    text: "You are ann already",
    room: undefined,
  }]);
});
