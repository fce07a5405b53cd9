import assert from "node:assert/strict";
import { ScreenAtHand } from "./screen_at_hand.ts";

/** What Tab offers for a text, or makes of it. */
function completed(screen: ScreenAtHand, text: string): string | string[] {
  screen.type(text);
  screen.press("tab");
  const { draft, mode } = screen.writing;
  screen.press("escape", "ctrl+c");
  if (mode.type !== "completing") return draft.text;
  return mode.completion.candidates.map(({ label }) => label);
}

Deno.test("Tab completes what is known of the server, the room and this face", () => {
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
