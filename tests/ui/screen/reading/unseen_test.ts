import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { said } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

/** A server that keeps messages 1 to 890, of which the last 50 came live. */
function kept(): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.client.said = page(1, 890).map(({ seq }) => seq);
  screen.take(...page(841, 890));
  return screen;
}

/** A person comes back to messages 891 to 899. */
function missed(): ScreenAtHand {
  const screen = kept();
  screen.input({ type: "focus", focused: false });
  screen.take(said(891));
  assert.equal(screen.unseen.unreadAbove, 0, "nobody sees the line");
  screen.take(...page(892, 899));
  screen.input({ type: "focus", focused: true });
  return screen;
}

Deno.test("Unseen.newBelow is what came since the end was left, as far as it is below", () => {
  const screen = kept();
  const { current, reading } = screen;
  reading.scroll(current, -10);
  assert.deepEqual([screen.unseen.newBelow, screen.unseen.below], [0, 10]);
  screen.take(...page(891, 893));
  assert.deepEqual([screen.unseen.newBelow, screen.unseen.below], [3, 13]);
  reading.scroll(current, 11);
  assert.deepEqual([screen.unseen.newBelow, screen.unseen.below], [2, 2]);
  reading.scroll(current, 99);
  reading.scroll(current, -10);
  assert.equal(screen.unseen.newBelow, 0);
});

Deno.test("Unseen.newBelow has what the client told too, but not who came and went", () => {
  const screen = kept();
  const { current, reading } = screen;
  screen.take({ type: "join", room: "lobby", nick: "eve", ts: 1 });
  reading.scroll(current, -10);
  screen.take({ type: "join", room: "lobby", nick: "dan", ts: 2 });
  assert.equal(screen.unseen.newBelow, 0);
  screen.conversations.tell("told");
  screen.take(said(891));
  assert.equal(screen.unseen.newBelow, 2);
});

Deno.test("Unseen.newBelow has nothing that was there before, however much is fetched", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 400);
  assert.equal(screen.unseen.hasMoreBelow, true);
  for (let times = 0; times < 80; times++) {
    assert.equal(screen.unseen.newBelow, 0);
    reading.scroll(current, 5);
    await setImmediate();
  }
  assert.deepEqual([screen.unseen.newBelow, screen.unseen.hasMoreBelow], [0, false]);
});

Deno.test("Unseen.newBelow goes on counting what was counted before it was fetched", async () => {
  const screen = kept();
  const { current, reading } = screen;
  await reading.jump(current, 700);
  screen.client.said = page(1, 893).map(({ seq }) => seq);
  screen.take(...page(891, 893));
  const { newBelow, hasMoreBelow } = screen.unseen;
  assert.deepEqual([newBelow, hasMoreBelow], [3, true]);
  for (let times = 0; times < 30; times++) {
    reading.scroll(current, 5);
    await setImmediate();
  }
  assert.deepEqual([screen.unseen.newBelow, screen.unseen.hasMoreBelow], [3, false]);
});

Deno.test("Unseen.unreadAbove is what was missed above what is seen, until one goes there", () => {
  const screen = missed();
  assert.equal(screen.unseen.unreadAbove, 4);
  screen.reading.scroll(screen.current, -2);
  assert.equal(screen.unseen.unreadAbove, 2);
  screen.press("home");
  assert.equal(screen.unseen.unreadAbove, 0);
  screen.press("end");
  assert.equal(screen.unseen.unreadAbove, 0);
});

Deno.test("Unseen.unreadAbove is forgotten when one speaks", () => {
  const screen = missed();
  screen.take(said(900, { from: "ann" }));
  assert.equal(screen.unseen.unreadAbove, 0);
});

Deno.test("Unseen.unreadAbove tells nothing of what went up while somebody saw it", () => {
  const screen = kept();
  screen.input({ type: "focus", focused: false });
  screen.take(said(891));
  screen.input({ type: "focus", focused: true });
  assert.equal(screen.unseen.unreadAbove, 0);
  screen.take(...page(892, 899));
  assert.equal(screen.unseen.unreadAbove, 0);
});

Deno.test("Unseen.unreadAbove counts again what is missed the next time", () => {
  const screen = missed();
  screen.press("home", "end");
  screen.input({ type: "focus", focused: false });
  screen.take(...page(900, 909));
  screen.input({ type: "focus", focused: true });
  assert.equal(screen.unseen.unreadAbove, 5);
});

Deno.test("Unseen.unreadAbove is told while the line itself has given way", () => {
  const screen = kept();
  screen.input({ type: "focus", focused: false });
  screen.take(...page(891, 4000));
  screen.input({ type: "focus", focused: true });
  assert.equal(screen.unseen.unreadAbove, 1995);
  assert.equal(screen.unseen.hasMoreUnread, true);
});

Deno.test("Unseen.unreadAbove is told when all that was missed is here", () => {
  const screen = kept();
  const some = { room: "lobby", complete: true, missed: true, leftOut: false } as const;
  const progress = { fetched: 3, total: 9 };
  const first = { ...some, seq: 893, messages: page(891, 893), progress };
  screen.conversations.apply({ type: "history", ...first });
  assert.equal(screen.unseen.unreadAbove, 0);
  const last = { ...some, seq: 899, messages: page(894, 899), progress: undefined };
  screen.conversations.apply({ type: "history", ...last });
  assert.equal(screen.unseen.unreadAbove, 4);
});
