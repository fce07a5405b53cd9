import { defaultRoom, type KnownLeaveReason, limits, type SayToRoom } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import type { JoinEvent, LeaveEvent, SaidEvent, TopicEvent, TypingEvent } from "./event.ts";
import { refuseIfBanned } from "./bans.ts";
import { type Action, may, permissions, rankOf } from "./permissions.ts";
import type { Member } from "./member.ts";
import { largeRoomMembers, listMembers, newRecord, type Room } from "./room.ts";
import type { RoomRecord } from "../records.ts";
import type { RecordChange } from "./record_change.ts";
import { normalizeRoomName, parseRoomName, roomKey } from "./room_name.ts";
import { RoomsBySize } from "./rooms_by_size.ts";
import { isMuted, refuseIfMuted, takeTurn } from "./speaking.ts";
import { parseKind, parseLastWords, parseText, parseTopic, quote } from "./text.ts";

/** The rooms there are: a room begins with its first member and ends with its last; the default one stays. */
export class Rooms {
  readonly #byName = new Map<string, Room>();
  /** Each under its key; no two share one. */
  readonly #byKey = new Map<string, Room>();
  readonly #bySize = new RoomsBySize();

  constructor() {
    this.#open(defaultRoom);
  }

  get size(): number {
    return this.#byName.size;
  }

  /** At most `count`, the largest first; equals in the order in which they became as large. */
  largest(count: number): Room[] {
    return this.#bySize.largestFirst().take(count).toArray();
  }

  /** Throws `room_invalid` or `no_such_room`. */
  find(rawName: string): Room {
    const name = parseRoomName(rawName);
    const room = this.#byName.get(name);
    if (room === undefined) throw new ChatError("no_such_room", `There is no room #${name}`);
    return room;
  }

  /**
   * A room in which the member may do that. Throws `room_invalid` or `not_in_room`, also for a room that is not
   * there; who may do it everywhere is told so with `no_such_room`.
   */
  findFor(member: Member, action: Action, rawName: string): Room {
    // Most names come as they are kept, and need no normalizing.
    const known = this.#byName.get(rawName) ?? this.#byName.get(parseRoomName(rawName));
    if (may(member, action, known)) return known ?? this.find(rawName);
    const name = parseRoomName(rawName);
    if (known?.members.has(member)) {
      throw new ChatError("not_allowed", `In #${name} that is for its moderators`);
    }
    const advice = action === "leave" ? "" : `: /join ${name} first`;
    throw new ChatError("not_in_room", `You are not in #${name}${advice}`);
  }

  /**
   * Undefined if the member is in that room already. Throws `room_invalid`, `too_many_rooms` or, if
   * the name looks like that of another room, `room_taken`.
   */
  join(member: Member, rawName: string, nowMs: number): JoinEvent | undefined {
    this.#refuseIfAlike(rawName);
    const name = parseRoomName(rawName);
    const existing = this.#byName.get(name);
    if (existing?.members.has(member)) return undefined;
    if (existing !== undefined) refuseIfBannedFrom(existing, member, nowMs);
    if (member.rooms.size >= limits.rooms) {
      throw new ChatError(
        "too_many_rooms",
        `Cannot join #${name}: you are in ${limits.rooms} rooms, and more are not allowed`,
      );
    }
    const room = existing ?? this.#open(name);
    this.#bySize.delete(room);
    room.members.add(member);
    this.#bySize.add(room);
    member.rooms.add(name);
    return joinEvent("join", room, member);
  }

  /** A member that is in the room already comes back into it. */
  rejoin(member: Member, rawName: string): JoinEvent {
    return joinEvent("rejoin", this.find(rawName), member);
  }

  /** Changes what is kept of a room. */
  setRecord(room: Room, changes: Partial<RoomRecord>): RecordChange {
    room.record = { ...room.record, ...changes };
    return { type: "keepRoom", record: room.record };
  }

