import assert from "node:assert/strict";
import { recentSpeakers, Timeline } from "../../../client/conversations/timeline.ts";
import { changes, contents, noteItem, page, saidItem } from "../timeline_items.ts";

/** With these messages in it, come live. */
function timelineOf(from: number, to: number, maxItems?: number): Timeline {
  const timeline = new Timeline(maxItems);
  for (const message of page(from, to)) timeline.append({ type: "said", message });
  return timeline;
}

/** Not live: the newest went. */
function timelineAbove(): Timeline {
  const timeline = timelineOf(11, 14, 4);
  timeline.prepend(page(9, 10), { complete: false });
  return timeline;
}

Deno.test("Timeline is empty and live at first", () => {
  const { items, isLive, hasOldest, oldestSeq, newestSeq, newer } = new Timeline();
  assert.deepEqual([items, isLive, hasOldest, newer], [[], true, false, 0]);
  assert.deepEqual([oldestSeq, newestSeq], [undefined, undefined]);
});

Deno.test("Timeline.append() takes each message once, whatever else comes between", () => {
  const timeline = new Timeline();
  timeline.append(noteItem("hello"));
  for (const seq of [3, 3, 2, 5]) timeline.append(saidItem(seq));
  assert.deepEqual(contents(timeline), ["hello", 3, 5]);
  assert.deepEqual([timeline.oldestSeq, timeline.newestSeq, timeline.knownSeq], [3, 5, 5]);
});

Deno.test("Timeline.append() folds joins and leaves in a row into a new item", () => {
  const timeline = new Timeline();
  timeline.append(changes({ joined: ["bob"] }));
  const [first] = timeline.items;
  timeline.append(changes({ ts: 2, left: ["carl"] }));
  assert.deepEqual(timeline.items, [changes({ joined: ["bob"], left: ["carl"] })]);
  assert.deepEqual(first, changes({ joined: ["bob"] }), "an item never changes");
  timeline.append(saidItem(1));
  timeline.append(changes({ left: ["bob"] }));
  assert.deepEqual(contents(timeline), ["membership", 1, "membership"]);
});

Deno.test("Timeline.append() lets the oldest go at the bound", () => {
  const timeline = timelineOf(1, 3, 3);
  timeline.prepend([], { complete: true });
  assert.ok(timeline.hasOldest);
  timeline.append(saidItem(4));
  assert.deepEqual(contents(timeline), [2, 3, 4]);
  assert.deepEqual([timeline.oldestSeq, timeline.hasOldest, timeline.isLive], [2, false, true]);
  for (const text of ["a", "b", "c"]) timeline.append(noteItem(text));
  assert.deepEqual([timeline.oldestSeq, timeline.newestSeq], [5, 4], "4 may be fetched again");
  timeline.prepend(page(3, 4), { complete: false });
  assert.deepEqual(contents(timeline), [3, 4, "a"]);
});

Deno.test("Timeline.append() moves nothing that is read: what comes at the bound is counted", () => {
  const timeline = timelineOf(1, 3, 3);
  timeline.held = true;
  for (const seq of [4, 4, 6]) timeline.append(saidItem(seq));
  timeline.append(changes({ joined: ["bob"] }));
  assert.deepEqual(contents(timeline), [1, 2, 3]);
  assert.deepEqual([timeline.isLive, timeline.newer, timeline.knownSeq], [false, 2, 6]);
  timeline.held = false;
  timeline.append(saidItem(7));
  assert.deepEqual([timeline.isLive, timeline.newer], [false, 3], "there is a gap now");
});

Deno.test("Timeline.append() keeps what is told while it is not live for the end, up to a bound", () => {
  const timeline = timelineAbove();
  for (let index = 0; index < 30; index++) timeline.append(noteItem(`${index}`));
  assert.deepEqual(contents(timeline), [9, 10, 11, 12]);
  timeline.extend(page(13, 14), { complete: true });
  assert.deepEqual(contents(timeline), ["26", "27", "28", "29"]);
  const roomy = timelineOf(1, 1);
  roomy.showAround(page(1, 1), { hasOldest: true, isLive: false });
  for (let index = 0; index < 30; index++) roomy.append(noteItem(`${index}`));
  roomy.extend([], { complete: true });
  assert.deepEqual([roomy.items.length, contents(roomy)[1]], [21, "10"]);
});

Deno.test("Timeline.prepend() puts an older page before what is there", () => {
  const timeline = timelineOf(11, 12);
  timeline.prepend(page(8, 12), { complete: false });
  assert.deepEqual(contents(timeline), [8, 9, 10, 11, 12]);
  assert.deepEqual([timeline.oldestSeq, timeline.newestSeq, timeline.hasOldest], [8, 12, false]);
  timeline.prepend(page(7, 7), { complete: true });
  assert.ok(timeline.hasOldest && timeline.isLive);
  const empty = new Timeline();
  empty.prepend(page(3, 4), { complete: true });
  empty.append(saidItem(4));
  empty.append(saidItem(5));
  assert.deepEqual(contents(empty), [3, 4, 5]);
});

Deno.test("Timeline.prepend() lets the newest go at the bound, and is not live then", () => {
  const timeline = timelineAbove();
  assert.deepEqual(contents(timeline), [9, 10, 11, 12]);
  assert.deepEqual([timeline.isLive, timeline.newestSeq, timeline.newer], [false, 12, 0]);
  timeline.append(saidItem(15));
  assert.deepEqual([timeline.newer, timeline.knownSeq], [1, 15]);
});

