import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ClientError } from "../../../../client/client_error.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";

Deno.test("say() tells where /msg was typed that it was not said, and begins no conversation", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.speech = "waits";
  screen.enter("/msg zzz hello");
  assert.notEqual(screen.conversations.find("@zzz"), undefined);
  screen.press("alt+2");
  screen.client.refuse(new ClientError("refused", 'Nobody is called "zzz"'));
  await setImmediate();
  assert.notEqual(screen.told, 'Not said to zzz: Nobody is called "zzz"');
  screen.press("alt+1");
  assert.equal(screen.told, 'Not said to zzz: Nobody is called "zzz"');
  assert.equal(screen.conversations.find("@zzz"), undefined);
});

Deno.test("say() leaves a conversation that there was when /msg fails, and is silent of success", async () => {
  const screen = new ScreenAtHand();
  screen.client.speech = "waits";
  const [before] = [screen.conversations.openDirect("bob")];
  screen.enter("/msg bob one");
  screen.enter("/msg bob two");
  await screen.client.echo();
  await setImmediate();
  assert.equal(screen.contents.includes("Not said to bob: Gone"), false);
  screen.client.refuse(new ClientError("refused", "Gone"));
  await setImmediate();
  assert.equal(screen.told, "Not said to bob: Gone");
  assert.equal(screen.conversations.find("@bob"), before);
});

Deno.test("failed() tells of what was said where one is no more", async () => {
  const screen = new ScreenAtHand({ rooms: ["lobby", "dev"] });
  screen.client.speech = "waits";
  screen.press("alt+2");
  screen.enter("important");
  screen.take({ type: "left", room: "dev" });
  screen.client.refuse(new ClientError("not_said", "You are not in dev", "not_in_room"));
  await setImmediate();
  assert.equal(screen.told, "Not said in #dev: You are not in dev");
  const bob = screen.conversations.openDirect("bob");
  screen.conversations.switchTo(bob);
  screen.enter("important too");
  screen.conversations.closeDirect(bob);
  screen.client.refuse(new ClientError("not_said", "Gone"));
  await setImmediate();
  assert.equal(screen.told, "Not said to bob: Gone");
});
