import assert from "node:assert/strict";

import { FanOut, maxOutstanding, numberedText, numberOf, textBytes } from "../../bench/fan_out.ts";

const encoder = new TextEncoder();

Deno.test("numberOf() reads what numberedText() wrote, inside a line", () => {
  for (const number of [0, 7, 1234567890]) {
    const text = numberedText(number);
    assert.equal(text.length, textBytes);
    const line = encoder.encode(`another line\n{"type":"message","text":"${text}"}\n`);
    assert.equal(numberOf(line, "another line\n".length), number);
  }
});

Deno.test("FanOut completes a message when every client has read it", () => {
  const completed: (readonly number[])[] = [];
  const fanOut = new FanOut(2, (senders) => completed.push(senders));
  const lines = [5, 6].map((sender) => line(fanOut.begin(sender, 100)));
  // The server put the second one first.
  const inOrder = lines.toReversed();
  for (const bytes of inOrder) fanOut.delivered(0, bytes, 0, 101);
  fanOut.readDone();
  assert.deepEqual(completed, []);
  assert.equal(fanOut.outstanding, 2);
  for (const bytes of inOrder) fanOut.delivered(1, bytes, 0, 103);
  fanOut.readDone();
  assert.deepEqual(completed, [[6, 5]]);
  assert.equal(fanOut.outstanding, 0);
  assert.equal(fanOut.deliveries, 4);
  assert.equal(fanOut.latencies.percentile(1).toFixed(2), "3.01");
});

Deno.test("FanOut keeps its count beyond one turn of its rings", () => {
  let completed = 0;
  const fanOut = new FanOut(1, (senders) => completed += senders.length);
  for (let i = 0; i < maxOutstanding * 2 + 3; i++) {
    fanOut.delivered(0, line(fanOut.begin(0, i)), 0, i);
    fanOut.readDone();
  }
  assert.equal(completed, maxOutstanding * 2 + 3);
  assert.equal(fanOut.outstanding, 0);
});

Deno.test("begin() throws when too much is outstanding", () => {
  const fanOut = new FanOut(1, () => {});
  for (let i = 0; i < maxOutstanding; i++) fanOut.begin(0, 0);
  assert.throws(() => fanOut.begin(0, 0), /4096 messages behind/);
});

function line(number: number): Uint8Array {
  return encoder.encode(`${numberedText(number)}\n`);
}
