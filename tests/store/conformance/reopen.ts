import assert from "node:assert/strict";
import { inboxOf, type Store } from "../../../store/store.ts";
import { appendOne, draft, drafts, numbered, texts } from "../draft.ts";

const all = { limit: 1000, maxBytes: Number.MAX_SAFE_INTEGER };

/** Opens the same store each time. The test closes it first. */
type Reopen = () => Promise<Store>;

/** Makes a place for an empty store. */
export type MakePlace = () => Promise<AsyncDisposable & { readonly open: Reopen }>;

/** What a store that outlives the program must do, besides. */
export function testReopening(name: string, makePlace: MakePlace): void {
  const test = (what: string, body: (open: Reopen) => Promise<void>) => {
    Deno.test(`${name} opened again ${what}`, async () => {
      await using place = await makePlace();
      await body(place.open);
    });
  };

  test("has the same entries, in rooms and inboxes", async (open) => {
    const given = [
      draft({ text: "one", kind: "action", id: "id1" }),
      draft({ room: "日本", text: "two\n😀" }),
      draft({ room: inboxOf("ann"), alsoIn: inboxOf("bob"), to: "bob", text: "three" }),
    ];
    const appended = await during(open, (store) => store.append(given));
    await during(open, async (store) => {
      for (const { entry } of appended) {
        for (const room of [entry.room, entry.alsoIn ?? entry.room]) {
          assert.deepEqual((await store.page({ room, ...all })).entries, [entry]);
        }
      }
      const { entries } = await store.search({ terms: [term("two")], limit: 10, offset: 0 });
      assert.deepEqual(entries, [{ ...appended[1]?.entry, foundAt: 0 }]);
    });
  });

  test("goes on with seq and ts", async (open) => {
    const { entry } = await during(open, (store) => appendOne(store, { ts: 9000 }));
    const { entry: later } = await during(open, (store) => appendOne(store, { ts: 1000 }));
    assert.ok(later.seq > entry.seq);
    assert.equal(later.ts, 9000);
  });

  test("goes on with seq where the newest was trimmed", async (open) => {
    const [, last] = await during(open, (store) => store.append([draft(), draft({ ts: 5000 })]));
    await during(open, async (store) => {
      while (await store.trim({ sinceTs: 6000 }) > 0);
    });
    const { entry } = await during(open, (store) => appendOne(store));
    assert.ok(entry.seq > (last?.entry.seq ?? Infinity));
  });

  test("gives no seq that was given since a copy of it was made", async (open) => {
    await during(open, appendOne);
    const openedAtMs = Date.now();
    const { entry } = await during(open, appendOne);
    assert.ok(entry.seq > openedAtMs, `${entry.seq}`);
  });

  test("is in use until it is closed", async (open) => {
    await during(open, async (store) => {
      await assert.rejects(open(), { name: "StoreError", code: "in_use" });
      await appendOne(store);
    });
    await during(open, appendOne);
  });

  test("knows what repeats, and who was here", async (open) => {
    const ann = { identity: "identity-of-ann", nick: "Ann", keys: ["ann", "ánn"] };
    const { entry } = await during(open, async (store) => {
      await store.remember(ann);
      return await appendOne(store, { id: "id1" });
    });
    await during(open, async (store) => {
      assert.deepEqual(await appendOne(store, { id: "id1" }), { entry, repeated: true });
      assert.deepEqual(await store.whoWas(["ánn"]), ann);
      await store.remember({ ...ann, nick: "anna" });
    });
    const known = await during(open, (store) => store.whoWas(["ann"]));
    assert.deepEqual(known, { ...ann, nick: "anna" });
  });

  test("has the same secret", async (open) => {
    const tokenKeys: Uint8Array[] = [];
    for (let times = 0; times < 3; times++) {
      await during(open, (store) => Promise.resolve(tokenKeys.push(store.tokenKey)));
    }
    assert.deepEqual(tokenKeys[1], tokenKeys[0]);
    assert.deepEqual(tokenKeys[2], tokenKeys[0]);
  });

  test("keeps what was appended just before it was closed", async (open) => {
    const store = await open();
    const appended = numbered(30).map((text) => store.append(drafts([text])));
    await store[Symbol.asyncDispose]();
    await Promise.all(appended);
    const { entries } = await during(open, (store) => store.page({ room: "lobby", ...all }));
    assert.deepEqual(texts(entries), numbered(30));
  });
}

async function during<Result>(
  open: () => Promise<Store>,
  work: (store: Store) => Promise<Result>,
): Promise<Result> {
  await using store = await open();
  return await work(store);
}

function term(text: string) {
  return { text, prefix: false };
}
