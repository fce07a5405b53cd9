import assert from "node:assert/strict";
import { joined } from "../../../client/room_messages.ts";
import { page } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

const long = "line\n".repeat(30).trim();

function read(): ScreenAtHand {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.take(...page(1, 50));
  return screen;
}

Deno.test("here() changes the draft with the conversation, however one got there", () => {
  const screen = new ScreenAtHand();
  screen.type("to the lobby");
  screen.take(joined({ room: "dev" }));
  assert.deepEqual([screen.current.key, screen.draft], ["#dev", "|"]);
  screen.type("x");
  screen.take({ type: "left", room: "dev" });
  assert.deepEqual([screen.current.key, screen.draft], ["#lobby", "to the lobby|"]);
});

Deno.test("here() keeps a draft for a person who is called otherwise, and has none for the next", () => {
  const screen = read();
  const rename = { type: "rename", room: "lobby", from: "bob", to: "rob" } as const;
  screen.enter("/msg bob");
  screen.type("a secret");
  screen.take({ ...rename, ts: 0 });
  assert.deepEqual([screen.current.key, screen.draft], ["@rob", "a secret|"]);
  screen.press("alt+1");
  screen.conversations.switchTo(screen.conversations.openDirect("bob"));
  screen.look();
  assert.equal(screen.draft, "|");
  screen.conversations.switchTo(screen.conversations.openDirect("rob"));
  screen.look();
  assert.equal(screen.draft, "a secret|");
});

Deno.test("here() goes on with what was begun where one was in no room", () => {
  const screen = new ScreenAtHand();
  screen.take({ type: "left", room: "lobby" });
  screen.type("half a line");
  screen.take(joined({ room: "dev" }));
  assert.deepEqual([screen.current.key, screen.draft], ["#dev", "half a line|"]);
});

Deno.test("here() goes on elsewhere with what was begun in a room that one had to leave", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.press("alt+2");
  screen.type("half a line");
  screen.take({ type: "left", room: "dev" });
  assert.deepEqual([screen.current.key, screen.draft], ["#lobby", "half a line|"]);
  screen.take(joined({ room: "dev" }));
  assert.deepEqual([screen.current.key, screen.draft], ["#dev", "|"]);
  screen.press("alt+1");
  assert.equal(screen.draft, "half a line|");
});

Deno.test("here() leaves to be recalled what was begun in a room that is gone, where another draft is", () => {
  for (const where of ["alt+1", "alt+2"]) {
    const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
    screen.type("another");
    screen.press("alt+2");
    screen.type("half a line");
    screen.press(where);
    screen.take({ type: "left", room: "dev" });
    assert.deepEqual([screen.current.key, screen.draft], ["#lobby", "another|"]);
    screen.press("up");
    assert.equal(screen.draft, "half a line|");
  }
});

Deno.test("take() does what is not about writing while a paste is asked about", () => {
  const screen = read();
  screen.paste(long);
  screen.press("pageup", "ctrl+l", "ctrl+z");
  assert.equal(screen.seen.at(-1), "bob text 47");
  assert.deepEqual([screen.calls, screen.writing.mode.type], [["draw anew", "suspend"], "asking"]);
});

Deno.test("take() lets nothing that is typed vanish, or answer, while a paste is asked about", () => {
  const screen = read();
  screen.paste(long);
  for (const key of [..."hello my n", "ctrl+d", "left", "tab", "up"]) {
    screen.press(key);
    assert.equal(screen.hint, "First the paste: Enter takes it in, Esc does not");
  }
  assert.deepEqual([screen.calls, screen.writing.mode.type, screen.draft], [[], "asking", "|"]);
  screen.press("enter");
  assert.equal(screen.draft, "[paste 1: 30 lines, 149 bytes]|");
});

Deno.test("here() says so where one goes away from a question about a paste", () => {
  const screen = read();
  screen.paste(long);
  screen.press("alt+2");
  assert.deepEqual([screen.current.key, screen.draft, screen.writing.mode.type], [
    "#dev",
    "|",
    "plain",
  ]);
  const hint = "What was pasted is not taken in: paste it again where it belongs";
  assert.equal(screen.hint, hint);
});
