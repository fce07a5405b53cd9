import assert from "node:assert/strict";
import { Conversation } from "../../../../../client/conversations/conversation.ts";
import { defaultSettings } from "../../../../../client/settings/settings.ts";
import { ClientState } from "../../../../../client/state.ts";
import type { RoomMessage } from "../../../../../protocol.ts";
import { placeAmong, rowsOf } from "../../../../../web/page/view/talk/rows_of.ts";
import { unreadAbove } from "../../../../../web/page/view/talk/unread_above.ts";

function message(seq: number, given: Partial<RoomMessage> = {}): RoomMessage {
  const said = { ts: seq * 1000, from: "bob", text: `number ${seq}`, kind: "text" } as const;
  return { type: "message", room: "lobby", seq, ...said, ...given };
}

function openRows(messages: readonly RoomMessage[]) {
  const state = new ClientState();
  const conversation = new Conversation("room", "lobby", state);
  for (const each of messages) conversation.timeline.append({ type: "said", message: each });
  const rows = (ignored: readonly string[] = []) =>
    rowsOf(conversation, { state, sent: [], settings: { ...defaultSettings, ignored } });
  return { conversation, rows };
}

Deno.test("rowsOf() repeats no name of who goes on within five minutes", () => {
  const later = 5 * 60_000;
  const { rows } = openRows([
    message(1),
    message(2),
    message(3, { from: "eve" }),
    message(4),
    message(5, { kind: "action" }),
    message(6, { ts: 5000 + later }),
  ]);
  const continued = rows().map(({ isContinued }) => isContinued);
  assert.deepEqual(continued, [false, true, false, false, false, false]);
});

Deno.test("rowsOf() repeats the name of who goes on for long", () => {
  const { rows } = openRows(Array.from({ length: 40 }, (_, index) => message(index + 1)));
  const named = rows().flatMap(({ isContinued }, index) => isContinued ? [] : [index]);
  assert.deepEqual(named, [0, 16, 32]);
});

Deno.test("placeAmong() goes to what was said next where what was read is deleted or hidden", () => {
  const { conversation, rows } = openRows([message(1), message(2), message(3, { from: "eve" })]);
  const [, item, next] = conversation.timeline.items;
  assert.ok(item !== undefined && next !== undefined);
  const place = { item, offset: 7 };
  assert.equal(placeAmong(rows(), place), place);
  assert.deepEqual(placeAmong(rows(["bob"]), place), { item: next, offset: 7 });
  conversation.timeline.delete(message(4, { kind: "deletion", deletes: [2] }));
  const [, left] = conversation.timeline.items;
  assert.deepEqual(placeAmong(rows(), place), { item: left, offset: 7 });
  assert.equal(placeAmong(rows(["bob", "eve"]), place), "end");
});

Deno.test("unreadAbove() counts from the line of what is new to what is seen", () => {
  const { conversation, rows } = openRows([message(1), message(2), message(3), message(4)]);
  assert.equal(unreadAbove(conversation, rows(), 3), undefined);
  conversation.readSeq = 1;
  conversation.setMark();
  const counts = [0, 1, 2, 3].map((seen) => unreadAbove(conversation, rows(), seen));
  assert.deepEqual(counts, [0, 0, 1, 2]);
  conversation.timeline.showAround([message(4)], { hasOldest: false, isLive: true });
  assert.equal(unreadAbove(conversation, rows(), 0), "More");
});
