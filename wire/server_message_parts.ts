/** What several messages of the server have in common, and the bounds of their strings. */

import {
  type AuditSummary,
  type CommandSummary,
  type ConnectionCounts,
  type ConversationSummary,
  type DirectMessage,
  type FoundMessage,
  limits,
  type MemberRole,
  type MemberSummary,
  type MetadataValue,
  type PageOf,
  type Profile,
  type RoleInRoom,
  type RoleSummary,
  type RoomMessage,
  type RoomSummary,
  type SettingsSummary,
} from "../protocol.ts";
import type { CleanFields } from "./clean_fields.ts";
import { understood } from "./fields.ts";

/**
 * The most code points of each string, with room for servers that allow more than ours. What a server says in
 * its own words, such as a notice, a whole frame may be full of.
 */
export const bounds = {
  nick: 4 * limits.nickLength,
  room: 4 * limits.roomNameLength,
  topic: 4 * limits.topicLength,
  /** Why somebody is away, left or was sent away. */
  reason: 4 * limits.topicLength,
  /** What is said; never more code points than bytes. */
  said: 4 * limits.textBytes,
  token: 4 * limits.tokenLength,
  /** Of a server, of a client's program, of where it connects from. */
  name: 4 * limits.agentLength,
  /** A type, a code, a reason, a kind, the name of a command. */
  word: 4 * limits.nickLength,
  usage: 4 * limits.topicLength,
  /** Of metadata; never more code points than bytes. */
  value: 4 * limits.metadataValueBytes,
  /** A name of DNS has 253 characters (RFC 1035, 2.3.4), a zone is short. */
  address: 4 * 400,
  /** PATH_MAX of Linux. */
  path: 4096,
} as const;

/** The end of the year 9999: what is far above is no time, and cannot be shown as one. */
const maxTs = 253_402_300_799_999;

export function readWhere(fields: CleanFields): { room: string; ts: number } {
  return { room: fields.name("room", bounds.room), ts: readTs(fields) };
}

export function readTs(fields: CleanFields, name = "ts"): number {
  return Math.min(fields.integer(name), maxTs);
}

export function readRoomMessage(fields: CleanFields): RoomMessage {
  return {
    type: fields.ofType("message"),
    room: fields.name("room", bounds.room),
    seq: fields.integer("seq"),
    ts: readTs(fields),
    from: fields.name("from", bounds.nick),
    ...readSaid(fields),
  };
}

export function readFoundMessage(fields: CleanFields): FoundMessage {
  return {
    ...readRoomMessage(fields),
    excerpt: understood(() => fields.boolean("excerpt")),
    foundAt: fields.optionalInteger("foundAt"),
    excerptAt: fields.optionalInteger("excerptAt"),
  };
}

export function readDirectMessage(fields: CleanFields): DirectMessage {
  return {
    type: fields.ofType("direct"),
    seq: fields.integer("seq"),
    ts: readTs(fields),
    from: fields.name("from", bounds.nick),
    to: fields.name("to", bounds.nick),
    toPerson: fields.person("toPerson"),
    ...readSaid(fields),
  };
}

/** An entry that is not understood is left out, but for its `seq`: the page goes as far as it would with it. */
export function readPage<Item>(
  fields: CleanFields,
  read: (fields: CleanFields) => Item,
): PageOf<Item> {
  const unknown: unknown[] = [];
  const messages = fields.objects("messages", read, (entry) => unknown.push(entry));
  const unknownSeqs = unknown.map(seqOf).filter((seq) => seq !== undefined);
  return {
    messages,
    ...(unknownSeqs.length === 0 ? {} : { unknownSeqs }),
    complete: fields.boolean("complete"),
    remaining: fields.optionalInteger("remaining"),
    reachedSeq: fields.optionalInteger("reachedSeq"),
    id: fields.id,
  };
}

function seqOf(entry: unknown): number | undefined {
  if (typeof entry !== "object" || entry === null || !("seq" in entry)) return undefined;
  return typeof entry.seq === "number" && Number.isSafeInteger(entry.seq) ? entry.seq : undefined;
}

