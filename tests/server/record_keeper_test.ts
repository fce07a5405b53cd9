import assert from "node:assert/strict";
import { RecordKeeper } from "../../server/record_keeper.ts";
import type { LogRecord } from "../../server/log.ts";
import { MemoryStore } from "../../store/memory.ts";

const account = { identity: "a", nick: "ann", createdAt: 1, seenAt: 1, devices: [] };

Deno.test("RecordKeeper.settled waits for all that is on its way, and tells whether it is kept", async () => {
  const { records } = new MemoryStore();
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const log: LogRecord[] = [];
  const rooms = { ...records.rooms, atOpening: [], forget: () => second.promise };
  const accounts = { ...records.accounts, atOpening: [], keep: () => first.promise };
  const keeper = new RecordKeeper({ ...records, accounts, rooms }, (record) => log.push(record));
  assert.equal(keeper.settled, undefined);
  keeper.keep({ type: "keepAccount", account });
  const afterFirst = keeper.settled;
  keeper.keep({ type: "forgetRoom", room: "dev" });
  const afterBoth = keeper.settled;
  first.resolve();
  assert.equal(await afterFirst, true);
  assert.equal(keeper.settled, afterBoth);
  second.reject(new Error("the disk is full"));
  assert.equal(await afterBoth, false);
  assert.equal(keeper.settled, undefined);
  assert.match(log[0]?.message ?? "", /Cannot keep what was changed.*the disk is full/);
});

Deno.test("RecordKeeper brings each change to the store of its kind", async () => {
  const { records } = new MemoryStore();
  const keeper = new RecordKeeper(records, () => {});
  keeper.keep({ type: "keepAccount", account });
  keeper.keep({ type: "keepAccount", account: { ...account, identity: "b" } });
  keeper.keep({ type: "forgetAccount", identity: "b" });
  await keeper.settled;
  assert.deepEqual(records.accounts.atOpening, [account]);
  assert.deepEqual(records.rooms.atOpening, []);
});
