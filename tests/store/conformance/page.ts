import assert from "node:assert/strict";
import type { PageQuery, Store } from "../../../store/store.ts";
import { draft, drafts, numbered, texts } from "../draft.ts";

const unbounded = Number.MAX_SAFE_INTEGER;

/** The part of the suite that is about reading: pages and the newest seq. */
export function testPage(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name}.page() gives the newest, oldest first`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(10)));
    const page = await store.page({ room: "lobby", limit: 3, maxBytes: unbounded });
    assert.deepEqual(texts(page.entries), ["7", "8", "9"]);
    assert.equal(page.complete, false);
  });

  Deno.test(`${name}.page() is complete if it gives the last, and not before`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(5)));
    const seqs = (await store.page({ room: "lobby", limit: 5, maxBytes: unbounded })).entries
      .map(({ seq }) => seq);
    const [oldest = 0, , , , newest = 0] = seqs;
    for (const bounds of [{}, { before: newest + 1 }, { after: oldest - 1 }]) {
      for (const [limit, complete] of [[4, false], [5, true], [6, true]] as const) {
        const page = await store.page({ room: "lobby", ...bounds, limit, maxBytes: unbounded });
        assert.equal(page.complete, complete, `${JSON.stringify(bounds)}, limit ${limit}`);
        assert.equal(page.entries.length, Math.min(limit, 5));
      }
    }
  });

  Deno.test(`${name}.page() before the oldest or after the newest is empty`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(3)));
    const newest = await store.newestSeq("lobby");
    for (const bounds of [{ before: 0 }, { before: 1 }, { after: newest }, { after: 2 ** 52 }]) {
      const page = await store.page({ room: "lobby", ...bounds, limit: 10, maxBytes: unbounded });
      assert.deepEqual(page, { entries: [], complete: true }, JSON.stringify(bounds));
    }
  });

  Deno.test(`${name}.page() of a room where nothing was said is empty`, async () => {
    await using store = await open();
    await store.append([draft()]);
    for (const bounds of [{}, { before: 5 }, { after: 0 }]) {
      const page = await store.page({ room: "dev", ...bounds, limit: 10, maxBytes: unbounded });
      assert.deepEqual(page, { entries: [], complete: true });
    }
  });

  Deno.test(`${name}.page() walks all entries of a room and of no other, both ways`, async () => {
    await using store = await open();
    const said = numbered(23);
    for (const text of said) {
      await store.append([
        draft({ text }),
        draft({ text, room: "dev" }),
        draft({ text: "x", room: "x" }),
      ]);
    }
    for (const limit of [1, 5, 23, 100]) {
      for (const maxBytes of [1, 500, unbounded]) {
        const query = { room: "dev", limit, maxBytes };
        assert.deepEqual(await walk(store, query, "forwards"), said);
        assert.deepEqual(await walk(store, query, "backwards"), said);
      }
    }
  });

  Deno.test(`${name}.page() starts between two entries as well as at one`, async () => {
    await using store = await open();
    for (const text of numbered(6)) {
      await store.append([draft({ text }), draft({ room: "dev" })]);
    }
    const { entries } = await store.page({ room: "lobby", limit: 10, maxBytes: unbounded });
    const [first, second] = entries;
    assert.ok(first && second);
    for (let seq = first.seq; seq < second.seq; seq++) {
      const page = await store.page({ room: "lobby", after: seq, limit: 1, maxBytes: unbounded });
      assert.deepEqual(page.entries, [second]);
    }
    for (let seq = second.seq; seq > first.seq; seq--) {
      const page = await store.page({ room: "lobby", before: seq, limit: 1, maxBytes: unbounded });
      assert.deepEqual(page, { entries: [first], complete: true });
    }
  });

  Deno.test(`${name}.page() ends early at maxBytes of JSON, but gives one entry`, async () => {
    await using store = await open();
    const said = ['"quoted"\n\t', "\\".repeat(200), "€".repeat(300), "😀".repeat(100), "a", "b"];
    await store.append(drafts(said));
    const seqs = (await store.page({ room: "lobby", limit: 10, maxBytes: unbounded })).entries
      .map(({ seq }) => seq);
    const [oldest = 0] = seqs;
    for (let maxBytes = 1; maxBytes < 4000; maxBytes += 100) {
      for (const bounds of [{}, { after: oldest - 1 }]) {
        const page = await store.page({ room: "lobby", ...bounds, limit: 10, maxBytes });
        assert.notEqual(page.entries.length, 0);
        assert.equal(page.complete, page.entries.length === said.length);
        assert.ok(
          encodedBytes(page.entries) <= maxBytes || page.entries.length === 1,
          `${maxBytes}`,
        );
      }
    }
    const all = await store.page({ room: "lobby", limit: 10, maxBytes: 8000 });
    assert.deepEqual(texts(all.entries), said);
  });

  Deno.test(`${name}.page() with both bounds gives the newest between them`, async () => {
    await using store = await open();
    const appended = await store.append(drafts(numbered(10)));
    const seqs = appended.map(({ entry }) => entry.seq);
    const [, , after = 0] = seqs;
    const before = seqs[8] ?? 0;
    const query = { room: "lobby", after, before, maxBytes: unbounded };
    for (const [limit, complete] of [[2, false], [4, false], [5, true], [10, true]] as const) {
      const page = await store.page({ ...query, limit });
      assert.deepEqual(texts(page.entries), numbered(8).slice(3).slice(-limit), `${limit}`);
      assert.equal(page.complete, complete, `${limit}`);
    }
    const above = await store.page({ ...query, before: Number.MAX_SAFE_INTEGER, limit: 2 });
    assert.deepEqual([texts(above.entries), above.complete], [["8", "9"], false]);
    const none = await store.page({ ...query, before: after, limit: 10 });
    assert.deepEqual(none, { entries: [], complete: true });
  });

  Deno.test(`${name}.page() counts what is beyond it, in its room and between its bounds`, async () => {
    await using store = await open();
    const seqs: number[] = [];
    for (const text of numbered(20)) {
      const [appended] = await store.append([draft({ text }), draft({ room: "dev" })]);
      seqs.push(appended?.entry.seq ?? 0);
    }
    const at = (index: number) => seqs[index] ?? 0;
    for (
      const [bounds, beyond] of [
        [{}, 17],
        [{ after: 0 }, 17],
        [{ after: at(9) }, 7],
        [{ before: at(10) }, 7],
        [{ after: at(4), before: at(15) }, 7],
        [{ after: at(4), before: Number.MAX_SAFE_INTEGER }, 12],
      ] as const
    ) {
      const query = { room: "lobby", ...bounds, limit: 3, maxBytes: unbounded };
      const pageWith = (countUpTo: number | undefined) => store.page({ ...query, countUpTo });
      const { remaining, ...page } = await pageWith(100);
      assert.deepEqual([remaining, page.complete], [beyond, false], JSON.stringify(bounds));
      for (const bound of [1, beyond - 1, beyond, beyond + 1]) {
        assert.equal((await pageWith(bound)).remaining, Math.min(bound, beyond), `up to ${bound}`);
      }
      assert.deepEqual(await pageWith(undefined), page, "counts nothing unless it is asked to");
    }
  });

  Deno.test(`${name}.page() counts beyond a page that its bytes ended, and not beyond the last`, async () => {
    await using store = await open();
    await store.append(drafts(numbered(5)));
    const query = { room: "lobby", after: 0, countUpTo: 10 };
    const short = await store.page({ ...query, limit: 10, maxBytes: 1 });
    assert.deepEqual([texts(short.entries), short.remaining], [["0"], 4]);
    for (const limit of [5, 10]) {
      const last = await store.page({ ...query, limit, maxBytes: unbounded });
      assert.deepEqual([last.complete, "remaining" in last], [true, false]);
    }
    const nowhere = await store.page({ ...query, room: "dev", limit: 5, maxBytes: unbounded });
    assert.deepEqual(nowhere, { entries: [], complete: true });
  });

  Deno.test(`${name}.newestSeq() without a room is the newest of all`, async () => {
    await using store = await open();
    assert.equal(await store.newestSeq(), 0);
    const [, last] = await store.append([draft(), draft({ room: "dev" })]);
    assert.equal(await store.newestSeq(), last?.entry.seq);
  });

  Deno.test(`${name}.stats() counts messages, and bytes that grow with them`, async () => {
    await using store = await open();
    const empty = await store.stats();
    assert.equal(empty.messages, 0);
    await store.append(drafts(numbered(50).map((text) => text.repeat(1000))));
    const { messages, bytes } = await store.stats();
    assert.equal(messages, 50);
    assert.ok(bytes > empty.bytes);
  });

  Deno.test(`${name}.newestSeq() is the room's, 0 where nothing was ever kept`, async () => {
    await using store = await open();
    assert.equal(await store.newestSeq("lobby"), 0);
    const [first, second] = await store.append([draft(), draft(), draft({ room: "dev" })]);
    assert.ok((first?.entry.seq ?? 0) > 0);
    assert.equal(await store.newestSeq("lobby"), second?.entry.seq);
    assert.equal(await store.newestSeq("nowhere"), 0);
  });
}

/** As they would go to a client. */
function encodedBytes(entries: readonly object[]): number {
  const messages = entries.map((entry) => ({ type: "message", ...entry, identity: undefined }));
  return new TextEncoder().encode(JSON.stringify(messages)).length;
}

/** The texts of all entries, page by page until one is complete, put in order. */
async function walk(
  store: Store,
  query: PageQuery,
  direction: "forwards" | "backwards",
): Promise<string[]> {
  const walked: string[] = [];
  let seq = direction === "forwards" ? 0 : undefined;
  for (;;) {
    const bounds = direction === "forwards" ? { after: seq } : { before: seq };
    const { entries, complete } = await store.page({ ...query, ...bounds });
    if (direction === "forwards") walked.push(...texts(entries));
    else walked.unshift(...texts(entries));
    if (complete) return walked;
    assert.notEqual(entries.length, 0, "a page that is not complete has an entry");
    assert.ok(entries.length <= query.limit);
    seq = entries.at(direction === "forwards" ? -1 : 0)?.seq;
  }
}
