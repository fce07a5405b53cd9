import assert from "node:assert/strict";
import { welcome } from "../../../client/room_messages.ts";
import { contents } from "../../../client/timeline_items.ts";
import { ScreenAtHand } from "../screen_at_hand.ts";
import { view } from "../../../../ui/screen/view.ts";
import { plainRows } from "../plain_rows.ts";

function open(): ScreenAtHand {
  const at = new ScreenAtHand();
  at.take(welcome({ features: ["accounts"], limits: { textBytes: 1000 } }));
  return at;
}

function drawn({ state, client }: ScreenAtHand): string {
  const size = { columns: 60, rows: 12 };
  const { panes } = view(state, { size, roundTrip: client, before: undefined });
  return plainRows(panes.flatMap(({ rows }) => rows.map(({ text }) => text))).join("\n");
}

/** What the person is told. */
async function told(at: ScreenAtHand): Promise<unknown[]> {
  await new Promise((resolve) => setTimeout(resolve));
  return contents(at.conversations.current.timeline);
}

Deno.test("/password asks in place of the draft, which stays, and shows nothing of what is typed", async () => {
  const at = open();
  at.enter("/password");
  at.type("hunter2");
  at.paste(" and more\n");
  at.press("up", "tab", "f1", "pageup");
  assert.equal(at.state.page, undefined);
  assert.ok(!drawn(at).includes("hunter2"));
  assert.ok(drawn(at).includes("New password:"));
  at.press("enter");
  await told(at);
  at.enter("hunter2 and more");
  assert.ok((await told(at)).includes("Your nick has that password now"));
  assert.deepEqual([at.client.password, at.writing.text], ["hunter2 and more", ""]);
  at.type("a draft");
  assert.equal(at.writing.text, "a draft");
  assert.ok(!at.inputHistory.load().join().includes("hunter"));
});

Deno.test("/password is given up by Ctrl+C, without leaving", async () => {
  const at = open();
  at.enter("/password");
  at.type("hunter2");
  at.press("ctrl+c");
  assert.ok((await told(at)).includes("Your password is as it was"));
  at.press("ctrl+c");
  assert.deepEqual(at.calls, []);
});

Deno.test("/password with one behind it is neither sent nor kept", async () => {
  const at = open();
  at.enter("/password hunter2");
  assert.match(String((await told(at)).at(-1)), /was not sent$/);
  at.press("up");
  assert.equal(at.writing.text, "");
  assert.ok(!at.client.calls.join().includes("hunter2"));
  assert.ok(!at.inputHistory.load().join().includes("hunter2"));
});
