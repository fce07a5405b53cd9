import type { SettingsSummary } from "../../protocol.ts";
import { openSettings, type RoomRecord, type RoomSettings } from "../../records.ts";
import type { Member } from "../people/member.ts";

export interface Room {
  readonly name: string;
  /** What holds over its members; replaced as a whole. */
  record: RoomRecord;
  /** In the order in which they joined. */
  readonly members: Set<Member>;
  /** When each identity last spoke while the room is slow, in milliseconds since the Unix epoch, and under which `id`. */
  readonly spokeAt: Map<string, { readonly ts: number; readonly id?: string }>;
}

/** Of a room where nothing is set yet. */
export function newRecord(
  room: string,
  about: Partial<Pick<RoomRecord, "owner" | "network" | "createdTs">> = {},
): RoomRecord {
  const nobody = { moderators: [], voices: [], bans: [], mutes: [], invited: [] };
  const noMasks = { exceptions: [], inviteExceptions: [] };
  return { room, topic: "", ...about, settings: openSettings, ...nobody, ...noMasks };
}

/** Something was set but its owner, so that it outlives its last member, unless a guest began it. */
export function isWorthKeeping(record: RoomRecord): boolean {
  if (record.isPassing === true) return false;
  const { topic, moderators, voices, bans, mutes, invited, settings, metadata = {} } = record;
  const lists = [moderators, voices, bans, mutes, invited, Object.keys(metadata)];
  const masks = [record.exceptions, record.inviteExceptions];
  return topic !== "" || !isOpen(settings) || [...lists, ...masks].some(({ length }) => length > 0);
}

/** It goes with its last member, and so does what was said in it: who begins it anew may not read that. */
export function isConfidential({ isPassing = false, wasClosed = false }: RoomRecord): boolean {
  return isPassing && wasClosed;
}

function isOpen(settings: RoomSettings): boolean {
  const { moderated, locked, outsiders, ctcp, topicLocked } = settings;
  const { slowMs, password, memberLimit } = settings;
  const isSet = moderated || settings.private || locked || outsiders || !ctcp || topicLocked;
  return !isSet && slowMs === 0 && password === undefined && memberLimit === undefined;
}

/** Not everybody may come in, or know of it. */
export function isClosed({ record: { settings } }: Pick<Room, "record">): boolean {
  return settings.private || isGuarded(settings);
}

/** Not everybody may come in. */
export function isGuarded({ locked, password }: RoomSettings): boolean {
  return locked || password !== undefined;
}

/** In a room of more members than this, joins and leaves are told in one `presence` a second. */
export const largeRoomMembers = 100;

/** What everybody in the room may know of them. */
export function settingsSummary(
  { password, memberLimit, ...settings }: RoomSettings,
): SettingsSummary {
  const hasPassword = password !== undefined;
  return { ...settings, hasPassword, ...memberLimit === undefined ? {} : { memberLimit } };
}
