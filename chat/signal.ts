import { limits, type SignalRequest } from "../protocol.ts";
import type { Chat } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { SignalEvent } from "./event.ts";
import type { Member } from "./people/member.ts";
import { refuseIfSilent } from "./rooms/speaking.ts";
import { parseBounded, parseTags } from "./tags.ts";

/**
 * Passes on what is no text, to a room by the rules of what is said there. Throws as `Rooms.say` does or, of a person,
 * `no_such_nick`; `not_allowed` where the room carries no such requests.
 */
export function signal(
  { members, rooms }: Pick<Chat, "members" | "rooms">,
  member: Member,
  asked: SignalRequest,
  nowMs: number,
): SignalEvent {
  const { tags, ctcp, isReply, id } = asked;
  const about = {
    ...{ type: "signal", identity: member.identity, from: member.nick, isReply, id } as const,
    tags: tags === undefined ? undefined : parseTags(tags),
    ctcp: ctcp === undefined ? undefined : parseBounded("request", ctcp, limits.ctcpBytes),
  };
  if ("room" in asked) {
    const room = rooms.findToSay(member, asked.room, nowMs);
    refuseIfSilent(member, room, nowMs);
    if (about.ctcp === undefined || room.record.settings.ctcp) return { ...about, room: room.name };
    throw new ChatError("not_allowed", `#${room.name} carries no requests from client to client`);
  }
  const { nick: to, identity } = members.findMeant(asked.to, asked.toPerson);
  return { ...about, to, toIdentity: identity };
}
