import assert from "node:assert/strict";
import { openSummary as settings } from "../../support/open_settings.ts";
import type { ClientEvent } from "../../../client/client_event.ts";
import type { JoinedMessage } from "../../../protocol.ts";
import { windowTitle } from "../../../ui/screen/view.ts";
import { connected as connectedEvent, joined, said } from "../../client/room_messages.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

const connected = connectedEvent();
const lost: ClientEvent = { type: "disconnected", reason: "No route", retryInMs: 4500 };

function happen(screen: ScreenAtHand, atMs: number, event: ClientEvent): void {
  screen.monotonicMs = atMs;
  screen.apply({ type: "client", event });
}

/** The row that tells of the connection, at a time. */
function statusAt(screen: ScreenAtHand, atMs: number): string {
  screen.monotonicMs = atMs;
  return status(screen) ?? "";
}

/** The status line of a screen that has room for no list. */
function status(screen: ScreenAtHand): string | undefined {
  return screen.frame(70, 10).at(-2)?.trim();
}

Deno.test("view() numbers all conversations, with what is unread of each", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.enter("/msg bob");
  screen.take(said(1, { room: "dev" }), said(2, { room: "dev", text: "ann!" }));
  const list = screen.frame(100, 10).slice(0, 3).map((row) => row.replace(/ *│.*/, ""));
  assert.deepEqual(list, ["1 #lobby", "2 #dev   (2!)", "3 bob"]);
});

Deno.test("view() tells who types, without those who are ignored", () => {
  const screen = new ScreenAtHand();
  screen.take(...["bob", "carl"].map((nick) => ({ type: "typing", room: "lobby", nick }) as const));
  assert.equal(status(screen), "connecting…  #lobby  bob and carl are typing");
  screen.state.settings = { ...screen.state.settings, ignored: ["BOB"] };
  assert.equal(status(screen), "connecting…  #lobby  carl is typing");
});

Deno.test("view() tells the topic, and what is unread where there is no list of it", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.take(joined({ topic: "Beer" }), said(1, { room: "dev", text: "ann" }));
  assert.equal(status(screen), 'connecting…  #lobby  "Beer"  2:1!');
  assert.equal(screen.frame(100, 10).at(-2)?.trim(), 'connecting…  #lobby  "Beer"');
  screen.openKeys();
  assert.equal(status(screen), "connecting…  Keys  2:1!");
});

Deno.test("view() tells the round trip, and that the server does not answer", () => {
  const screen = new ScreenAtHand();
  screen.apply({ type: "client", event: connected });
  screen.client.roundTripMs = 12;
  assert.equal(status(screen), "#lobby  12 ms");
  screen.client.unansweredMs = 5000;
  assert.equal(status(screen), "#lobby  no answer for 5 s");
});

Deno.test("view() tells that the connection is not encrypted, and of a change in the conversation too", () => {
  const screen = new ScreenAtHand();
  const open = connectedEvent({ peer: { address: "192.0.2.1" } });
  for (
    const [event, status, told] of [
      [connected, "#lobby", undefined],
      [{ ...open, again: true }, "#lobby  not encrypted", /^This connection is not encrypted: /],
      [lost, "reconnecting in 5 s  No route  #lobby", /^Not connected/],
      [{ ...connected, again: true }, "#lobby", /^This connection is encrypted$/],
    ] as const
  ) {
    screen.client.state.applyEvent(event);
    happen(screen, 0, event);
    assert.equal(statusAt(screen, 0), status);
    if (told !== undefined) assert.match(`${screen.told}`, told);
  }
});

Deno.test("view() tells that it connects until it has", () => {
  const screen = new ScreenAtHand();
  assert.match(statusAt(screen, 0), /connecting/);
  happen(screen, 0, connected);
  screen.take(said(1));
  assert.doesNotMatch(statusAt(screen, 0), /connecting/);
});

