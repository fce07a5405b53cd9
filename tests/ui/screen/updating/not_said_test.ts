import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ClientError } from "../../../../client/client_error.ts";
import { direct } from "../../../client/room_messages.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

Deno.test("/msg that fails is told where it was typed, with what failed and why, and begins no conversation", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.speech = "waits";
  screen.enter("/msg zzz hello");
  assert.match(screen.seen.at(-1) ?? "", /\[you → zzz\] hello …$/);
  screen.press("alt+2");
  screen.client.refuse(new ClientError("refused", 'Nobody is called "zzz"'));
  await setImmediate();
  assert.doesNotMatch(screen.seen.join("\n"), /zzz/);
  screen.press("alt+1");
  assert.equal(screen.told, 'Not said to zzz: Nobody is called "zzz" (hello)');
  assert.equal(screen.conversations.find("@zzz"), undefined);
});

Deno.test("/msg and /describe stand where they were typed once they are said, and in the conversation", async () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  screen.enter("/msg bob one");
  screen.enter("/describe bob waves");
  for (let count = 0; count < 2; count++) await screen.client.echo();
  await setImmediate();
  screen.take(direct(1, { from: "ann", to: "bob", text: "one", id: "id1" }));
  assert.deepEqual(screen.contents.slice(-2), ["echo", "echo"]);
  assert.match(screen.seen.at(-2) ?? "", /\[you → bob\] one$/);
  assert.match(screen.seen.at(-1) ?? "", /\[you → bob\] \* ann waves$/);
  assert.equal(screen.conversations.find("@bob")?.timeline.items.length, 1);
});

Deno.test("/msg from within the conversation with that person stands there once", async () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  screen.enter("/msg bob");
  screen.enter("/msg BOB one");
  assert.match(screen.seen.at(-1) ?? "", /ann one …$/);
  await screen.client.echo();
  screen.take(direct(1_000_001, { from: "ann", to: "bob", text: "one" }));
  await setImmediate();
  assert.deepEqual(screen.contents, [1_000_001]);
});

Deno.test("/reply answers whoever wrote last and is not ignored, also before this run", async () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  screen.client.said = [1, 2];
  screen.enter("/reply hi");
  await setImmediate();
  assert.match(screen.seen.at(-1) ?? "", /\[you → bob\] hi …$/);
  screen.state.settings = { ...screen.state.settings, ignored: ["bob"] };
  screen.enter("/r hi");
  await setImmediate();
  assert.match(`${screen.told}`, /^Only people you ignore have .* bob .* \/msg bob TEXT/);
  screen.client.said = [];
  screen.enter("/reply lost");
  await setImmediate();
  assert.equal(screen.told, "Not said: There is no connection now (lost)");
});

Deno.test("failed() tells of what was said where one is no more", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.speech = "waits";
  screen.press("alt+2");
  screen.enter("important");
  screen.take({ type: "left", room: "dev" });
  screen.client.refuse(new ClientError("not_said", "You are not in dev", "not_in_room"));
  await setImmediate();
  assert.equal(screen.told, "Not said in #dev: You are not in dev (important)");
  screen.enter("/msg bob");
  screen.enter("important too");
  screen.enter("/close");
  screen.client.refuse(new ClientError("not_said", "Gone"));
  await setImmediate();
  assert.equal(screen.told, "Not said to bob: Gone (important too)");
});
