import assert from "node:assert/strict";
import { createSetting } from "../setting.ts";

Deno.test("/quit logs out, with last words, cleaned, or without", () => {
  const lines = [
    ["/quit see\nyou\x1b[2J ", "see you"],
    ...["/quit", "/quit  ", "/q \x07"].map((line) => [line, undefined]),
  ] as const;
  for (const [line = "", text] of lines) {
    const { run, members, ann } = createSetting();
    const [departed, ...others] = run(ann, line);
    assert.ok(departed?.type === "depart");
    const [left] = departed.left;
    assert.deepEqual([departed.identity, left?.reason, left?.text], ["ann", "left", text], line);
    assert.deepEqual(departed.bye, { type: "bye", code: "logged_out" });
    assert.deepEqual([others, members.get("ann")], [[], undefined]);
  }
});
