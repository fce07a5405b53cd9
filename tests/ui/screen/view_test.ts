import assert from "node:assert/strict";
import { joined, said, welcome } from "../../client/room_messages.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

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
  assert.equal(status(screen), "connecting…  #lobby  Beer  2:1!");
  assert.equal(screen.frame(100, 10).at(-2)?.trim(), "connecting…  #lobby  Beer");
  screen.openKeys();
  assert.equal(status(screen), "connecting…  Keys  2:1!");
});

Deno.test("view() tells the round trip, and that the server does not answer", () => {
  const screen = new ScreenAtHand();
  const happened = { again: false, resumed: false, forgotten: false } as const;
  screen.apply({ type: "client", event: { type: "connected", welcome: welcome(), ...happened } });
  screen.client.roundTripMs = 12;
  assert.equal(status(screen), "#lobby  12 ms");
  screen.client.unansweredMs = 5000;
  assert.equal(status(screen), "#lobby  no answer for 5 s");
});
