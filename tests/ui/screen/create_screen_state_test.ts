import assert from "node:assert/strict";
import { knownWords } from "../../../ui/screen/create_screen_state.ts";
import { joined, said } from "../../client/room_messages.ts";
import { ScreenAtHand } from "./screen_at_hand.ts";

function known({ state }: ScreenAtHand) {
  return knownWords(state);
}

/** What Tab offers for a text, or makes of it. */
function completed(screen: ScreenAtHand, text: string): string | string[] {
  screen.type(text);
  screen.press("tab");
  const { draft, mode } = screen.writing;
  screen.press("escape", "ctrl+c");
  if (mode.type !== "completing") return draft.text;
  return mode.completion.candidates.map(({ label }) => label);
}

Deno.test("knownWords() has the nicks of a room, who spoke last first, and never one's own", () => {
  const screen = new ScreenAtHand();
  const members = ["zoe", "ann", "carl", "bob"].map((nick) => ({ nick }));
  screen.take(joined({ members }), said(1, { from: "zoe" }), said(2, { from: "gone" }));
  assert.deepEqual(known(screen).nicks, ["gone", "zoe", "bob", "carl"]);
  screen.enter("/msg dora");
  assert.deepEqual(known(screen).nicks, ["dora"]);
});

Deno.test("knownWords() has the rooms one is in, and no persons", () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.enter("/msg dora");
  assert.deepEqual(known(screen).rooms, ["lobby", "dev"]);
});

Deno.test("knownWords() are what Tab completes", () => {
  const screen = new ScreenAtHand();
  assert.equal(completed(screen, "/key"), "/keys ");
  assert.equal(completed(screen, "/who"), "/who ");
  assert.deepEqual(completed(screen, "/theme "), ["terminal", "dark", "light", "contrast", "mono"]);
  assert.equal(completed(screen, "/ignore b"), "/ignore bob ");
  assert.equal(completed(screen, "/focus b"), "/focus bob ");
  assert.equal(completed(screen, "/bell me"), "/bell mentions ");
  assert.equal(completed(screen, "#lo"), "#lobby ");
  assert.equal(completed(screen, "bo"), "bob: ");
  assert.equal(completed(screen, "an"), "an");
  assert.equal(completed(screen, ":tad"), "🎉 ");
});