Deno.test("Timeline.extend() is live again once all is there that was passed over", () => {
  const timeline = timelineAbove();
  timeline.append(saidItem(15));
  timeline.extend(page(12, 13), { complete: false });
  assert.deepEqual(contents(timeline), [10, 11, 12, 13], "the oldest went");
  assert.deepEqual([timeline.isLive, timeline.newer, timeline.oldestSeq], [false, 1, 10]);
  timeline.append(saidItem(16));
  timeline.extend(page(14, 15), { complete: true });
  assert.deepEqual([timeline.isLive, timeline.newer], [false, 1], "16 came while it was fetched");
  timeline.extend(page(16, 16), { complete: true });
  assert.deepEqual([timeline.isLive, timeline.newer], [true, 0]);
  timeline.append(saidItem(17));
  assert.deepEqual(contents(timeline), [14, 15, 16, 17]);
});

Deno.test("Timeline.extend() does not wait for what the server keeps no more", () => {
  const timeline = timelineAbove();
  const { knownSeq } = timeline;
  timeline.extend([], { complete: true });
  assert.ok(!timeline.isLive);
  timeline.extend([], { complete: true, knownSeq });
  assert.ok(timeline.isLive);
});

Deno.test("Timeline.showAround() replaces all by another place", () => {
  const timeline = timelineOf(50, 60);
  timeline.append(noteItem("told"));
  timeline.showAround(page(10, 14), { hasOldest: true, isLive: false });
  assert.deepEqual(contents(timeline), [10, 11, 12, 13, 14]);
  const { hasOldest, isLive, oldestSeq, newestSeq, knownSeq } = timeline;
  assert.deepEqual([hasOldest, isLive, oldestSeq, newestSeq, knownSeq], [true, false, 10, 14, 60]);
  timeline.append(saidItem(61));
  timeline.showAround(page(58, 60), { hasOldest: false, isLive: true });
  assert.deepEqual([timeline.isLive, timeline.newer], [false, 1], "61 came meanwhile");
  timeline.showAround(page(58, 61), { hasOldest: false, isLive: true });
  assert.deepEqual([timeline.isLive, timeline.newer, timeline.items.length], [true, 0, 4]);
});

Deno.test("Timeline.leaveOut() clears it, but not what is read", () => {
  const timeline = timelineOf(1, 3);
  assert.ok(timeline.leaveOut());
  timeline.append(saidItem(3));
  timeline.append(saidItem(9));
  assert.deepEqual([contents(timeline), timeline.isLive], [[9], true]);
  timeline.held = true;
  assert.ok(!timeline.leaveOut());
  timeline.append(saidItem(20));
  assert.deepEqual([contents(timeline), timeline.isLive, timeline.newer], [[9], false, 1]);
});

Deno.test("Timeline.clear() begins anew, with any numbers", () => {
  const timeline = timelineAbove();
  timeline.append(saidItem(15));
  timeline.append(noteItem("told"));
  timeline.clear();
  assert.deepEqual([timeline.isLive, timeline.newer, timeline.hasOldest], [true, 0, false]);
  timeline.append(saidItem(1));
  assert.deepEqual(contents(timeline), [1]);
});

Deno.test("Timeline takes no page out of order, whatever the server sends", () => {
  const timeline = timelineOf(10, 11);
  const [five, six, seven] = page(5, 7);
  assert.ok(five && six && seven);
  timeline.prepend([six, five, six, seven, ...page(11, 12)], { complete: false });
  assert.deepEqual(contents(timeline), [6, 7, 10, 11]);
});

Deno.test("Timeline is bounded by the length of its texts too, and keeps the newest however long", () => {
  const timeline = new Timeline(undefined, 100);
  for (const seq of [1, 2, 3, 4]) timeline.append(saidItem(seq, { text: "x".repeat(30) }));
  assert.deepEqual(contents(timeline), [2, 3, 4]);
  assert.deepEqual([timeline.hasOldest, timeline.oldestSeq], [false, 2]);
  timeline.append(saidItem(5, { text: "x".repeat(500) }));
  assert.deepEqual(contents(timeline), [5]);
  timeline.append(saidItem(6, { text: "short" }));
  assert.deepEqual(contents(timeline), [6]);
});

Deno.test("Timeline.prepend() lets the newest go where the texts are too long together", () => {
  const timeline = new Timeline(undefined, 100);
  for (const seq of [11, 12, 13]) timeline.append(saidItem(seq, { text: "x".repeat(30) }));
  const older = page(9, 10).map((message) => ({ ...message, text: "x".repeat(30) }));
  timeline.prepend(older, { complete: false });
  assert.deepEqual(contents(timeline), [9, 10, 11]);
  assert.deepEqual([timeline.isLive, timeline.newestSeq], [false, 11]);
});

Deno.test("Timeline counts what a server answers as long as what is said", () => {
  const timeline = new Timeline(undefined, 100);
  const text = "x".repeat(60);
  timeline.append({ type: "happened", ts: 1, message: { type: "notice", text } });
  timeline.append({
    type: "happened",
    ts: 1,
    message: { type: "error", code: "rate_limited", message: text },
  });
  assert.deepEqual(contents(timeline), ["error"]);
  timeline.append(saidItem(1, { text }));
  assert.deepEqual(contents(timeline), [1]);
});

Deno.test("recentSpeakers() names each once, whoever spoke last first", () => {
  const timeline = new Timeline();
  assert.deepEqual(recentSpeakers(timeline), []);
  for (const [index, from] of ["bob", "carl", "dora", "Bob"].entries()) {
    timeline.append(saidItem(index + 1, { from }));
  }
  timeline.append(noteItem("told"));
  assert.deepEqual(recentSpeakers(timeline), ["Bob", "dora", "carl"]);
});
