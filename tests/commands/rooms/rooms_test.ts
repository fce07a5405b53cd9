import assert from "node:assert/strict";
import { limits } from "../../../protocol.ts";
import { createSetting } from "../setting.ts";

Deno.test("/rooms lists the rooms, largest first, with members and topic", () => {
  const { run, answers, ann } = createSetting();
  run(ann, "/join dev");
  run(ann, "/topic release on Friday", { room: "dev" });
  assert.deepEqual(answers(ann, "/rooms"), ["#lobby (2)\n#dev (1): release on Friday"]);
});

Deno.test("/rooms tells how many more there are", () => {
  const { run, answers, ann } = createSetting();
  for (let index = 0; index < 49; index++) run(ann, `/join room-${index}`);
  const full = answers(ann, "/rooms").join().split("\n");
  assert.equal(full.length, 50);
  run(ann, "/join last");
  const lines = answers(ann, "/rooms").join().split("\n");
  assert.equal(lines.length, 51);
  assert.equal(lines.at(-1), "and 1 more: /rooms 2");
  const [outcome] = run(ann, "/rooms");
  assert.ok(outcome?.type === "rooms");
  const { rooms, count } = outcome;
  assert.deepEqual([rooms.length, count], [limits.listedRooms, 51]);
  assert.deepEqual(rooms[0], { room: "lobby", topic: "", count: 2 });
});
