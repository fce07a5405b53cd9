import { muteIn } from "../order/room_bans.ts";
import type { JoinEvent } from "../event.ts";
import type { Member } from "../people/member.ts";
import { memberRole, rankOf } from "../permissions.ts";
import { listMembers } from "./member_list.ts";
import { type Room, settingsSummary } from "./room.ts";

/** What is told of somebody who comes into a room, and to whom. */
export function joinEvent(
  type: "join" | "rejoin",
  room: Room,
  member: Member,
  nowMs: number,
): JoinEvent {
  const { name, record: { settings }, members } = room;
  const { identity, nick, account } = member;
  const role = memberRole(rankOf(member, room));
  const mute = muteIn(member, room, nowMs);
  const muted = mute === undefined ? {} : { muted: true, mutedUntilTs: mute.untilTs };
  const about = { room: name, ...history(room), members: listMembers(room), count: members.size };
  const joined = { ...about, role, ...muted, settings: settingsSummary(settings) };
  return { type, identity, nick, role, account, joined: { type: "joined", ...joined } };
}

/** The topic and when things happened, as far as they are known. */
function history({ record: { topic, topicBy, topicTs, createdTs } }: Room) {
  const set = topicBy === undefined ? {} : { topicBy: topicBy.nick, topicTs };
  return { topic, ...set, ...createdTs === undefined ? {} : { createdTs } };
}
