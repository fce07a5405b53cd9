import assert from "node:assert/strict";
import { type Happening, textLength } from "../../../client/conversations/timeline_item.ts";
import { joined } from "../room_messages.ts";
import { changes, noteItem, saidItem } from "../timeline_items.ts";

const happened = (message: Happening) => ({ type: "happened", ts: 1, message }) as const;

Deno.test("textLength() counts what may be long in an item, names included", () => {
  assert.equal(textLength(saidItem(1, { text: "four" })), 4);
  assert.equal(textLength(noteItem("four")), 4);
  assert.equal(textLength(changes({ joined: ["ann", "bob"], left: ["carl"], passed: ["e"] })), 11);
  const members = [{ nick: "ann" }, { nick: "bob", away: "lunch" }];
  assert.equal(textLength(happened(joined({ topic: "new", members }))), "joinedlobby".length + 14);
  const rename = { type: "rename", room: "lobby", ts: 1, from: "ann", to: "anna" } as const;
  assert.equal(textLength(happened(rename)), "renamelobby".length + 7);
});
