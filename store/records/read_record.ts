import {
  type Account,
  type AuditEntry,
  type Ban,
  type Device,
  type Invitation,
  type MaskEntry,
  type Named,
  openSettings,
  type PasswordHash,
  type RoomRecord,
  type RoomSettings,
  type ScramKeys,
  type ServerRecord,
  serverRoles,
} from "../../records.ts";
import {
  flag,
  list,
  number,
  object,
  oneOf,
  optional,
  record,
  text,
  withFallback,
} from "./shapes.ts";

/** Reads a record that was kept as JSON. Throws if it is none of that kind. */
export const readRecord: {
  readonly account: (json: string) => Account;
  readonly room: (json: string) => RoomRecord;
  readonly server: (json: string) => ServerRecord;
  readonly audit: (json: string) => AuditEntry;
} = {
  account: (json) => account(JSON.parse(json)),
  room: (json) => room(JSON.parse(json)),
  server: (json) => server(JSON.parse(json)),
  audit: (json) => audit(JSON.parse(json)),
};

const time = number;
const named = object<Named>({ identity: text, nick: text });

const scram = object<ScramKeys>({
  iterations: number,
  salt: text,
  storedKey: text,
  serverKey: text,
});

const password = object<PasswordHash>({
  cost: number,
  blockSize: number,
  parallelization: number,
  salt: text,
  hash: text,
  scram: optional(scram),
});

const device = object<Device>({
  id: text,
  addedAt: time,
  seenAt: time,
  agent: optional(text),
  address: optional(text),
});

const account = object<Account>({
  identity: text,
  nick: optional(text),
  createdAt: time,
  seenAt: time,
  network: optional(text),
  role: optional(oneOf(serverRoles)),
  password: optional(password),
  devices: list(device),
  hasRevokedDevice: optional(flag),
  metadata: optional(record(text)),
});

const ban = object<Ban>({
  identity: optional(text),
  whom: text,
  isMask: optional(flag),
  nickKeys: list(text),
  network: optional(text),
  untilTs: optional(time),
  why: optional(text),
  by: named,
  ts: time,
});

// What a later setting adds is open in rooms from before.
const settings = object<RoomSettings>({
  moderated: withFallback(flag, openSettings.moderated),
  private: withFallback(flag, openSettings.private),
  locked: withFallback(flag, openSettings.locked),
  password: optional(password),
  outsiders: withFallback(flag, openSettings.outsiders),
  memberLimit: optional(number),
  ctcp: withFallback(flag, openSettings.ctcp),
  topicLocked: withFallback(flag, openSettings.topicLocked),
  slowMs: withFallback(time, openSettings.slowMs),
});

const mask = object<MaskEntry>({ mask: text, by: named, ts: time });

const room = object<RoomRecord>({
  room: text,
  topic: text,
  topicBy: optional(named),
  topicTs: optional(time),
  createdTs: optional(time),
  owner: optional(named),
  isPassing: optional(flag),
  wasClosed: optional(flag),
  network: optional(text),
  moderators: list(named),
  voices: list(named),
  settings,
  bans: list(ban),
  mutes: list(ban),
  invited: list(named),
  exceptions: withFallback(list(mask), []),
  inviteExceptions: withFallback(list(mask), []),
  metadata: optional(record(text)),
});

const invitation = object<Invitation>({
  codeHash: text,
  untilTs: optional(time),
  uses: optional(number),
  by: named,
});

const server = object<ServerRecord>({
  bans: list(ban),
  lockedAt: optional(time),
  password: optional(password),
  invitations: list(invitation),
});

const audit = object<AuditEntry>({
  ts: time,
  by: named,
  address: optional(text),
  action: text,
  whom: optional(text),
  room: optional(text),
  isClosed: optional(flag),
  text: optional(text),
});
