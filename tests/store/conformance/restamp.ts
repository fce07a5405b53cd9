import assert from "node:assert/strict";
import type { Store } from "../../../store/store.ts";
import { appendOne, draft } from "../draft.ts";

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };
const noonTs = Date.UTC(2026, 10, 28, 12);

export function testRestamp(name: string, open: () => Promise<Store>): void {
  const test = (what: string, body: (store: Store) => Promise<void>) => {
    Deno.test(`${name}.restamp() ${what}`, async () => {
      await using store = await open();
      await body(store);
    });
  };
  const append = (store: Store, ...times: number[]) =>
    store.append(times.map((ts, index) => draft({ ts, room: index % 2 === 0 ? "lobby" : "dev" })));

  test("moves what is in the future behind the entry before it, as far apart as it was", async (store) => {
    await append(store, noonTs - 1000, noonTs - 500, noonTs + 9000, noonTs + 9100, noonTs + 99_000);
    assert.equal(await store.restamp(noonTs), 3);
    assert.deepEqual(await timesIn(store, "lobby"), [noonTs - 1000, noonTs - 500, noonTs]);
    assert.deepEqual(await timesIn(store, "dev"), [noonTs - 500, noonTs - 400]);
    assert.equal((await appendOne(store, { ts: noonTs + 7 })).entry.ts, noonTs + 7);
  });

  test("where all is in the future gives the newest the present", async (store) => {
    await append(store, noonTs + 9000, noonTs + 9100);
    assert.equal(await store.restamp(noonTs), 2);
    assert.deepEqual(await timesIn(store, "lobby"), [noonTs - 100]);
    assert.deepEqual(await timesIn(store, "dev"), [noonTs]);
  });

  test("moves what a clock that was not set stamped up to what came next", async (store) => {
    await append(store, 5000, 8000, noonTs - 1000, noonTs);
    assert.equal(await store.restamp(noonTs), 2);
    assert.deepEqual(await timesIn(store, "lobby"), [noonTs - 4000, noonTs - 1000]);
    assert.deepEqual(await timesIn(store, "dev"), [noonTs - 1000, noonTs]);
  });

  test("of entries that are right changes nothing", async (store) => {
    await append(store, noonTs - 1000, noonTs);
    assert.equal(await store.restamp(noonTs), 0);
    assert.deepEqual(await timesIn(store, "lobby"), [noonTs - 1000]);
  });

  test("lets time go on where what was in the future is forgotten", async (store) => {
    await append(store, noonTs + 9000);
    while (await store.trim({ sinceTs: noonTs + 10_000 }) > 0);
    await store.restamp(noonTs);
    assert.equal((await appendOne(store, { ts: noonTs })).entry.ts, noonTs);
  });
}

async function timesIn(store: Store, room: string): Promise<number[]> {
  return (await store.page({ room, ...all })).entries.map(({ ts }) => ts);
}
