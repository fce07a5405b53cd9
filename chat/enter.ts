import { defaultRoom, directRoom, type ErrorMessage, type NoticeMessage } from "../protocol.ts";
import { refuseIfBanned } from "./order/bans.ts";
import { refuseIfNickBanned } from "./order/order.ts";
import { type Chat, depart } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import { refuseRevoked, withDevice } from "./people/devices.ts";
import type { AwayEvent, ChatEvent, DepartEvent } from "./event.ts";
import type { Member } from "./people/member.ts";
import type { RecordChange } from "./record_change.ts";
import type { EnterRequest } from "./request.ts";
import { normalizeNick } from "./people/nick.ts";
import { profileOf, tellProfile } from "./people/profile.ts";
import { join } from "./rooms/join.ts";
import { releaseExpired } from "./people/reservations.ts";
import { isReadOnly } from "./guests.ts";
import { isSilent } from "./rooms/speaking.ts";
import { noteAdmission, refuseIfLocked } from "./order/server_lock.ts";
import { parseRoomName } from "./rooms/room_name.ts";
import { beginSession, isAttended, otherSessions } from "./people/sessions.ts";

/**
 * Lets somebody in under a nick, and into rooms; an `error` is of a room that cannot be joined. Throws
 * `banned`, `token_revoked`, `too_many_sessions`, `nick_invalid`, `nick_taken` or `nick_reserved`.
 */
export function* enter(
  chat: Chat,
  identity: string,
  asked: EnterRequest,
  nowMs: number,
  session?: string,
): Iterable<ChatEvent | RecordChange | ErrorMessage | NoticeMessage> {
  const { accounts, members, rooms } = chat;
  const { resume, isKnown, isNewDevice = false } = asked;
  const account = accounts.get(identity);
  const here = members.get(identity);
  refuseIfBannedFromServer(chat, identity, asked, nowMs);
  if (here === undefined) refuseIfLocked(chat, identity, asked, nowMs);
  if (!isNewDevice) refuseRevoked(account, asked.device);
  const others = otherSessions(here, session, asked);
  const nick = here !== undefined && others.isPerson ? here.nick : asked.nick;
  if (here !== undefined && normalizeNick(nick) !== here.nick) {
    refuseIfNickBanned(chat, here, nick, nowMs);
  }
  yield* freeNick(chat, here, nick, asked.address);
  yield* releaseExpired(chat, nick, identity, nowMs);
  const before = here && profileOf(here);
  const renamed = here && members.comeBack(here, nick, asked);
  const member = here ?? members.enter(identity, nick, nowMs, asked);
  if (here === undefined) member.lastHereAt = account?.seenAt;
  // Only now is the nick theirs, and an invitation used.
  if (here === undefined) yield* noteAdmission(chat, identity, asked, nowMs);
  member.account = accounts.nameOf(identity);
  const noted = accounts.get(identity);
  if (isNewDevice && noted !== undefined) yield accounts.set(withDevice(noted, member, nowMs));
  const roomsBefore = new Set(member.rooms);
  if (here !== undefined) {
    yield { type: "replaced", identity, staying: others.staying, rooms: [...roomsBefore] };
  }
  if (here !== undefined) member.beganAt = nowMs;
  const back = beginSession(chat, member, session, others, asked);
  const away = beginAway(chat, member, asked, nowMs) ?? back;
  if (renamed !== undefined) yield renamed;
  if (before !== undefined) yield* tellProfile(member, before);
  const wanted = others.isPerson
    ? [...roomsBefore, ...asked.rooms ?? []]
    : asked.rooms ?? (here === undefined ? roomsOf(resume) : [...roomsBefore]);
  const [names, refused] = parseRoomNames(wanted);
  for (const room of rooms.of(member)) {
    if (!names.has(room.name)) yield rooms.leave(member, room, "left");
  }
  const directs = isKnown ? { after: resume.get(directRoom) } : undefined;
  yield { type: "entered", identity, nick: member.nick, motd: chat.motd, directs };
  if (away !== undefined) yield away;
  yield* refused;
  for (const [name, raw] of names) {
    const events = orRefused(
      raw,
      () =>
        roomsBefore.has(name)
          ? [rooms.rejoin(member, name, nowMs)]
          : [...join(chat, member, name, nowMs)],
    );
    if (!Array.isArray(events)) yield events;
    else {for (const event of events) {
        yield "joined" in event ? { ...event, after: resume.get(name) } : event;
      }}
  }
  if (here === undefined) yield* tellInvitations(chat, member);
}

/** Nobody is made away by a script while somebody sits there, or has told why it is. */
function beginAway(
  chat: Chat,
  member: Member,
  { away, isUnattended = false }: EnterRequest,
  nowMs: number,
): AwayEvent | undefined {
  if (away === undefined) return undefined;
  if (isUnattended && (member.away !== undefined || isAttended(member))) return undefined;
  const isQuiet = isReadOnly(chat, member) ||
    chat.rooms.of(member).some((room) => isSilent(member, room, nowMs));
  const event = chat.members.setAway(member, isQuiet ? "" : away);
  member.isAwayByItself = isUnattended;
  return event;
}

function* tellInvitations(
  { rooms }: Chat,
  { identity, rooms: joined }: Member,
): Iterable<NoticeMessage> {
  const names = rooms.invitationsOf(identity).filter((name) => !joined.has(name));
  if (names.length === 0) return;
  const shown = names.slice(0, 20).map((name) => `#${name}`).join(", ");
  yield {
    type: "notice",
    text: `You are invited to ${shown}: /join ${names.length === 1 ? names[0] : "ROOM"} goes there`,
  };
}

/** An address is banned for those alone who come new. Throws `banned`. */
function refuseIfBannedFromServer(
  { accounts, server }: Chat,
  identity: string,
  { nick, address, isExempt, isKnown }: EnterRequest,
  nowMs: number,
): void {
  if (accounts.get(identity)?.role !== undefined) return;
  const from = isKnown || isExempt === true ? undefined : address;
  refuseIfBanned(server.bans, { identity, nick, address: from }, "this server", nowMs);
}

/**
 * A program that ends without a word and is started anew, and keeps no token, comes from the same address: it gets its
 * nick at once from the one whose connection is lost, unless that can come back as itself.
 */
function* freeNick(
  chat: Chat,
  here: Member | undefined,
  nick: string,
  address: string | undefined,
): Iterable<DepartEvent> {
  const holder = chat.members.lookUp(nick);
  if (holder?.lostBy === undefined || holder === here || holder.address !== address) return;
  if (chat.accounts.get(holder.identity) !== undefined) return;
  yield depart(chat, holder, holder.lostBy);
}

/** The names as they are kept, each once and with how it was given, and an `error` for what no room can be called. */
function parseRoomNames(raw: readonly string[]): [Map<string, string>, ErrorMessage[]] {
  const names = new Map<string, string>();
  const refused: ErrorMessage[] = [];
  for (const each of raw) {
    const name = orRefused(each, () => parseRoomName(each));
    if (typeof name === "string") names.set(name, each);
    else refused.push(name);
  }
  return [names, refused];
}

/** An `error` where the rules refuse something of one room, so that the others still can be joined. */
function orRefused<Value>(room: string, attempt: () => Value): Value | ErrorMessage {
  try {
    return attempt();
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return error.toMessage({ room });
  }
}

function roomsOf(resume: ReadonlyMap<string, number>): string[] {
  const rooms = [...resume.keys()].filter((room) => room !== directRoom);
  return rooms.length === 0 ? [defaultRoom] : rooms;
}
