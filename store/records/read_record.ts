import * as v from "valibot";
import {
  type Account,
  type AuditEntry,
  openSettings,
  type RoomRecord,
  type ServerRecord,
  serverRoles,
} from "../../records.ts";

/** Reads a record that was kept as JSON. Throws if it is none of that kind. */
export const readRecord: {
  readonly account: (json: string) => Account;
  readonly room: (json: string) => RoomRecord;
  readonly server: (json: string) => ServerRecord;
  readonly audit: (json: string) => AuditEntry;
} = {
  account: (json) => v.parse(account, JSON.parse(json)),
  room: (json) => v.parse(room, JSON.parse(json)),
  server: (json) => v.parse(server, JSON.parse(json)),
  audit: (json) => v.parse(audit, JSON.parse(json)),
};

const text = v.string();
const time = v.number();
const flag = v.boolean();
const named = v.object({ identity: text, nick: text });

const password = v.object({
  cost: v.number(),
  blockSize: v.number(),
  parallelization: v.number(),
  salt: text,
  hash: text,
});

const device = v.object({
  id: text,
  addedAt: time,
  seenAt: time,
  agent: v.optional(text),
  address: v.optional(text),
});

const account: v.GenericSchema<unknown, Account> = v.object({
  identity: text,
  nick: v.optional(text),
  createdAt: time,
  seenAt: time,
  network: v.optional(text),
  role: v.optional(v.picklist(serverRoles)),
  password: v.optional(password),
  devices: v.array(device),
  hasRevokedDevice: v.optional(flag),
});

const ban = v.object({
  identity: v.optional(text),
  whom: text,
  nickKeys: v.array(text),
  network: v.optional(text),
  untilTs: v.optional(time),
  why: v.optional(text),
  by: named,
  ts: time,
});

// What a later setting adds is open in rooms from before.
const settings = v.object({
  moderated: v.optional(flag, openSettings.moderated),
  private: v.optional(flag, openSettings.private),
  locked: v.optional(flag, openSettings.locked),
  password: v.optional(password),
  topicLocked: v.optional(flag, openSettings.topicLocked),
  slowMs: v.optional(time, openSettings.slowMs),
});

const room: v.GenericSchema<unknown, RoomRecord> = v.object({
  room: text,
  topic: text,
  owner: v.optional(named),
  network: v.optional(text),
  moderators: v.array(named),
  voices: v.array(named),
  settings,
  bans: v.array(ban),
  mutes: v.array(ban),
  invited: v.array(named),
});

const invitation = v.object({
  codeHash: text,
  untilTs: v.optional(time),
  uses: v.optional(v.number()),
  by: named,
});

const server: v.GenericSchema<unknown, ServerRecord> = v.object({
  bans: v.array(ban),
  lockedAt: v.optional(time),
  password: v.optional(password),
  invitations: v.array(invitation),
});

const audit: v.GenericSchema<unknown, AuditEntry> = v.object({
  ts: time,
  by: named,
  address: v.optional(text),
  action: text,
  whom: v.optional(text),
  room: v.optional(text),
  isClosed: v.optional(flag),
  text: v.optional(text),
});
