import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

const notConnected = "Cannot fetch what was said: There is no connection now";

function seqs(from: number, to: number): number[] {
  return page(from, to).map(({ seq }) => seq);
}

/** A server that keeps messages 1 to 890, of which the last 50 came live. */
function kept(speaker?: (seq: number) => string): ScreenAtHand {
  const screen = new ScreenAtHand();
  if (speaker !== undefined) screen.client.speaker = speaker;
  screen.client.said = seqs(1, 890);
  screen.take(
    ...page(841, 890).map((each) => ({ ...each, from: screen.client.speaker(each.seq) })),
  );
  return screen;
}

/** The first and the last row that is seen of what was said, by their numbers. */
function edges({ seen }: ScreenAtHand): (number | undefined)[] {
  const numbers = seen.flatMap((row) => /text (\d+)$/.exec(row)?.[1] ?? []).map(Number);
  return [numbers.at(0), numbers.at(-1)];
}

Deno.test("scroll() fetches older pages before they are needed, up to the oldest", async () => {
  const screen = kept();
  const { current, reading } = screen;
  reading.scroll(current, -10);
  assert.deepEqual(edges(screen), [876, 880]);
  assert.equal(current.timeline.oldestSeq, 841);
  reading.scroll(current, -15);
  await setImmediate();
  assert.equal(current.timeline.oldestSeq, 741);
  assert.deepEqual(edges(screen), [861, 865]);
  for (let times = 0; times < 20; times++) {
    reading.scroll(current, -90);
    await setImmediate();
  }
  assert.deepEqual([current.timeline.hasOldest, edges(screen)[0]], [true, 1]);
});

Deno.test("scroll() keeps what is read where it is, whatever comes or is fetched", async () => {
  const screen = kept();
  screen.reading.scroll(screen.current, -40);
  const before = screen.seen;
  await setImmediate();
  assert.deepEqual([screen.current.timeline.oldestSeq, screen.seen], [741, before]);
  screen.take(...page(891, 950));
  assert.deepEqual(screen.seen, before);
});

Deno.test("scroll() back to the end follows what comes again", () => {
  const screen = kept();
  screen.reading.scroll(screen.current, -10);
  assert.equal(screen.current.timeline.held, true);
  screen.reading.scroll(screen.current, 10);
  screen.take(said(891));
  assert.deepEqual([edges(screen), screen.current.timeline.held], [[887, 891], false]);
});

Deno.test("scroll() tells why older pages cannot be fetched, and fetches them the next time", async () => {
  const screen = kept();
  screen.client.said = [];
  screen.press("pageup", "home");
  screen.reading.scroll(screen.current, -40);
  await setImmediate();
  assert.equal(screen.hint, notConnected);
  screen.client.said = seqs(1, 890);
  screen.press("pageup");
  await setImmediate();
  assert.deepEqual([screen.hint, screen.current.timeline.oldestSeq], [undefined, 741]);
});

function ignoring(nick: string, screen: ScreenAtHand): ScreenAtHand {
  screen.state.settings = { ...screen.state.settings, ignored: [nick] };
  return screen;
}

/** Only every 40th of what is said. */
function fewShown(): ScreenAtHand {
  return ignoring("bob", kept((seq) => seq % 40 === 0 ? "carl" : "bob"));
}

