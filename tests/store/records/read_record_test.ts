import assert from "node:assert/strict";
import * as fc from "fast-check";
import { type Account, openSettings, type RoomRecord } from "../../../records.ts";
import { readRecord } from "../../../store/records/read_record.ts";

const named = { identity: "a", nick: "ann" };
const scram = { iterations: 4096, salt: "c2E=", storedKey: "c2E=", serverKey: "c2E=" };
const password = {
  ...{ cost: 16384, blockSize: 8, parallelization: 5, salt: "c2E", hash: "aGE", scram },
};
const account: Account = {
  ...{ identity: "a", nick: "ann", createdAt: 1, seenAt: 2, network: "192.0.2.1", role: "owner" },
  ...{ password, devices: [{ id: "", addedAt: 1, seenAt: 2, agent: "x" }], hasRevokedDevice: true },
};
const ban = { identity: "b", whom: "bob", nickKeys: ["bob"], untilTs: 9, by: named, ts: 3 };
const room: RoomRecord = {
  ...{ room: "dev", topic: "Cake", owner: named, moderators: [named], voices: [], bans: [ban] },
  ...{
    topicBy: named,
    topicTs: 2,
    createdTs: 1,
    isPassing: true,
    wasClosed: true,
    mutes: [],
    invited: [],
  },
  settings: { ...openSettings, slowMs: 5, memberLimit: 7, password },
  exceptions: [{ mask: "*!*@*", by: named, ts: 3 }],
  inviteExceptions: [],
};
const audit = { ts: 1, by: named, action: "kick", whom: "bob", room: "dev", isClosed: true };
const server = { bans: [ban], lockedAt: 3, password, invitations: [{ codeHash: "x", by: named }] };
const all = { account, room, server, audit } as const;

Deno.test("readRecord reads what was kept, and leaves out what it does not know", () => {
  for (const [kind, record] of Object.entries(all)) {
    const read = Object.entries(readRecord).find(([name]) => name === kind)?.[1];
    assert.deepEqual(read?.(JSON.stringify({ ...record, later: [1] })), record);
  }
});

Deno.test("readRecord takes settings that are missing for open", () => {
  const { settings: _settings, ...rest } = room;
  const read = readRecord.room(JSON.stringify({ ...rest, settings: { private: true } }));
  assert.deepEqual(read.settings, { ...openSettings, private: true });
});

Deno.test("readRecord reads a room from before it had masks", () => {
  const { exceptions: _exceptions, inviteExceptions: _invited, ...older } = room;
  const read = readRecord.room(JSON.stringify(older));
  assert.deepEqual([read.exceptions, read.inviteExceptions], [[], []]);
});

Deno.test("readRecord throws for what is no such record", () => {
  for (const json of ["", "null", "7", "[]", "{}", '{"identity":"a"}']) {
    for (const read of Object.values(readRecord)) assert.throws(() => read(json), json);
  }
  for (const [name, value] of Object.entries({ role: "king", seenAt: "1", devices: {}, nick: 7 })) {
    assert.throws(() => readRecord.account(JSON.stringify({ ...account, [name]: value })), name);
  }
});

Deno.test("readRecord gives a record or throws, whatever JSON it reads", () => {
  fc.assert(fc.property(fc.json(), (json) => {
    for (const read of Object.values(readRecord)) {
      try {
        assert.equal(typeof read(json), "object");
      } catch (error) {
        assert.ok(error instanceof TypeError, String(error));
      }
    }
  }));
});
