import assert from "node:assert/strict";
import { nextTurn } from "../../helpers/next_turn.ts";
import { Turns } from "../../helpers/turns.ts";

Deno.test("Turns.begin() has the work done once a turn, as long as there is more", async () => {
  let left = 0;
  const done: number[] = [];
  const turns = new Turns(() => {
    done.push(left);
    return --left > 0;
  });
  left = 2;
  turns.begin();
  turns.begin();
  assert.deepEqual(done, [], "not at once");
  for (const expected of [[2], [2, 1], [2, 1]]) {
    await nextTurn();
    assert.deepEqual(done, expected);
  }
  left = 1;
  turns.begin();
  await nextTurn();
  assert.deepEqual(done, [2, 1, 1], "and begins again");
});