/** Until nothing more is fetched. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 50; turns++) await setImmediate();
}

Deno.test("scroll() fetches on while little of what comes is shown, and the next time again", async () => {
  const screen = fewShown();
  const { current, reading } = screen;
  reading.scroll(current, -5);
  await settle();
  assert.deepEqual(edges(screen)[1], 880);
  for (let times = 0; times < 10; times++) {
    reading.scroll(current, -5);
    await settle();
  }
  assert.deepEqual([current.timeline.hasOldest, edges(screen)[0]], [true, 40]);
});

Deno.test("scroll() fetches so many pages at once and no more", async () => {
  const screen = ignoring("bob", kept());
  screen.client.said = seqs(1, 5000);
  screen.reading.scroll(screen.current, -5);
  await settle();
  assert.deepEqual([screen.current.timeline.oldestSeq, screen.hint], [1, undefined]);
  const many = ignoring("bob", new ScreenAtHand());
  many.client.said = seqs(1, 5000);
  many.take(...page(4991, 5000));
  many.reading.scroll(many.current, -5);
  await settle();
  assert.equal(many.current.timeline.oldestSeq, 3991);
});

Deno.test("scroll() goes on towards the end while little of what comes is shown", async () => {
  const screen = fewShown();
  const { current, reading } = screen;
  await reading.jump(current, 200);
  for (let times = 0; times < 10; times++) {
    reading.scroll(current, 5);
    await settle();
  }
  assert.deepEqual([edges(screen)[1], current.timeline.isLive], [880, true]);
});

Deno.test("fill() fetches what was said before, a few pages for each connection", async () => {
  const screen = fewShown();
  const { current, reading } = screen;
  for (let times = 0; times < 5; times++) void reading.fill(current);
  assert.equal(current.timeline.oldestSeq, 841, "not at once");
  await settle();
  assert.equal(current.timeline.oldestSeq, 741);
  assert.deepEqual([current.timeline.isLive, reading.viewport(current).type], [true, "end"]);
  for (let times = 0; times < 5; times++) await reading.fill(current);
  assert.equal(current.timeline.oldestSeq, 541);
  reading.fillAgain();
  await reading.fill(current);
  assert.equal(current.timeline.oldestSeq, 441);
});

Deno.test("fill() fails once for each connection, and tells nobody", async () => {
  const screen = kept();
  const { current, reading, client } = screen;
  client.said = [];
  await reading.fill(current);
  client.said = seqs(1, 890);
  await reading.fill(current);
  assert.deepEqual([current.timeline.oldestSeq, screen.hint], [841, undefined]);
  reading.fillAgain();
  await reading.fill(current);
  assert.equal(current.timeline.oldestSeq, 741);
});

Deno.test("fill() drives nothing out, and leaves alone what is read above the end", async () => {
  const screen = kept();
  const { current, reading } = screen;
  screen.client.said = seqs(1, 2100);
  screen.take(...page(891, 2000));
  await reading.fill(current);
  assert.equal(current.timeline.oldestSeq, 841);
  const other = kept();
  other.press("pageup");
  const { oldestSeq } = other.current.timeline;
  await other.reading.fill(other.current);
  assert.equal(other.current.timeline.oldestSeq, oldestSeq);
});

Deno.test("toLastRead() fetches what has given way", async () => {
  const screen = kept();
  const { current, reading } = screen;
  screen.input({ type: "focus", focused: false });
  screen.client.said = seqs(1, 4000);
  screen.take(...page(891, 4000));
  assert.ok(!current.timeline.items.some((item) => item === current.readMark), "it gave way");
  screen.input({ type: "focus", focused: true });
  assert.equal(reading.toLastRead(current), true);
  await settle();
  assert.deepEqual(screen.seen.map((row) => row.slice(0, 12)), [
    "bob text 889",
    "bob text 890",
    "── new ─────",
    "bob text 891",
    "bob text 892",
  ]);
});

Deno.test("jump() goes to a message that is here, without fetching anything", async () => {
  const screen = kept();
  screen.client.said = [];
  await screen.reading.jump(screen.current, 860);
  assert.deepEqual([edges(screen), screen.hint], [[859, 863], undefined]);
});

Deno.test("jump() fetches a message with what was said around it, and scrolling goes on from there", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 400);
  assert.deepEqual(edges(screen), [399, 403]);
  const found = reading.found(current)?.item;
  assert.equal(found?.type === "said" && found.message.seq, 400);
  assert.equal(current.timeline.isLive, false);
  for (let times = 0; times < 10; times++) {
    reading.scroll(current, 200);
    await setImmediate();
  }
  assert.deepEqual([edges(screen), current.timeline.isLive], [[886, 890], true]);
});

Deno.test("scroll() stops at the end of what is here, and goes on when more is fetched", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 400);
  reading.scroll(current, 200);
  assert.deepEqual(edges(screen), [496, 500]);
  await setImmediate();
  assert.deepEqual([current.timeline.newestSeq, edges(screen)], [600, [496, 500]]);
});

Deno.test("scroll() reads to the end of a message that is taller than the pane, where more is to be fetched", () => {
  const screen = kept();
  const { current, reading } = screen;
  screen.client.said = [];
  reading.scroll(current, -10);
  const text = "a\nb\nc\nd\ne\nf\ng\nh";
  screen.take(...page(891, 4000).map((message) => ({ ...message, text })));
  assert.equal(current.timeline.isLive, false);
  const end = ["d", "e", "f", "g", "h"];
  for (const byRows of [99_999, 1]) {
    reading.scroll(current, byRows);
    assert.deepEqual(screen.seen.map((row) => row.trim()), end);
  }
  reading.scroll(current, -1);
  assert.deepEqual(screen.seen.map((row) => row.trim()), ["c", "d", "e", "f", "g"]);
});

Deno.test("jump() keeps its place while more is said, which is counted", async () => {
  const screen = kept();
  await screen.reading.jump(screen.current, 400);
  const before = screen.seen;
  screen.take(...page(891, 893));
  assert.deepEqual([screen.seen, screen.current.timeline.newer], [before, 3]);
});

Deno.test("jump() tells why it cannot go, or that nothing is kept there", async () => {
  const screen = kept();
  screen.client.said = [];
  await screen.reading.jump(screen.current, 400);
  assert.equal(screen.hint, notConnected);
  screen.client.said = seqs(500, 890);
  await screen.reading.jump(screen.current, 400);
  assert.equal(screen.hint, "This message is not kept any more");
  assert.equal(screen.reading.found(screen.current), undefined);
});

Deno.test("toNewest() fetches the newest where it is not here, and forgets what was found", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 400);
  await reading.toNewest(current);
  assert.deepEqual([edges(screen), reading.found(current)], [[886, 890], undefined]);
  screen.take(said(891));
  assert.deepEqual(edges(screen), [887, 891]);
});

Deno.test("scroll() to the end forgets what was found", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 860);
  reading.scroll(current, 5);
  assert.notEqual(reading.found(current), undefined);
  reading.scroll(current, 99);
  assert.equal(reading.found(current), undefined);
});

Deno.test("jump() marks what was found at the end too", async () => {
  const screen = kept();
  await screen.reading.jump(screen.current, 890);
  assert.equal(screen.reading.viewport(screen.current).type, "end");
  assert.notEqual(screen.reading.found(screen.current), undefined);
});

Deno.test("toNewest() stays where it is while the newest cannot be fetched", async () => {
  const screen = kept();
  await screen.reading.jump(screen.current, 400);
  const before = screen.seen;
  screen.client.said = [];
  await screen.reading.toNewest(screen.current);
  assert.equal(screen.hint, notConnected);
  assert.deepEqual(screen.seen, before);
});

Deno.test("toLastRead() goes where reading stopped, or tells that it did not", () => {
  const screen = kept();
  assert.equal(screen.reading.toLastRead(screen.current), false);
  screen.press("home");
  assert.equal(screen.hint, "There is nothing new since you were here");
  screen.input({ type: "focus", focused: false });
  screen.take(...page(891, 899));
  screen.input({ type: "focus", focused: true });
  screen.press("home");
  assert.deepEqual(screen.seen.map((row) => row.slice(0, 12)), [
    "bob text 889",
    "bob text 890",
    "── new ─────",
    "bob text 891",
    "bob text 892",
  ]);
  screen.press("end");
  assert.deepEqual(edges(screen), [895, 899]);
});

Deno.test("viewport() is each conversation's own", () => {
  const screen = kept();
  const lobby = screen.current;
  screen.press("pageup");
  const before = screen.seen;
  screen.enter("/msg bob");
  assert.equal(screen.reading.viewport(screen.current).type, "end");
  screen.press("alt+1");
  assert.deepEqual([screen.current, screen.seen], [lobby, before]);
});

Deno.test("toggleFold() opens the last long message that is seen, and folds it again", () => {
  const screen = kept();
  assert.equal(screen.reading.toggleFold(screen.current), false);
  screen.take(said(891, { text: "row\n".repeat(40) }));
  const [item] = screen.current.timeline.items.slice(-1);
  assert.ok(item !== undefined && !screen.reading.isUnfolded(item));
  assert.equal(screen.reading.toggleFold(screen.current), true);
  assert.equal(screen.reading.isUnfolded(item), true);
  screen.press("ctrl+o");
  assert.equal(screen.reading.isUnfolded(item), false);
});

Deno.test("toggleFold() shows a message from its beginning on, and goes back to it", () => {
  const screen = kept();
  const rows = Array.from({ length: 40 }, (_, row) => `row ${row}`);
  screen.take(said(891, { text: rows.join("\n") }));
  const folded = screen.seen;
  assert.deepEqual(folded.slice(-2), ["row 4", "… 35 more rows: Ctrl+O opens it"]);
  screen.press("ctrl+o");
  assert.deepEqual(screen.seen, ["bob row 0", "row 1", "row 2", "row 3", "row 4"]);
  screen.press("pagedown", "pagedown", "ctrl+o");
  assert.deepEqual(screen.seen, folded);
  screen.state.height = 20;
  const above = screen.seen.slice(0, screen.seen.indexOf("bob row 0") + 1);
  assert.ok(above.length > 1);
  const seenAbove = () => screen.seen.slice(0, above.length);
  screen.press("ctrl+o");
  assert.deepEqual(seenAbove(), above);
  assert.equal(screen.seen.at(-1), `row ${20 - above.length}`);
  screen.take(said(892), said(893));
  screen.press("ctrl+o");
  assert.deepEqual(seenAbove(), above);
});
