import assert from "node:assert/strict";

import { type BatchItem, type ChangeItem, cut } from "../../../server/delivery/batches.ts";

const enter: ChangeItem<string> = { type: "change", change: "enter" };
const exit: ChangeItem<string> = { type: "change", change: "exit" };

function said(text: string): BatchItem {
  const draft = { room: "lobby", ts: 1, from: "ann", text, kind: "text", identity: "a" } as const;
  return { type: "said", draft };
}

function shape(items: readonly (BatchItem | ChangeItem<string>)[]): (string | number)[] {
  return [...cut(items)].map((part) => Array.isArray(part) ? part.length : part.change);
}

Deno.test("cut() makes one batch of what is said, cut at each who comes or goes", () => {
  assert.deepEqual(shape([]), []);
  assert.deepEqual(shape([said("1"), said("2")]), [2]);
  assert.deepEqual(shape([said("1"), enter, said("2"), said("3"), exit]), [1, "enter", 2, "exit"]);
  assert.deepEqual(shape([enter, exit]), ["enter", "exit"]);
});

Deno.test("cut() makes batches that every outbox takes, however much is said at once", () => {
  const parts = [...cut(Array.from({ length: 100 }, () => said("x".repeat(16_384))))];
  for (const part of parts) {
    assert.ok(Array.isArray(part));
    const text = part.map((item) => item.type === "said" ? item.draft.text : "").join("");
    assert.ok(text.length <= 128 * 1024);
  }
  const count = parts.reduce((sum, part) => sum + (Array.isArray(part) ? part.length : 0), 0);
  assert.equal(count, 100);
});

Deno.test("cut() bounds what is said in few words too", () => {
  const parts = [...cut(Array.from({ length: 10_000 }, () => said("x")))];
  assert.ok(parts.length > 10);
});
