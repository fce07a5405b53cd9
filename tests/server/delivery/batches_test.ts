import assert from "node:assert/strict";

import {
  type BatchItem,
  type ChangeItem,
  cut,
  takeBatch,
} from "../../../server/delivery/batches.ts";

const enter: ChangeItem<string> = { type: "change", change: "enter" };
const exit: ChangeItem<string> = { type: "change", change: "exit" };

function said(text: string): BatchItem {
  const draft = { room: "lobby", ts: 1, from: "ann", text, kind: "text", identity: "a" } as const;
  return { type: "said", draft };
}

function shape(items: readonly (BatchItem | ChangeItem<string>)[]): (string | number)[] {
  return [...cut(items)].map((part) => Array.isArray(part) ? part.length : part.change);
}

Deno.test("cut() cuts where somebody comes or goes", () => {
  assert.deepEqual(shape([]), []);
  assert.deepEqual(shape([said("1"), said("2")]), [2]);
  assert.deepEqual(shape([said("1"), enter, said("2"), said("3"), exit]), [1, "enter", 2, "exit"]);
  assert.deepEqual(shape([enter, exit]), ["enter", "exit"]);
});

Deno.test("takeBatch() takes what every outbox takes, however much is said at once", () => {
  const waiting = Array.from({ length: 100 }, () => said("x".repeat(16_384)));
  let count = 0;
  while (waiting.length > 0) {
    const batch = takeBatch(waiting);
    const text = batch.map((item) => item.type === "said" ? item.draft.text : "").join("");
    assert.ok(batch.length > 0 && text.length <= 128 * 1024);
    count += batch.length;
  }
  assert.equal(count, 100);
});

Deno.test("takeBatch() bounds what is said in few words, and who comes and goes, too", () => {
  for (const item of [said("x"), enter]) {
    const waiting = Array.from({ length: 10_000 }, () => item);
    assert.ok(takeBatch(waiting).length < 1000);
  }
});

Deno.test("takeBatch() counts what is told as it is, not only what is said", () => {
  const text = "x".repeat(1000);
  const about = { room: "lobby", ts: 1 };
  const names = Array.from({ length: 100 }, () => ({ nick: "x".repeat(32) }));
  for (
    const message of [
      { type: "away", ...about, nick: "ann", text },
      { type: "topic", ...about, by: "ann", topic: text },
      { type: "leave", ...about, nick: "ann", reason: "left", text },
      { type: "joined", room: "lobby", topic: "", members: names, count: 100, seq: 1 },
    ] as const
  ) {
    const waiting: BatchItem[] = Array.from(
      { length: 1000 },
      () => ({ type: "transient", message }),
    );
    const encoded = takeBatch(waiting).map((item) => JSON.stringify(item));
    assert.ok(encoded.join("").length < 256 * 1024, message.type);
  }
});

Deno.test("takeBatch() takes the oldest, in order", () => {
  const waiting = [said("1"), enter, said("x".repeat(128 * 1024)), said("2")];
  assert.deepEqual(shape(takeBatch(waiting)), [1, "enter", 1]);
  assert.deepEqual(waiting, [said("2")]);
});
