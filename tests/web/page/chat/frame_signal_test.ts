import assert from "node:assert/strict";
import { FrameSignal } from "../../../../web/page/chat/frame_signal.ts";

Deno.test("FrameSignal counts many changes of one frame once, after what is done before drawing", () => {
  const frames: (() => void)[] = [];
  const counts: number[] = [];
  const changes = new FrameSignal(
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
