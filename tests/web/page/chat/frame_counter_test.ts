import assert from "node:assert/strict";
import { FrameCounter } from "../../../../web/page/chat/frame_counter.ts";

Deno.test("FrameCounter counts many changes of one frame once, after what is done before drawing", () => {
  const frames: (() => void)[] = [];
  const counts: number[] = [];
  const changes = new FrameCounter(
    (task) => frames.push(task),
    () => counts.push(changes.count.value),
  );
  for (let touched = 0; touched < 3; touched++) changes.touch();
  assert.equal(frames.length, 1);
  frames.pop()?.();
  assert.deepEqual([changes.count.value, counts], [1, [0]]);
  changes.touch();
  assert.equal(frames.length, 1);
});