function readSaid(fields: CleanFields) {
  return {
    person: fields.person(),
    text: fields.text("text", bounds.said),
    kind: fields.openWord("kind", bounds.word, "text"),
    deletes: understood(() => fields.optionalSeqs("deletes", limits.historyPage)),
    reason: fields.optionalLine("reason", bounds.reason),
    topic: fields.optionalLine("topic", bounds.topic),
    replyTo: fields.optionalInteger("replyTo"),
    joins: understood(() => fields.optionalSeqs("joins", 4 * limits.joins)),
    id: fields.id,
  };
}

export function readMember(fields: CleanFields): MemberSummary {
  return { ...readRoleOf(fields), away: fields.optionalLine("away", bounds.reason) };
}

export function readRoleOf(fields: CleanFields): RoleSummary {
  return {
    nick: fields.name("nick", bounds.nick),
    person: fields.person(),
    role: readRole(fields),
  };
}

export function readProfile(fields: CleanFields): Profile {
  return {
    account: fields.optionalName("account", bounds.nick),
    user: fields.optionalLine("user", bounds.name),
    host: fields.optionalLine("host", bounds.name),
    realName: fields.optionalLine("realName", bounds.name),
    bot: understood(() => fields.optionalBoolean("bot")),
  };
}

/** Absent too where nothing of it is known. */
export function readFormerProfile(fields: CleanFields): Profile | undefined {
  const was = understood(() => readProfile(fields.fields("was")));
  const isKnown = was !== undefined && Object.values(was).some((value) => value !== undefined);
  return isKnown ? was : undefined;
}

export function readRoleIn(fields: CleanFields): RoleInRoom {
  return {
    room: fields.name("room", bounds.room),
    role: fields.line("role", bounds.word),
  };
}

export function readRole(fields: CleanFields): MemberRole | undefined {
  return fields.optionalLine("role", bounds.word) || undefined;
}

export function readOptionalTs(fields: CleanFields, name: string): number | undefined {
  return understood(() => readTs(fields, name));
}

export function readSettings(fields: CleanFields): SettingsSummary {
  return {
    moderated: fields.boolean("moderated"),
    private: fields.boolean("private"),
    locked: fields.boolean("locked"),
    // Older servers have none of these.
    hasPassword: understood(() => fields.boolean("hasPassword")) ?? false,
    outsiders: understood(() => fields.boolean("outsiders")) ?? false,
    memberLimit: fields.optionalInteger("memberLimit"),
    ctcp: understood(() => fields.boolean("ctcp")) ?? true,
    topicLocked: fields.boolean("topicLocked"),
    slowMs: fields.integer("slowMs"),
  };
}

export function readRoom(fields: CleanFields): RoomSummary {
  return {
    room: fields.name("room", bounds.room),
    topic: fields.line("topic", bounds.topic),
    count: fields.integer("count"),
  };
}

export function readConnectionCounts(fields: CleanFields): ConnectionCounts {
  return { encrypted: fields.integer("encrypted"), plain: fields.integer("plain") };
}

export function readCommand(fields: CleanFields): CommandSummary {
  return {
    name: fields.line("name", bounds.word),
    aliases: fields.lines("aliases", bounds.word),
    usage: fields.line("usage", bounds.usage),
    summary: fields.line("summary", bounds.usage),
    details: understood(() => fields.lines("details", bounds.usage)),
  };
}

/** What a server leaves out, or has in another form, is as the protocol has it. */
export function readTextBytes(fields: CleanFields): number {
  const textBytes = understood(() => fields.optionalObject("limits")?.optionalInteger("textBytes"));
  return textBytes ?? limits.textBytes;
}

export function readConversation(fields: CleanFields): ConversationSummary {
  const newest = { seq: fields.integer("seq"), ts: readTs(fields) };
  const room = fields.nameUnlessAbsent("room", bounds.room);
  if (room !== undefined) return { room, ...newest };
  return { nick: fields.name("nick", bounds.nick), with: fields.person("with"), ...newest };
}

export function readMetadataValue(fields: CleanFields): MetadataValue {
  return {
    key: fields.line("key", bounds.name),
    value: fields.optionalLine("value", bounds.value),
  };
}

export function readAuditSummary(fields: CleanFields): AuditSummary {
  return {
    ts: readTs(fields),
    by: fields.name("by", bounds.nick),
    person: fields.person(),
    address: fields.optionalLine("address", bounds.name),
    action: fields.line("action", bounds.word),
    whom: fields.optionalLine("whom", bounds.name),
    room: fields.optionalName("room", bounds.room),
    text: fields.optionalLine("text", bounds.reason),
  };
}
