import assert from "node:assert/strict";

import { ControlLines } from "../../../bench/screen/control_lines.ts";

const update = "\\033[?2026h";

Deno.test("answer() resolves with the lines of each answer, in order", async () => {
  const lines = new ControlLines();
  const answers = Promise.all([lines.answer(), lines.answer()]);
  push(lines, "%begin 17 1 0", "one", "%end 16 1 0", "two", "%end 17 1 0");
  push(lines, "%sessions-changed", "%begin 17 2 1", "%end 17 2 1");
  assert.deepEqual(await answers, [["one", "%end 16 1 0", "two"], []]);
});

Deno.test("answer() rejects with what tmux says, and when tmux ends", async () => {
  const lines = new ControlLines();
  const refused = assert.rejects(lines.answer(), /tmux: unknown command: hop/);
  const late = assert.rejects(lines.answer(), /tmux has ended/);
  const said = "%begin 17 1 1\nunknown command: hop\n%error 17 1 1\n";
  await lines.readAll(new Blob([said]).stream());
  await Promise.all([refused, late]);
  await assert.rejects(lines.answer(), /tmux has ended/);
});

Deno.test("outputBytes counts what was written, not how tmux writes it down", () => {
  const lines = new ControlLines();
  push(lines, "%output %0 a\\033[1mé\\134 b", "%layout-change @0");
  assert.equal(lines.outputBytes, new TextEncoder().encode("a\x1b[1mé\\ b").length);
});

Deno.test("updates counts them once, also when they are cut anywhere", () => {
  for (let cut = 1; cut < update.length; cut++) {
    const lines = new ControlLines();
    push(lines, `%output %0 x${update}y${update}`, `%output %0 z${update.slice(0, cut)}`);
    push(lines, `%output %0 ${update.slice(cut)}`, "%output %0 end");
    assert.equal(lines.updates, 3, `cut at ${cut}`);
  }
});

function push(lines: ControlLines, ...all: readonly string[]): void {
  for (const line of all) lines.push(line);
}