Deno.test("view() counts the seconds to the next attempt down, and tells of the attempt", () => {
  const screen = new ScreenAtHand();
  happen(screen, 0, connected);
  happen(screen, 1000, lost);
  const told = [1000, 1501, 5499, 5500, 9000].map((atMs) => statusAt(screen, atMs));
  const seconds = told.map((text) => /No route/.test(text) ? /\d+ s/.exec(text)?.[0] : text.trim());
  assert.deepEqual(seconds.slice(0, 3), ["5 s", "4 s", "1 s"]);
  for (const text of told.slice(3)) assert.match(text, /connecting/);
});

Deno.test("view() begins to count again with each attempt that fails", () => {
  const screen = new ScreenAtHand();
  happen(screen, 0, lost);
  happen(screen, 5000, { ...lost, reason: "Refused", retryInMs: 9000 });
  assert.match(statusAt(screen, 5000), /9 s.*Refused/);
  happen(screen, 5500, { ...lost, reason: "Nothing there; what to do?", retryInMs: 9000 });
  assert.match(statusAt(screen, 5500), /Nothing there(?!;)/, "without what to do");
  happen(screen, 5600, { ...lost, reason: "Refused", retryInMs: 9000 });
  happen(screen, 6000, connected);
  assert.doesNotMatch(statusAt(screen, 6000), /connecting|Refused/);
});

Deno.test("view() tells of an attempt that is made at once", () => {
  const screen = new ScreenAtHand();
  happen(screen, 0, lost);
  screen.monotonicMs = 1000;
  screen.apply({ type: "retried", isRetried: true });
  screen.input({ type: "focus", focused: true });
  assert.match(statusAt(screen, 1000), /Trying to connect again now +connecting/);
  happen(screen, 1500, lost);
  assert.doesNotMatch(statusAt(screen, 1500), /again now/, "that attempt is over");
  happen(screen, 2000, connected);
  assert.doesNotMatch(statusAt(screen, 2000), /connecting/);
});

Deno.test("windowTitle() has the place and what is unread", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  assert.equal(windowTitle(screen.state), "#lobby – chatroom");
  screen.take(said(1, { room: "dev" }), said(2, { room: "dev" }));
  assert.equal(windowTitle(screen.state), "(2) #lobby – chatroom");
  screen.take(said(3, { room: "dev", text: "ann!" }));
  assert.equal(windowTitle(screen.state), "(3!) #lobby – chatroom");
});

/** The status line of the lobby, which one has come into so. */
function statusIn(about: Partial<JoinedMessage>, nowMs = 5): string {
  const screen = new ScreenAtHand();
  screen.nowMs = nowMs;
  screen.state.connection = { type: "connected" };
  screen.take(joined(about));
  return screen.frame(70, 8).at(-2)?.trim() ?? "";
}

Deno.test("view() tells in the status line what one is in the room", () => {
  assert.equal(statusIn({ role: "moderator" }), "#lobby  @ moderator");
  assert.equal(statusIn({ role: "server_owner" }), "#lobby  ~ owner of this server");
  assert.equal(statusIn({ role: "x.jester" }), "#lobby  x.jester");
  assert.equal(statusIn({}), "#lobby");
});

Deno.test("view() tells in the status line that one may not speak, and until when", () => {
  assert.equal(statusIn({ muted: true }), "#lobby  muted");
  const mutedUntilTs = 10;
  assert.equal(statusIn({ muted: true, mutedUntilTs }), "#lobby  muted until 12:10");
  const tomorrow = { muted: true, mutedUntilTs: 70 };
  assert.equal(statusIn(tomorrow), "#lobby  muted until 2026-11-02 12:10");
  assert.equal(statusIn({ muted: true, mutedUntilTs }, mutedUntilTs), "#lobby");
  const moderated = { ...settings, moderated: true };
  assert.equal(statusIn({ settings: moderated }), "#lobby  moderated: no voice");
  assert.equal(statusIn({ settings: moderated, role: "voice" }), "#lobby  + has voice");
  assert.equal(statusIn({ settings }), "#lobby");
});
