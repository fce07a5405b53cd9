import assert from "node:assert/strict";
import { localDay, localSeconds, localTime } from "../../../helpers/text/local_time.ts";

Deno.test("localTime() gives hours and minutes in two digits", () => {
  assert.equal(localTime(new Date(2024, 0, 2, 3, 4, 5).getTime()), "03:04");
  assert.equal(localTime(new Date(2024, 0, 2, 23, 59, 5).getTime()), "23:59");
});

Deno.test("localDay() and localSeconds() give day and time in this machine's time zone", () => {
  const ts = new Date(2026, 10, 3, 4, 5, 6).getTime();
  assert.deepEqual([localDay(ts), localSeconds(ts)], ["2026-11-03", "04:05:06"]);
});
