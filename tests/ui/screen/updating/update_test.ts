import assert from "node:assert/strict";
import type { Effect } from "../../../../ui/screen/effects.ts";
import type { ScreenEvent } from "../../../../ui/screen/screen_event.ts";
import { update } from "../../../../ui/screen/updating/update.ts";
import { connected as connectedEvent, direct, said } from "../../../client/room_messages.ts";
import { keyEvent, typedKeys } from "../../keys/key_events.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

/** What a screen wants done for some events, none of which is done. */
function effectsOf(screen: ScreenAtHand, ...events: readonly ScreenEvent[]): readonly Effect[] {
  return events.flatMap((event) => update(screen.state, event));
}

function typed(text: string): readonly ScreenEvent[] {
  return typedKeys(text).map((input) => ({ type: "input", input }));
}

function pressed(name: string): ScreenEvent {
  return { type: "input", input: keyEvent(name) };
}

Deno.test("update() gives what is to be said, and does not say it", () => {
  const screen = new ScreenAtHand();
  const effects = effectsOf(screen, ...typed("/me waves"), pressed("enter"));
  const wanted = { type: "say", conversation: screen.current, text: "waves", kind: "action" };
  assert.deepEqual(effects, [wanted, { type: "keepTyped", text: "/me waves" }]);
  assert.deepEqual([screen.client.calls, screen.draft], [[], "|"]);
});

Deno.test("update() has each read mark kept when the screen is drawn", () => {
  const screen = new ScreenAtHand();
  screen.take(said(7));
  assert.deepEqual(effectsOf(screen, { type: "drawing" }), [
    { type: "markRead", room: "lobby", seq: 7 },
    { type: "tellRead", place: { room: "lobby", seq: 7 } },
  ]);
});

Deno.test("update() alerts to what is for oneself and not looked at, once in two seconds", () => {
  const screen = new ScreenAtHand();
  const mentioned = (seq: number): ScreenEvent => ({
    type: "client",
    event: { type: "message", message: said(seq, { text: "ann!" }) },
  });
  assert.deepEqual(effectsOf(screen, mentioned(1)), []);
  screen.input({ type: "focus", focused: false });
  const alert = { type: "alert", title: "bob in #lobby", body: "ann!" };
  assert.deepEqual(effectsOf(screen, mentioned(2), mentioned(3)), [alert]);
  screen.monotonicMs += 2000;
  assert.deepEqual(effectsOf(screen, mentioned(4)), [alert]);
});

Deno.test("update() asks for the emoji when one is to be completed, and completes it then", () => {
  const screen = new ScreenAtHand();
  screen.state.emoji = undefined;
  const emoji = [{ emoji: "🎉", names: ["tada"] }];
  assert.deepEqual(effectsOf(screen, ...typed("see bo"), pressed("tab")), []);
  assert.deepEqual(effectsOf(screen, ...typed("at 12:30"), pressed("tab")), []);
  const asked = effectsOf(screen, ...typed(" :tad"), pressed("tab"));
  assert.deepEqual(asked, [{ type: "loadEmoji", draft: screen.writing.draft }]);
  screen.apply({ type: "emojiLoaded", emoji, draft: screen.writing.draft });
  assert.match(screen.draft, / 🎉 \|$/);
});

Deno.test("update() completes no emoji once something else is written", () => {
  const screen = new ScreenAtHand();
  screen.state.emoji = undefined;
  const [asked] = effectsOf(screen, ...typed(":tad"), pressed("tab"), ...typed("a"));
  assert.equal(asked?.type, "loadEmoji");
  const { draft } = asked?.type === "loadEmoji" ? asked : screen.writing;
  screen.apply({ type: "emojiLoaded", emoji: [{ emoji: "🎉", names: ["tada"] }], draft });
  assert.equal(screen.draft, ":tada|");
});

Deno.test("update() takes a hint away with a connection only if it is meant until then", () => {
  const event = connectedEvent({ again: true, resumed: true });
  const connected: ScreenEvent = { type: "client", event };
  const screen = new ScreenAtHand();
  screen.apply({ type: "retried", isRetried: true });
  assert.equal(screen.hint, "Trying to connect again now");
  screen.apply(connected);
  assert.equal(screen.hint, undefined);
  screen.apply({ type: "retried", isRetried: true });
  screen.press("alt+9");
  screen.apply(connected);
  assert.equal(screen.hint, "There is no conversation 9");
});

Deno.test("update() alerts with the beginning of what is long", () => {
  const screen = new ScreenAtHand();
  const message = direct(1, { text: "x".repeat(1000) });
  const [alert] = effectsOf(screen, { type: "client", event: { type: "message", message } });
  assert.deepEqual(alert, { type: "alert", title: "bob", body: "x".repeat(200) });
});
