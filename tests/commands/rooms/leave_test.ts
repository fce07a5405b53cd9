import assert from "node:assert/strict";
import { assertRefused } from "../../chat/assert_refused.ts";
import { createSetting } from "../setting.ts";

Deno.test("/leave leaves the room it was typed in", () => {
  const { run, ann } = createSetting();
  assert.deepEqual(run(ann, "/leave"), [
    {
      ...{ type: "leave", room: "lobby", identity: "ann", nick: "ann", count: 1 },
      ...{ reason: "left", text: undefined },
    },
  ]);
  assert.equal(ann.rooms.size, 0);
});

Deno.test("/leave ROOM leaves that one", () => {
  const { run, ann } = createSetting();
  run(ann, "/join dev");
  const [outcome] = run(ann, "/leave #DEV");
  assert.equal(outcome?.type === "leave" && outcome.room, "dev");
  assert.deepEqual([...ann.rooms], ["lobby"]);
});

Deno.test("/leave ROOM TEXT tells last words, unless one may not speak there", () => {
  const { run, rooms, ann, bob } = createSetting();
  for (const member of [ann, bob]) rooms.join(member, "dev", 0);
  const [left] = run(bob, "/leave dev see you\u0007 all");
  assert.partialDeepStrictEqual(left, { type: "leave", room: "dev", text: "see you all" });
  rooms.join(bob, "dev", 0);
  run(ann, "/mute bob", { room: "dev" });
  assert.partialDeepStrictEqual(run(bob, "/leave dev fools")[0], {
    type: "leave",
    text: undefined,
  });
});

Deno.test("/leave refuses rooms one is not in, to operators too", () => {
  const { run, ann, operator } = createSetting();
  assertRefused("not_in_room", () => run(ann, "/leave dev"));
  assertRefused("not_in_room", () => run(ann, "/leave", { room: "dev" }));
  assertRefused("not_in_room", () => run(operator, "/leave lobby"));
  assertRefused("room_invalid", () => run(ann, "/leave a/b"));
});
