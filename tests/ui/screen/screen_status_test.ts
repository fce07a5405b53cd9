import { page } from "../../client/timeline_items.ts";
import { ShownScreen } from "./shown_screen.ts";

Deno.test("ScreenClient tells for how long the server has not answered", async () => {
  await using screen = new ShownScreen();
  await screen.connect();
  screen.client.roundTripMs = 1;
  screen.press("ctrl+l");
  await screen.shows("1 ms");
  screen.client.unansweredMs = 12_000;
  screen.press("ctrl+l");
  await screen.shows("no answer for 12 s");
});

Deno.test("ScreenClient tells what was missed above what is seen, until one goes there", async () => {
  await using screen = new ShownScreen();
  await screen.connect();
  await screen.take(...page(1, 5));
  await screen.shows("text 5");
  screen.screen.input({ type: "focus", focused: false });
  await screen.take(...page(6, 40));
  screen.screen.input({ type: "focus", focused: true });
  await screen.shows("↑ 29 new, Home");
  screen.press("home");
  await screen.shows("── new ─");
  screen.press("end");
  await screen.terminal.until((seen) => seen.includes("text 40") && !seen.includes("↑"));
});
