import assert from "node:assert/strict";
import { setImmediate } from "node:timers/promises";
import { ScreenAtHand } from "../screen_at_hand.ts";

function exposedScreen(): ScreenAtHand {
  const at = new ScreenAtHand();
  Object.assign(at.client, { isConnected: true, exposesSecrets: true });
  return at;
}

function bottomOf(at: ScreenAtHand, columns = 80): string {
  return at.frame(columns, 10).slice(-4).join("\n");
}

Deno.test("a code is asked about in place of the draft before it goes where others can read it", async () => {
  const at = exposedScreen();
  at.enter("/claim ABCD-EFGH");
  const question = "Not encrypted: others can read this on the way. Send it? y/N:";
  assert.ok(bottomOf(at).includes(question));
  at.type("y");
  assert.ok(bottomOf(at).includes(`${question} y`), "what is typed is seen");
  assert.deepEqual(at.client.calls, []);
  at.press("enter");
  await setImmediate();
  assert.deepEqual(at.client.calls, ["run claim ABCD-EFGH"]);
  at.enter("/link");
  assert.deepEqual(at.client.calls.at(-1), "run link", "asked once");
});

Deno.test("a code that is not to be sent after all can be typed on", async () => {
  for (const keys of [["enter"], ["n", "enter"], ["escape"], ["ctrl+c"]]) {
    const at = exposedScreen();
    at.enter("/claim ABCD-EFGH");
    at.press(...keys);
    await setImmediate();
    const left = [at.client.calls, at.draft, at.hint];
    assert.deepEqual(left, [[], "/claim ABCD-EFGH|", "Not sent"], keys.join(" "));
  }
});

Deno.test("the question about a code is read whole on a narrow screen", () => {
  const at = exposedScreen();
  at.enter("/claim ABCD-EFGH");
  const letters = bottomOf(at, 30).replace(/\s+/g, "");
  assert.ok(letters.endsWith("Notencrypted:otherscanreadthisontheway.Sendit?y/N:"), letters);
});

Deno.test("what is no secret is not asked about", () => {
  const at = exposedScreen();
  at.enter("/who");
  assert.deepEqual(at.client.calls, ["run who"]);
});
