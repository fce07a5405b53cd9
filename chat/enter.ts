import { defaultRoom, directRoom, type ErrorMessage } from "../protocol.ts";
import { type Chat, depart } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { ChatEvent, DepartEvent, JoinEvent, LeaveEvent } from "./event.ts";
import type { Member } from "./room.ts";
import type { EnterRequest } from "./request.ts";
import { parseRoomName } from "./room_name.ts";

/**
 * Lets somebody in under a nick, and into rooms; an `error` is of a room that cannot be joined. Throws
 * `nick_invalid` or `nick_taken`.
 */
export function* enter(
  chat: Chat,
  identity: string,
  asked: EnterRequest,
  nowMs: number,
): Iterable<ChatEvent | ErrorMessage> {
  const { members } = chat;
  const { nick, resume, isKnown } = asked;
  const here = members.get(identity);
  yield* freeNick(chat, here, asked);
  const renamed = here && members.comeBack(here, nick, asked);
  const member = here ?? members.enter(identity, nick, nowMs, asked);
  const before = new Set(member.rooms);
  if (here !== undefined) yield { type: "replaced", identity, rooms: [...before] };
  if (renamed !== undefined) yield renamed;
  const wanted = asked.rooms ?? (here === undefined ? roomsOf(resume) : [...before]);
  yield* leaveOthers(chat, member, wanted);
  const directs = isKnown ? { after: resume.get(directRoom) } : undefined;
  yield { type: "entered", identity, nick: member.nick, motd: chat.motd, directs };
  for (const name of wanted) {
    const event = comeInto(chat, member, name, before);
    if (event?.type === "error") yield event;
    else if (event !== undefined) yield { ...event, after: resume.get(event.joined.room) };
  }
}

/**
 * A program that ends without a word and is started anew has no token, but comes from the same address: it gets
 * its nick at once from the one whose connection is lost.
 */
function* freeNick(
  chat: Chat,
  here: Member | undefined,
  { nick, address }: EnterRequest,
): Iterable<DepartEvent> {
  const holder = chat.members.lookUp(nick);
  if (holder?.lostBy === undefined || holder === here || holder.address !== address) return;
  yield depart(chat, holder, holder.lostBy);
}

function* leaveOthers(
  { rooms }: Chat,
  member: Member,
  wanted: readonly string[],
): Iterable<LeaveEvent> {
  const staying = new Set(wanted.map(normalizeRoomName));
  for (const room of rooms.of(member)) {
    if (!staying.has(room.name)) yield rooms.leave(member, room, "left");
  }
}

/** A name that no room can have is given back as it is; `comeInto` refuses it. */
function normalizeRoomName(name: string): string {
  try {
    return parseRoomName(name);
  } catch (error) {
    if (error instanceof ChatError) return name;
    throw error;
  }
}

/** An `error` for a room that cannot be joined, so that the others still can. Undefined if the member is in it by now. */
function comeInto(
  { rooms }: Chat,
  member: Member,
  name: string,
  /** Rooms that the member was in all the time and is to be let into again. */
  before: Set<string>,
): JoinEvent | ErrorMessage | undefined {
  try {
    const joined = rooms.join(member, name);
    if (joined !== undefined) return joined;
    // Named twice, it is entered once.
    return before.delete(rooms.find(name).name) ? rooms.rejoin(member, name) : undefined;
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    return error.toMessage({ room: name });
  }
}

function roomsOf(resume: ReadonlyMap<string, number>): string[] {
  const rooms = [...resume.keys()].filter((room) => room !== directRoom);
  return rooms.length === 0 ? [defaultRoom] : rooms;
}