  leave(member: Member, room: Room, reason: KnownLeaveReason, text?: string): LeaveEvent {
    this.#bySize.delete(room);
    room.members.delete(member);
    member.rooms.delete(room.name);
    const ended = room.members.size === 0 && room.name !== defaultRoom;
    if (!ended) this.#bySize.add(room);
    else if (this.#byName.get(room.name) === room) this.#close(room);
    const { identity, nick } = member;
    const count = room.members.size;
    return { type: "leave", identity, nick, room: room.name, reason, text, count };
  }

  /** The rooms that the member is in. */
  of(member: Member): Room[] {
    return [...member.rooms].flatMap((name) => this.#byName.get(name) ?? []);
  }

  /** `rawText`: last words, or why somebody was kicked; what is too long is cut. */
  leaveAll(member: Member, reason: KnownLeaveReason, rawText?: string): LeaveEvent[] {
    const text = rawText === undefined ? undefined : parseLastWords(rawText);
    return this.of(member).map((room) => this.leave(member, room, reason, text));
  }

  /** Throws as `findFor` does, `text_empty` or `text_too_long`. */
  say(member: Member, said: Omit<SayToRoom, "type">, nowMs: number): SaidEvent {
    const room = this.findFor(member, "say", said.room);
    const [text, kind] = [parseText(said.text), parseKind(said.kind)];
    refuseIfMuted(member, room, nowMs);
    takeTurn(member, room, nowMs);
    member.lastSpokeAt = nowMs;
    const { identity, nick: from } = member;
    return { type: "said", identity, room: room.name, from, text, kind, id: said.id };
  }

  /** Undefined in a large room, where too many would have to be told, and for whom is muted. Throws as `findFor` does. */
  type(member: Member, roomName: string, nowMs: number): TypingEvent | undefined {
    const room = this.findFor(member, "type", roomName);
    if (room.members.size > largeRoomMembers || isMuted(member, room, nowMs)) return undefined;
    return { type: "typing", identity: member.identity, nick: member.nick, room: room.name };
  }

  /** Throws as `findFor` does, or `topic_too_long`. */
  setTopic(member: Member, roomName: string, rawTopic: string, nowMs: number): TopicEvent {
    const room = this.findFor(member, "setTopic", roomName);
    refuseIfMuted(member, room, nowMs);
    const topic = parseTopic(rawTopic);
    room.record = { ...room.record, topic };
    const { identity, nick: by } = member;
    return { type: "topic", identity, room: room.name, by, topic };
  }

  /** Before the name is parsed: which room it looks like says more than what is wrong with it. */
  #refuseIfAlike(rawName: string): void {
    const name = normalizeRoomName(rawName);
    const alike = name === undefined ? undefined : this.#byKey.get(roomKey(name));
    if (name === undefined || alike === undefined || alike.name === name) return;
    const problem = `Cannot join ${quote(name)}: it looks like "${alike.name}"`;
    throw new ChatError("room_taken", `${problem}; /join ${alike.name} goes there`);
  }

  #open(name: string): Room {
    const room: Room = { name, record: newRecord(name), members: new Set(), spokeAt: new Map() };
    this.#byName.set(name, room);
    this.#byKey.set(roomKey(name), room);
    this.#bySize.add(room);
    return room;
  }

  #close(room: Room): void {
    this.#byName.delete(room.name);
    this.#byKey.delete(roomKey(room.name));
  }
}

/** Whoever keeps order is not held by bans. */
function refuseIfBannedFrom(room: Room, member: Member, nowMs: number): void {
  if (permissions.ban.has(rankOf(member, room))) return;
  refuseIfBanned(room.record.bans, member, `#${room.name}`, nowMs);
}

function joinEvent(type: "join" | "rejoin", room: Room, { identity, nick }: Member): JoinEvent {
  const { name, record: { topic }, members } = room;
  const about = { room: name, topic, members: listMembers(room), count: members.size };
  return { type, identity, nick, joined: { type: "joined", ...about } };
}
