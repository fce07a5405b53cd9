import assert from "node:assert/strict";
import { joined, said } from "../../client/room_messages.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

/** Ann is a moderator of the lobby, where bob has said something. */
function moderated(columns: number, rows: number): ScreenAtHand {
  const screen = new ScreenAtHand({ height: rows - 2 });
  screen.state.connection = { type: "connected" };
  const names = ["whois", "kick", "ban", "mute", "unmute", "voice", "mod"];
  screen.client.state.commands = names.map((name) => ({
    ...{ name, aliases: [], usage: `/${name}`, summary: "" },
  }));
  const members = [{ nick: "ann", role: "moderator" }, { nick: "bob" }];
  screen.take(joined({ members, role: "moderator" }));
  screen.take(said(1, { text: "one" }), said(2, { text: "two" }), said(3, { text: "three" }));
  screen.apply({ type: "drawn", drawing: screen.drawing(columns, rows) });
  return screen;
}

Deno.test("view() draws a menu above the message that it is about where there is no room below", () => {
  const screen = moderated(40, 12);
  screen.press("alt+m", "enter");
  assert.deepEqual(screen.frame(40, 12).slice(3), [
    "  ┌ bob: three ─────────────────────┐",
    "12│ r  Reply to bob                 │",
    "  │ c  Copy the text                │",
    "──│ i  Ignore           /ignore bob │───",
    "12│ p  More about bob…              │",
    "12└─────────────────────────────────┘",
    "12:03 bob three",
    " #lobby  @ moderator",
    "#lobby>",
  ]);
});

Deno.test("view() draws a menu that is higher than the screen as far as it goes, and scrolls it", () => {
  const screen = moderated(20, 5);
  screen.press("alt+m", "enter", "p", "end");
  assert.deepEqual(screen.frame(20, 5), [
    "┌ bob ─────────────┐",
    "│ o  Make a modera…│",
    "└ 8 more ──────────┘",
    " #lobby",
    "#lo…>",
  ]);
});

Deno.test("view() draws the menu of a member beside the list, and hides the cursor", () => {
  const screen = moderated(80, 14);
  screen.press("alt+m", "tab", "enter");
  const rows = screen.frame(80, 14);
  assert.match(rows[1] ?? "", /┌ bob ─+┐│@ann$/);
  assert.ok(rows[2]?.endsWith("/msg bob    ││bob"), rows[2]);
  assert.equal(screen.drawing(80, 14).cursor, undefined);
  screen.press("escape");
  assert.notEqual(screen.drawing(80, 14).cursor, undefined);
});

Deno.test("view() draws a menu where what it is about is not on the screen", () => {
  const screen = moderated(40, 12);
  screen.take({ type: "join", room: "lobby", ts: 1, nick: "zed", person: "z1" });
  screen.enter("/menu zed");
  assert.match(screen.frame(40, 12).join("\n"), /┌ zed ─/);
});
