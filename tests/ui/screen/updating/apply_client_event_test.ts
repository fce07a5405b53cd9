import assert from "node:assert/strict";
import type { ClientEvent } from "../../../../client/client_event.ts";
import type { BellMode } from "../../../../client/settings/settings.ts";
import { connected, direct, eventsOf, joined, said } from "../../../client/room_messages.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

/** A screen that nobody looks at. */
function unattended(bell: BellMode = "mentions"): ScreenAtHand {
  const screen = new ScreenAtHand();
  screen.state.settings = { ...screen.state.settings, bell };
  screen.input({ type: "focus", focused: false });
  return screen;
}

Deno.test("applyClientEvent() rings and tells the desktop who said what, and where", () => {
  const screen = unattended();
  screen.take(said(1, { text: "ann!" }));
  screen.monotonicMs = 2000;
  screen.take(direct(2));
  assert.deepEqual(screen.calls, ["alert bob in #lobby", "alert bob"]);
});

Deno.test("applyClientEvent() rings for what the person wants to hear of", () => {
  const messages = [said(1), said(1, { text: "ann!" }), direct(1)];
  const rung = (["off", "mentions", "all"] as const).map((bell) =>
    messages.map((message) => {
      const screen = unattended(bell);
      screen.take(message);
      return screen.calls.length > 0;
    })
  );
  assert.deepEqual(rung, [[false, false, false], [false, true, true], [true, true, true]]);
});

Deno.test("applyClientEvent() is quiet about what is read as it comes", () => {
  const screen = unattended("all");
  screen.input({ type: "focus", focused: true });
  screen.take(said(1, { text: "ann!" }));
  assert.deepEqual(screen.calls, []);
});

Deno.test("applyClientEvent() rings once for what comes within two seconds", () => {
  const screen = unattended();
  const rung = [0, 1, 1999, 2000, 3999, 4000].filter((atMs, index) => {
    screen.monotonicMs = atMs;
    screen.calls.length = 0;
    screen.take(said(index + 1, { text: "ann!" }));
    return screen.calls.length > 0;
  });
  assert.deepEqual(rung, [0, 2000, 4000]);
});

Deno.test("applyClientEvent() keeps no quiet after what was not told", () => {
  const screen = unattended();
  screen.take(said(1));
  screen.input({ type: "focus", focused: true });
  screen.take(said(2, { text: "ann!" }));
  screen.input({ type: "focus", focused: false });
  screen.take(said(3, { text: "ann!" }));
  assert.deepEqual(screen.calls, ["alert bob in #lobby"]);
});

Deno.test("applyClientEvent() greets below what was said before", () => {
  const screen = new ScreenAtHand({ rooms: [] });
  screen.client.state.motd = "Be kind";
  const page = { missed: false, leftOut: false, seq: 2 };
  const event = connected();
  const events: ClientEvent[] = [
    event,
    ...eventsOf(joined({ seq: 2 })).toSpliced(1, 0, {
      ...{ type: "history", room: "lobby", messages: [said(1), said(2)] },
      ...page,
    }),
    { type: "ready", connected: event },
  ];
  for (const event of events) screen.apply({ type: "client", event });
  assert.deepEqual(screen.contents, [
    ...[1, 2, "joined"],
    "You are ann on chatroom. /help shows the commands, F1 the keys, Ctrl+D leaves.",
    "Be kind",
  ]);
});

Deno.test("applyClientEvent() tells in every conversation why the server went, once, and for how long", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.enter("/msg bob");
  const bye = { type: "bye", code: "stopping", text: "back in 5 minutes" } as const;
  const lost = { type: "disconnected", retryInMs: 1000 } as const;
  const again = connected({ again: true, resumed: true });
  const refused: ClientEvent = { ...lost, reason: "refused" };
  const attempts = Array.from({ length: 50 }, () => refused);
  for (const event of [{ ...lost, reason: "", bye }, ...attempts]) {
    screen.apply({ type: "client", event });
  }
  screen.monotonicMs += 185_000;
  for (const event of [again, { type: "ready", connected: again } as const]) {
    screen.apply({ type: "client", event });
  }
  for (const { key, timeline } of screen.conversations.list) {
    const notes = timeline.items.flatMap((item) => item.type === "note" ? [item.text] : []);
    assert.deepEqual(notes, [
      "The server has stopped: back in 5 minutes",
      "Connected again as ann, after 3 min",
    ], key);
  }
});
