import { ChatError } from "../chat/chat_error.ts";
import { roleOf } from "../chat/permissions.ts";
import type { Member, Room } from "../chat/room.ts";
import { parseRoomName } from "../chat/room_name.ts";
import { commandsFor, summarize } from "../commands/mod.ts";
import {
  defaultRoom,
  directRoom,
  features,
  type HelloMessage,
  limits,
  protocolVersion,
  type SessionLimits,
} from "../protocol.ts";
import type { Identity } from "./identities.ts";
import { noteNick } from "./note_nick.ts";
import type { Parts } from "./parts.ts";
import type { SessionRules } from "./rules.ts";
import { sendRefusal } from "./run_command.ts";
import type { Session } from "./session.ts";

type Resume = ReadonlyMap<string, number>;

/** Lets a client in under its nick, and into its rooms. Throws `ChatError`; the session stays open then. */
export function welcome(parts: Parts, session: Session, hello: HelloMessage): void {
  if (hello.version !== protocolVersion) {
    const message = `Version ${hello.version} is not spoken here, only ${protocolVersion}`;
    session.send({ type: "error", code: "version_unsupported", message });
    return;
  }
  const known = parts.identities.find(hello.token);
  const identity = known ?? parts.identities.create();
  const { id } = identity;
  const predecessor = parts.sessions.ofIdentity(id) ?? parts.absences.ofIdentity(id);
  if (predecessor !== undefined && !session.continues(predecessor.floodGuard)) return;
  const { member, isBack } = letIn(parts, session, hello, identity);
  session.member = member;
  parts.sessions.add(session, member, identity.id);
  session.send({
    type: "welcome",
    version: protocolVersion,
    server: parts.name,
    nick: member.nick,
    token: identity.token,
    limits: sessionLimits(parts.rules),
    features,
    commands: summarize(commandsFor(roleOf(member))),
    motd: parts.motd === "" ? undefined : parts.motd,
  });
  const resume: Resume = (known && hello.resume) ?? new Map();
  const directs = known && { after: resume.get(directRoom) };
  parts.delivery.attach(member, session, identity.id, directs);
  noteNick(parts, member, identity.id);
  enterRooms(parts, session, member, { hello, resume, isBack });
}

/** The member that the identity has been all the time, or a new one. Throws `nick_invalid` or `nick_taken`. */
function letIn(
  parts: Parts,
  session: Session,
  hello: HelloMessage,
  identity: Identity,
): { readonly member: Member; readonly isBack: boolean } {
  const { members, sessions, absences, delivery } = parts;
  const about = { agent: hello.agent, address: session.address };
  const predecessor = sessions.ofIdentity(identity.id);
  const own = predecessor?.member ?? absences.ofIdentity(identity.id)?.member;
  freeNick(parts, session, hello.nick, own);
  if (own === undefined) {
    return { member: members.enter(hello.nick, parts.clock(), about), isBack: false };
  }
  const renamed = members.comeBack(own, hello.nick, about);
  if (predecessor === undefined) absences.take(identity.id);
  else {
    // The connection that had this identity is dead, or its client has come again: either way it goes.
    sessions.remove(predecessor, own);
    predecessor.member = undefined;
    delivery.park(own);
    predecessor.end({ reason: "left" }, { type: "bye", code: "replaced" });
  }
  if (renamed !== undefined) delivery.deliver(renamed);
  return { member: own, isBack: true };
}

/**
 * A program that ends without a word and is started anew has no token, but comes from the same address: it gets
 * its nick at once from the one whose connection is lost.
 */
function freeNick(parts: Parts, session: Session, nick: string, own: Member | undefined): void {
  const holder = parts.members.lookUp(nick);
  if (holder === undefined || holder === own || holder.address !== session.address) return;
  parts.absences.giveUp(holder);
}

function enterRooms(
  parts: Parts,
  session: Session,
  member: Member,
  { hello, resume, isBack }: {
    readonly hello: HelloMessage;
    readonly resume: Resume;
    readonly isBack: boolean;
  },
): void {
  const before = new Map([...member.rooms].map((room) => [room.name, room]));
  const wanted = [...hello.rooms ?? (isBack ? before.keys() : roomsOf(resume))];
  const staying = new Set(wanted.map(normalizeRoomName));
  for (const [name, room] of before) {
    if (!staying.has(name)) parts.delivery.depart([parts.rooms.leave(member, room, "left")]);
  }
  for (const name of wanted) joinOne(parts, session, member, { name, resume, before });
}

/** What is no room's name stays as it is: it is refused later. */
function normalizeRoomName(name: string): string {
  try {
    return parseRoomName(name);
  } catch (error) {
    if (error instanceof ChatError) return name;
    throw error;
  }
}

/** A room that cannot be joined is told, and does not keep the client out of the others. */
function joinOne(
  { rooms, delivery }: Parts,
  session: Session,
  member: Member,
  { name, resume, before }: {
    readonly name: string;
    readonly resume: Resume;
    /** Rooms that the member was in all the time and is to be let into again. */
    readonly before: Map<string, Room>;
  },
): void {
  try {
    const event = rooms.join(member, name);
    if (event !== undefined) return delivery.join(event, resume.get(event.room.name));
    const room = rooms.findFor(member, "read", name);
    // Named twice, it is entered once.
    if (before.delete(room.name)) delivery.enter(member, room, resume.get(room.name));
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    sendRefusal(session, error, { room: name });
  }
}

function roomsOf(resume: Resume): string[] {
  const rooms = [...resume.keys()].filter((room) => room !== directRoom);
  return rooms.length === 0 ? [defaultRoom] : rooms;
}

function sessionLimits({ rate }: SessionRules): SessionLimits {
  const { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms } = limits;
  return { frameBytes, textBytes, nickLength, roomNameLength, topicLength, rooms, rate };
}
