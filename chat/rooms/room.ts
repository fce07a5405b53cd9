import type { SettingsSummary } from "../../protocol.ts";
import { type Named, openSettings, type RoomRecord, type RoomSettings } from "../../records.ts";
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
export function newRecord(room: string, owner?: Named, network?: string): RoomRecord {
  const nobody = { moderators: [], voices: [], bans: [], mutes: [], invited: [] };
  return { room, topic: "", owner, network, settings: openSettings, ...nobody };
}

/** Something was set but its owner, so that it outlives its last member. */
export function isWorthKeeping(
  { topic, moderators, voices, bans, mutes, invited, settings }: RoomRecord,
): boolean {
  const lists = [moderators, voices, bans, mutes, invited];
  return topic !== "" || !isOpen(settings) ||
    lists.some((list) => list.length > 0);
}

function isOpen(settings: RoomSettings): boolean {
  const { moderated, topicLocked, slowMs, password } = settings;
  return !moderated && !settings.private && !settings.locked && !topicLocked && slowMs === 0 &&
    password === undefined;
}

/** Not everybody may come in, or know of it. */
export function isClosed({ record: { settings } }: Room): boolean {
  return settings.private || settings.locked;
}

/** In a room of more members than this, joins and leaves are told in one `presence` a second. */
export const largeRoomMembers = 100;

/** What everybody in the room may know of them. */
export function settingsSummary(
  { moderated, private: isPrivate, locked, topicLocked, slowMs }: RoomSettings,
): SettingsSummary {
  return { moderated, private: isPrivate, locked, topicLocked, slowMs };
}
