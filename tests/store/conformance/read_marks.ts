import assert from "node:assert/strict";
import { maxReadMarks } from "../../../store/records/read_mark_store.ts";
import type { Store } from "../../../store/store.ts";
import { draft, drafts, numbered } from "../draft.ts";
import type { MakePlace } from "./reopen.ts";

async function appendSeqs(store: Store, count: number): Promise<number[]> {
  const appended = await store.append(drafts(numbered(count)));
  return appended.map(({ entry }) => entry.seq);
}

async function marksOf({ records }: Store, identity: string): Promise<Record<string, number>> {
  const marks = await records.readMarks.of(identity);
  return Object.fromEntries(marks.map(({ place, seq }) => [place, seq]));
}

/** Registers what every store must do with read marks. */
export function testReadMarks(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name} gives the furthest mark of each place, by identity`, async () => {
    await using store = await open();
    const [first = 0, second = 0] = await appendSeqs(store, 2);
    const { readMarks } = store.records;
    assert.deepEqual(await marksOf(store, "ann"), {});
    readMarks.mark("ann", { place: "lobby", seq: second, ts: 0 });
    readMarks.mark("ann", { place: "lobby", seq: first, ts: 0 });
    readMarks.mark("ann", { place: "@bob", seq: first, ts: 0 });
    readMarks.mark("bob", { place: "__proto__", seq: first, ts: 0 });
    assert.deepEqual(await marksOf(store, "ann"), { "lobby": second, "@bob": first });
    readMarks.mark("ann", { place: "@bob", seq: second, ts: 0 });
    assert.deepEqual(await marksOf(store, "ann"), { "lobby": second, "@bob": second });
    const [mark] = await readMarks.of("bob");
    assert.deepEqual(mark, { place: "__proto__", seq: first, ts: 1000 });
  });

  Deno.test(`${name} keeps marks as times, and tells of one the other`, async () => {
    await using store = await open();
    const { readMarks } = store.records;
    readMarks.mark("eve", { place: "lobby", seq: 0, ts: 500 });
    assert.deepEqual(await readMarks.of("eve"), [{ place: "lobby", seq: 0, ts: 500 }]);
    const appended = await store.append([1000, 1010, 1020].map((ts) => draft({ ts })));
    const [first = 0, second = 0, third = 0] = appended.map(({ entry }) => entry.seq);
    const after = async (place: string, seq: number, ts: number) => {
      readMarks.mark("ann", { place, seq, ts });
      const marks = await readMarks.of("ann", place);
      assert.deepEqual(marks.map((mark) => mark.place), [place]);
      return [marks[0]?.seq, marks[0]?.ts];
    };
    assert.deepEqual(await after("lobby", first, 0), [first, 1000]);
    assert.deepEqual(await after("lobby", 0, 1015), [second, 1015], "between two entries");
    assert.deepEqual(await after("lobby", 0, 1012), [second, 1015], "it never goes back");
    assert.deepEqual(await after("lobby", second, 0), [second, 1015]);
    assert.deepEqual(await after("dev", 0, 999), [0, 999]);
    assert.deepEqual(await after("dev", 0, 1020), [third, 1020]);
    assert.deepEqual(await after("x", third, 2000), [third, 2000]);
    assert.deepEqual(await readMarks.of("ann", "nowhere"), []);
    assert.equal((await readMarks.of("ann")).length, 3);
  });

  Deno.test(`${name} forgets of many marks of one identity those that are least far`, async () => {
    await using store = await open();
    const seqs = await appendSeqs(store, maxReadMarks + 2);
    for (const [index, seq] of seqs.entries()) {
      store.records.readMarks.mark("ann", { place: `room${index}`, seq, ts: 0 });
    }
    const marks = await marksOf(store, "ann");
    assert.equal(Object.keys(marks).length, maxReadMarks);
    assert.deepEqual([marks["room0"], marks["room1"], marks["room2"]], [
      undefined,
      undefined,
      seqs[2],
    ]);
  });
}

/** The same for stores that outlive the program. */
export function testReopenedReadMarks(name: string, makePlace: MakePlace): void {
  Deno.test(`${name} opened again has all marks, and none beyond the newest entry`, async () => {
    await using place = await makePlace();
    let seqs: readonly number[] = [];
    {
      await using store = await place.open();
      const { readMarks } = store.records;
      seqs = await appendSeqs(store, maxReadMarks + 1);
      for (const [index, seq] of seqs.entries()) {
        readMarks.mark("ann", { place: `room${index}`, seq, ts: 0 });
      }
      readMarks.mark("bob", { place: "lobby", seq: Number.MAX_SAFE_INTEGER, ts: 0 });
    }
    const [first = 0, last = 0] = [seqs[0], seqs.at(-1)];
    {
      await using store = await place.open();
      assert.deepEqual(await marksOf(store, "bob"), { lobby: last });
      store.records.readMarks.mark("bob", { place: "lobby", seq: first, ts: 0 });
      store.records.readMarks.mark("ann", { place: "lobby", seq: last, ts: 0 });
      store.records.readMarks.mark("eve", { place: "lobby", seq: 0, ts: 1234 });
    }
    await using store = await place.open();
    assert.deepEqual(await marksOf(store, "bob"), { lobby: last }, "it never goes back");
    assert.equal((await store.records.readMarks.of("eve"))[0]?.ts, 1234, "nor is a time rounded");
    const marks = await marksOf(store, "ann");
    assert.deepEqual([Object.keys(marks).length, marks["lobby"], marks["room1"]], [
      maxReadMarks,
      last,
      undefined,
    ]);
  });
}
