import assert from "node:assert/strict";
import {
  type Account,
  type AuditEntry,
  noServerRecord,
  openSettings,
  type RoomRecord,
} from "../../../records.ts";
import { maxAuditEntries } from "../../../store/records/audit_store.ts";
import type { Store } from "../../../store/store.ts";
import { appendOne } from "../draft.ts";
import type { MakePlace } from "./reopen.ts";

const ann: Account = {
  identity: "identity-of-ann",
  nick: "ann",
  createdAt: 1000,
  seenAt: 2000,
  network: "192.0.2.1",
  role: "operator",
  password: { cost: 16384, blockSize: 8, parallelization: 5, salt: "c2FsdA", hash: "aGFzaA" },
  devices: [{ id: "d1", addedAt: 1000, seenAt: 2000, agent: "test 1.0", address: "192.0.2.1" }],
};
const bob: Account = {
  identity: "identity-of-bob",
  nick: "日本\u0000'",
  createdAt: 1000,
  seenAt: 1000,
  devices: [],
};
const named = { identity: ann.identity, nick: "ann" };
const ban = { whom: "bob", nickKeys: ["bob"], why: "too loud", by: named, ts: 5, untilTs: 9 };
const dev: RoomRecord = {
  room: "dev",
  topic: "Cake",
  owner: named,
  network: "192.0.2.1",
  moderators: [named],
  voices: [],
  settings: { ...openSettings, slowMs: 5000, password: ann.password },
  bans: [ban],
  mutes: [],
  invited: [named],
  exceptions: [{ mask: "*!*@example.org", by: named, ts: 5 }],
  inviteExceptions: [],
};

const kicked: AuditEntry = {
  ts: 7000,
  by: named,
  address: "192.0.2.1",
  action: "kick",
  whom: "Bob",
  room: "dev",
  isClosed: true,
  text: "too loud",
};

/** Registers what every store must do with records. */
export function testRecords(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name} keeps, replaces and forgets records of each kind`, async () => {
    await using store = await open();
    const { accounts, rooms, server } = store.records;
    assert.deepEqual([accounts, rooms, server].map(({ atOpening }) => atOpening), [[], [], []]);
    await Promise.all([accounts.keep(ann), accounts.keep(bob), rooms.keep(dev)]);
    await server.keep({ ...noServerRecord, bans: [ban] });
    await Promise.all([accounts.keep({ ...ann, seenAt: 3000 }), accounts.forget(bob.identity)]);
    await rooms.forget("nothing");
  });

  Deno.test(`${name} gives what was audited, the newest first, in pages and by nick`, async () => {
    await using store = await open();
    const { audit } = store.records;
    const entries = Array.from({ length: 12 }, (_, index) => ({
      ...kicked,
      ts: index,
      whom: index % 2 === 0 ? "Bob" : "carl",
    }));
    await Promise.all(entries.map((entry) => audit.add(entry)));
    const timesOf = async (query: Parameters<typeof audit.find>[0]) => {
      const page = await audit.find(query);
      return [page.complete, page.entries.map(({ ts }) => ts)];
    };
    assert.deepEqual(await timesOf({ limit: 3, offset: 0 }), [false, [11, 10, 9]]);
    assert.deepEqual(await timesOf({ limit: 3, offset: 9 }), [true, [2, 1, 0]]);
    assert.deepEqual(await timesOf({ limit: 9, offset: 0, nick: "bOb" }), [
      true,
      [10, 8, 6, 4, 2, 0],
    ]);
    assert.equal((await audit.find({ limit: 99, offset: 0, nick: "ANN" })).entries.length, 12);
    assert.deepEqual(await timesOf({ limit: 9, offset: 0, nick: "dora" }), [true, []]);
    const [newest] = (await audit.find({ limit: 1, offset: 0 })).entries;
    assert.deepEqual(newest, { ...kicked, ts: 11, whom: "carl" });
  });
}

/** Registers that one kind of entry pushes out none of the other. */
export function testAuditBound(name: string, open: () => Promise<Store>): void {
  Deno.test(`${name} keeps what was done on the server however much is done in rooms`, async () => {
    await using store = await open();
    const { audit } = store.records;
    const onServer = { ...kicked, room: undefined, whom: "server's" };
    await audit.add(onServer);
    const inRooms = Array.from({ length: maxAuditEntries + 200 }, (_, ts) => ({ ...kicked, ts }));
    await Promise.all(inRooms.map((entry) => audit.add(entry)));
    await audit.add({ ...onServer, ts: 1 });
    const { entries } = await audit.find({ limit: 10, offset: 0, nick: "server's" });
    assert.deepEqual(entries.map(({ ts }) => ts), [1, kicked.ts]);
    const all = await audit.find({ limit: 2 * maxAuditEntries, offset: 0 });
    assert.ok(all.complete && all.entries.length >= maxAuditEntries + 2);
    assert.ok(all.entries.length <= maxAuditEntries + 2 + 100, "the oldest of the rooms went");
    assert.deepEqual(all.entries.slice(0, 2).map(({ ts }) => ts), [1, maxAuditEntries + 199]);
  });
}

/** The same for stores that outlive the program. */
export function testReopenedRecords(name: string, makePlace: MakePlace): void {
  Deno.test(`${name} opened again has the records that were kept last`, async () => {
    await using place = await makePlace();
    {
      await using store = await place.open();
      const { accounts, rooms, server } = store.records;
      await appendOne(store);
      const kept = [accounts.keep(ann), accounts.keep({ ...ann, nick: "Ann" }), rooms.keep(dev)];
      kept.push(accounts.keep(bob), rooms.keep({ ...dev, room: "ops" }), rooms.forget("ops"));
      kept.push(store.records.audit.add(kicked), store.records.audit.add(kicked));
      kept.push(server.keep({ ...noServerRecord, bans: [ban] }), server.keep(noServerRecord));
      await Promise.all(kept);
    }
    await using store = await place.open();
    const { accounts, rooms, server, audit } = store.records;
    assert.deepEqual(without(accounts.atOpening), [{ ...ann, nick: "Ann" }, bob]);
    assert.deepEqual(without(rooms.atOpening), [dev]);
    assert.deepEqual(without(server.atOpening), [noServerRecord]);
    await audit.add({ ...kicked, ts: 8000 });
    const { entries } = await audit.find({ limit: 9, offset: 0 });
    assert.deepEqual(without(entries), [{ ...kicked, ts: 8000 }, kicked, kicked]);
  });
}

/** Fields that are undefined as if they were absent. */
function without(records: readonly unknown[]): unknown {
  return JSON.parse(JSON.stringify(records));
}
