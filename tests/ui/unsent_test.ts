import assert from "node:assert/strict";
import { Unsent } from "../../ui/unsent.ts";
import { bounded } from "../support/bounded.ts";

function open(showAfterMs: number) {
  const texts: string[] = [];
  let changed = Promise.withResolvers<void>();
  const counter = { count: 0 };
  const unsent: Unsent = new Unsent({
    count: () => counter.count,
    showAfterMs,
    onChange: () => {
      texts.push(unsent.text);
      changed.resolve();
      changed = Promise.withResolvers();
    },
  });
  return { unsent, texts, counter, change: () => bounded(changed.promise, () => "a change") };
}

Deno.test("Unsent shows what waits for a connection at once, until it is acknowledged", async () => {
  const { unsent, texts, counter, change } = open(60_000);
  using _closed = unsent;
  unsent.connected(false);
  assert.equal(unsent.text, "", "nothing waits");
  const echoes = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  for (const { promise } of echoes) {
    counter.count++;
    unsent.said(promise);
  }
  for (const { resolve } of echoes) {
    counter.count--;
    const changed = change();
    resolve();
    await changed;
  }
  assert.deepEqual(texts, [" (1 not sent yet)", " (2 not sent yet)", " (1 not sent yet)", ""]);
});

Deno.test("Unsent shows nothing of what is acknowledged soon, and what is not after a time", async () => {
  const { unsent, texts, counter, change } = open(1);
  using _closed = unsent;
  unsent.connected(true);
  const echo = Promise.withResolvers<void>();
  counter.count = 1;
  const late = change();
  unsent.said(echo.promise);
  assert.equal(unsent.text, "");
  await late;
  counter.count = 0;
  const settled = change();
  echo.reject(new Error("Refused is settled too"));
  await settled;
  assert.deepEqual(texts, [" (1 not sent yet)", ""]);
});
