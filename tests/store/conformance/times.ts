import assert from "node:assert/strict";
import { inboxOf, type PageQuery, type Store } from "../../../store/store.ts";
import { draft, texts } from "../draft.ts";

const all = { room: "lobby", limit: 100, maxBytes: Number.MAX_SAFE_INTEGER };

/** "0" at 1000, "1" at 1010, ... "5" at 1050, and in between what is elsewhere; gives each `seq`. */
async function appendAtTimes(store: Store): Promise<number[]> {
  const seqs: number[] = [];
  for (let index = 0; index < 6; index++) {
    const ts = 1000 + 10 * index;
    const [said] = await store.append([
      draft({ text: String(index), ts }),
      draft({ text: "elsewhere", room: "dev", ts }),
    ]);
    if (said !== undefined) seqs.push(said.entry.seq);
  }
  return seqs;
}

/** The part of the suite that is about pages by time, and without some kinds. */
export function testTimes(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.page() takes times as bounds, which are no part of it`, async () => {
    await using store = await open();
    const seqs = await appendAtTimes(store);
    const pages: readonly [Partial<PageQuery>, string][] = [
      [{ beforeTs: 1030 }, "012"],
      [{ beforeTs: 1030, limit: 2 }, "12"],
      [{ beforeTs: 1030, limit: 2, oldest: true }, "01"],
      [{ beforeTs: 1031 }, "0123"],
      [{ beforeTs: 1000 }, ""],
      [{ beforeTs: 0 }, ""],
      [{ afterTs: 1030 }, "45"],
      [{ afterTs: 1029, limit: 2 }, "34"],
      [{ afterTs: 1050 }, ""],
      [{ afterTs: 1, limit: 2 }, "01"],
      [{ afterTs: 1000, beforeTs: 1050 }, "1234"],
      [{ afterTs: 1000, beforeTs: 1050, limit: 2 }, "34"],
      [{ afterTs: 1000, beforeTs: 1050, limit: 2, oldest: true }, "12"],
      [{ afterTs: 1030, beforeTs: 1020 }, ""],
      [{ after: seqs[0], beforeTs: 1030 }, "12"],
      [{ after: seqs[3], afterTs: 1000 }, "45"],
      [{ before: seqs[2], beforeTs: 1050 }, "01"],
      [{ before: seqs[5], beforeTs: 1020 }, "01"],
      [{ oldest: true, limit: 2 }, "01"],
      [{ afterTs: 0, beforeTs: Number.MAX_SAFE_INTEGER - 1 }, "012345"],
    ];
    for (const [bounds, expected] of pages) {
      const page = await store.page({ ...all, ...bounds });
      assert.equal(texts(page.entries).join(""), expected, JSON.stringify(bounds));
      assert.equal(page.complete, bounds.limit === undefined, JSON.stringify(bounds));
    }
    const empty = await store.page({ ...all, room: "nowhere", afterTs: 5 });
    assert.deepEqual(empty, { entries: [], complete: true });
  });

  Deno.test(`${name}.page() counts what remains between times`, async () => {
    await using store = await open();
    await appendAtTimes(store);
    const bounds = { afterTs: 1000, beforeTs: 1050, limit: 1, countUpTo: 100 };
    assert.equal((await store.page({ ...all, ...bounds })).remaining, 3);
    assert.equal((await store.page({ ...all, ...bounds, oldest: true })).remaining, 3);
  });

  Deno.test(`${name}.page() by time is of one person, where one is named`, async () => {
    await using store = await open();
    const [ann, bob, eve] = ["ann", "bob", "eve"].map(inboxOf);
    const direct = (ts: number, text: string, to: string, alsoIn: string | undefined) =>
      draft({ room: ann, alsoIn, to, text, ts, identity: "ann" });
    await store.append([
      direct(1000, "0", "bob", bob),
      direct(1010, "x", "eve", eve),
      direct(1020, "1", "bob", bob),
      direct(1030, "2", "bob", bob),
    ]);
    const query = { ...all, room: ann ?? "", withIdentities: ["bob"] };
    const said = async (bounds: Partial<PageQuery>) =>
      texts((await store.page({ ...query, ...bounds })).entries).join("");
    assert.equal(await said({ afterTs: 1000 }), "12");
    assert.equal(await said({ beforeTs: 1030 }), "01");
    assert.equal(await said({ afterTs: 999, beforeTs: 1031, limit: 2, oldest: true }), "01");
  });

  Deno.test(`${name}.page() leaves out kinds, and says how far it looked`, async () => {
    await using store = await open();
    const kinds = ["text", "topic", "action", "reaction", "x.poll"];
    await store.append(kinds.map((kind) => draft({ kind, text: kind })));
    const said = async (query: Partial<PageQuery>) =>
      texts((await store.page({ ...all, ...query })).entries);
    const withoutKinds = ["topic", "reaction"];
    assert.deepEqual(await said({ withoutKinds }), ["text", "action", "x.poll"]);
    assert.deepEqual(await said({ withoutKinds, limit: 2 }), ["action", "x.poll"]);
    assert.deepEqual(await said({ withoutKinds, after: 0, limit: 2 }), ["text", "action"]);
    assert.deepEqual(await said({ withoutKinds: ["text", "action", "x.poll"] }), withoutKinds);
    const one = await store.page({ ...all, withoutKinds, after: 0, limit: 1, countUpTo: 100 });
    assert.deepEqual([one.complete, one.remaining], [false, 2]);
    await store.append(Array.from({ length: 10_001 }, () => draft({ kind: "reaction" })));
    const page = await store.page({ ...all, withoutKinds, limit: 1 });
    assert.deepEqual([page.entries, page.complete], [[], false]);
    const before = page.reachedSeq;
    assert.ok(before !== undefined && before > 0);
    assert.deepEqual(await said({ withoutKinds, before, limit: 1 }), ["x.poll"]);
  });
}
