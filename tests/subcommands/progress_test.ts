import assert from "node:assert/strict";
import { formatProgress } from "../../subcommands/progress.ts";

Deno.test("formatProgress() shows how much is done, and how long it still takes", () => {
  const state = { done: 1500, total: 3000, unit: "bytes", elapsedMs: 4000 };
  const bar = `${"█".repeat(15)}${"░".repeat(15)}`;
  assert.equal(
    formatProgress("Exported", state, 100),
    `Exported ${bar} 1,500 of 3,000 bytes, 4 s left`,
  );
  assert.equal(formatProgress("Exported", { ...state, total: 0 }, 100), "Exported 1,500 bytes");
  const done = { ...state, done: 3000 };
  assert.equal(
    formatProgress("Exported", done, 100),
    `Exported ${"█".repeat(30)} 3,000 of 3,000 bytes`,
  );
  const more = { ...state, done: 4000 };
  assert.match(formatProgress("Exported", more, 100), /^Exported █{30} 4,000 of 3,000 bytes$/);
});

Deno.test("formatProgress() is never wider than the terminal", () => {
  for (let columns = 0; columns < 120; columns++) {
    for (const done of [0, 1, 999, 1_000_000]) {
      const text = formatProgress("Imported", {
        done,
        total: 1_000_000,
        unit: "bytes",
        elapsedMs: 9e6,
      }, columns);
      assert.ok(text.length <= columns, `${columns}: ${text}`);
    }
  }
});
