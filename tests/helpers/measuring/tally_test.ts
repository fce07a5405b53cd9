import assert from "node:assert/strict";

import { Tally } from "../../../helpers/measuring/tally.ts";

Deno.test("Tally holds its words alone, whatever it is given, and has each from the start", () => {
  const tally = new Tally(["full", "slow"]);
  assert.deepEqual([...tally], [["full", 0], ["slow", 0], ["other", 0]]);
  for (let count = 0; count < 1000; count++) tally.add(`made up ${count}`);
  tally.add("slow", 2);
  tally.add("__proto__");
  assert.deepEqual([...tally], [["full", 0], ["slow", 2], ["other", 1001]]);
});
