import { defaultRoom, type KnownLeaveReason, limits, type SayToRoom } from "../../protocol.ts";
import { ChatError } from "../chat_error.ts";
import { admit, refuseBanned } from "./admission.ts";
import type { JoinEvent, LeaveEvent, SaidEvent, TopicEvent, TypingEvent } from "../event.ts";
import { type Action, may, permissions } from "../permissions.ts";
import { Accounts } from "../people/accounts.ts";
import { type Member, networkOfMember } from "../people/member.ts";
import { mayComeAgain } from "../people/coming_again.ts";
import { Invitations } from "./invitations.ts";
import { refuseIfOwnsTooMany, refuseIfTooManyKept } from "./kept_rooms.ts";
import { joinEvent } from "./join_event.ts";
import {
  isClosed,
  isConfidential,
  isWorthKeeping,
  largeRoomMembers,
  newRecord,
  type Room,
} from "./room.ts";
import type { Named, RoomRecord } from "../../records.ts";
import type { RecordChange } from "../record_change.ts";
import { normalizeRoomName, parseRoomName, roomKey } from "./room_name.ts";
import { RoomsBySize } from "./rooms_by_size.ts";
import { isSilent, refuseIfSilent, takeTurn } from "./speaking.ts";
import { parseSaying } from "../saying.ts";
import { parseLastWords, parseTopic, quote } from "../text.ts";

/**
 * The rooms there are. One begins with its first member, who owns it, and ends with its last unless something was set in
 * it. Who cannot come again owns none, and is moderator of what it begins, which ends with its last member in any case. The
 * default room stays, and nobody owns it.
 */
export class Rooms {
  readonly #byName = new Map<string, Room>();
  /** Each under its key; no two share one. */
  readonly #byKey = new Map<string, Room>();
  readonly #bySize = new RoomsBySize();
  /** The names of those that not everybody may know of. */
  readonly #closed = new Set<string>();
  readonly #invitations = new Invitations();

  constructor(
    kept: readonly RoomRecord[] = [],
    private readonly accounts: Accounts = new Accounts(),
  ) {
    this.#open(newRecord(defaultRoom));
    for (const record of kept) {
      // Its last member went with the server.
      if (record.isPassing === true) continue;
      const room = this.#byName.get(record.room);
      if (room === undefined) this.#open(record);
      else this.setRecord(room, record);
    }
  }

  get size(): number {
    return this.#byName.size;
  }

  /** In the order in which they began. */
  all(): IteratorObject<Room> {
    return this.#byName.values();
  }

  /** Under just that name, as it is kept; undefined if there is none. */
  get(name: string): Room | undefined {
    return this.#byName.get(name);
  }

  /** All, also those that not everybody may know of; equals in the order in which they became as large. */
  largestFirst(): Iterable<Room> {
    return this.#bySize.largestFirst();
  }

  /** Those that the member may know of, the largest first; equals in the order in which they became as large. */
  *listFor(member: Member): Generator<Room, void> {
    for (const room of this.#bySize.largestFirst()) if (isKnownTo(member, room)) yield room;
  }

  /** The names of those that the member may know nothing of. */
  hiddenFrom(member: Member): string[] {
    return [...this.#closed].filter((name) => !member.rooms.has(name));
  }

  /** The names of those that the identity is invited to. */
  invitationsOf(identity: string): readonly string[] {
    return this.#invitations.of(identity);
  }

  /** Whether not everybody may know of it; false for one that is not there. */
  isClosed(name: string): boolean {
    return this.#closed.has(name);
  }

  /** Throws `room_invalid`. */
  has(rawName: string): boolean {
    return this.#lookUp(rawName) !== undefined;
  }

  /** Throws `room_invalid` or `no_such_room`. */
  find(rawName: string): Room {
    return this.#lookUp(rawName) ?? noSuchRoom(rawName);
  }

  /** Throws as `find` does, also for a room that the member may not know of. */
  findKnown(member: Member, rawName: string): Room {
    return this.#lookUpKnown(member, rawName) ?? noSuchRoom(rawName);
  }

  /**
   * A room in which the member may do that. Throws `room_invalid` or `not_in_room`, also for a room that is not
   * there; who may do it everywhere is told so with `no_such_room`.
   */
  findFor(member: Member, action: Action, rawName: string): Room {
    const known = this.#lookUpKnown(member, rawName);
    if (may(member, action, known)) return known ?? noSuchRoom(rawName);
    const name = parseRoomName(rawName);
    if (known?.members.has(member)) {
      const whom = permissions[action].has("moderator") ? "moderators" : "owner";
      throw new ChatError("not_allowed", `In #${name} that is for its ${whom}`);
    }
    const advice = action === "leave" ? "" : `: /join ${name} first`;
    throw new ChatError("not_in_room", `You are not in #${name}${advice}`);
  }

  /**
   * Undefined if the member is in that room already. Throws `room_invalid`, `too_many_rooms` or, if
   * the name looks like that of another room, `room_taken`; or what `admit` throws. `salt`: that of the password that
   * was given, and was right.
   */
  join(member: Member, rawName: string, nowMs: number, salt?: string): JoinEvent | undefined {
    this.#refuseIfAlike(member, rawName);
    const name = parseRoomName(rawName);
    const existing = this.#byName.get(name);
    if (existing?.members.has(member)) return undefined;
    if (existing !== undefined) admit(member, existing, nowMs, salt);
    if (member.rooms.size >= limits.rooms) {
      throw new ChatError(
        "too_many_rooms",
        `Cannot join #${name}: you are in ${limits.rooms} rooms, and more are not allowed`,
      );
    }
    const room = existing ?? this.#open(this.#begin(name, member, nowMs));
    this.#bySize.delete(room);
    room.members.add(member);
    this.#bySize.add(room);
    member.rooms.add(name);
    return joinEvent("join", room, member, nowMs);
  }

  /** A member that is in the room already comes back into it. */
  rejoin(member: Member, rawName: string, nowMs: number): JoinEvent {
    return joinEvent("rejoin", this.find(rawName), member, nowMs);
  }

  /** Changes what is kept of a room. Throws `not_allowed` where `by` would make too many rooms be kept. */
  setRecord(room: Room, changes: Partial<RoomRecord>, by?: Member): RecordChange {
    const record = noteClosed({ ...room.record, ...changes });
    if (isWorthKeeping(record) && !isWorthKeeping(room.record)) {
      refuseIfOwnsTooMany(this.all(), record);
      if (by === undefined || !may(by, "keepMoreRooms")) refuseIfTooManyKept(this.all(), record);
    }
    this.#invitations.set(room.name, room.record.invited, record.invited);
    room.record = record;
    if (isClosed(room)) this.#closed.add(room.name);
    else this.#closed.delete(room.name);
    this.#closeIfOver(room);
    return this.recordChange(room.name);
  }

  /** What is to be kept of a room as it is now, if there is one. */
  recordChange(name: string): RecordChange {
    const { record } = this.#byName.get(name) ?? {};
    // Of a confidential one it is known by that, after the server has stopped, what is to be forgotten.
    return record !== undefined && (isWorthKeeping(record) || isConfidential(record))
      ? { type: "keepRoom", record }
      : { type: "forgetRoom", room: name };
  }

  /** Throws `not_allowed` if the room is kept, and somebody who is to own it owns too many already. */
  refuseIfOwnsTooMany(owner: Named, { record }: Room): void {
    const owned = { ...record, owner, isPassing: undefined };
    if (isWorthKeeping(owned)) refuseIfOwnsTooMany(this.all(), owned);
  }

  leave(member: Member, room: Room, reason: KnownLeaveReason, text?: string): LeaveEvent {
    this.#bySize.delete(room);
    room.members.delete(member);
    member.rooms.delete(room.name);
    this.#bySize.add(room);
    const isOver = this.#closeIfOver(room);
    const { identity, nick } = member;
    const count = room.members.size;
    const left = { type: "leave", identity, nick, room: room.name, reason, text, count } as const;
    const { record } = room;
    if (!isOver || !isConfidential(record)) return left;
    return { ...left, forgetSinceTs: record.createdTs ?? 0 };
  }

  /** With last words, unless the member may not speak there; what is too long is cut. */
  leaveSaying(member: Member, room: Room, words: string, nowMs: number): LeaveEvent {
    const text = isSilent(member, room, nowMs) ? undefined : parseLastWords(words);
    return this.leave(member, room, "left", text);
  }

  /** The rooms that the member is in. */
  of(member: Member): Room[] {
    return [...member.rooms].flatMap((name) => this.#byName.get(name) ?? []);
  }

  /**
   * `rawText`: why somebody was kicked or, but in rooms where the member may not speak, last words; what is too long is
   * cut. `nowMs`: without it, a mute is taken to hold still.
   */
  leaveAll(
    member: Member,
    reason: KnownLeaveReason,
    rawText?: string,
    nowMs = -Infinity,
  ): LeaveEvent[] {
    const text = rawText === undefined ? undefined : parseLastWords(rawText);
    const isTold = (room: Room) => reason === "kicked" || !isSilent(member, room, nowMs);
    return this.of(member).map((room) =>
      this.leave(member, room, reason, text !== undefined && isTold(room) ? text : undefined)
    );
  }

  /** Throws as `findFor` does, `text_empty`, `text_too_long`, `muted`, or `banned` for who is not in it. */
  say(member: Member, saying: Omit<SayToRoom, "type">, nowMs: number): SaidEvent {
    const room = this.findToSay(member, saying.room, nowMs);
    const words = parseSaying(saying);
    refuseIfSilent(member, room, nowMs);
    takeTurn(member, room, nowMs, saying.id);
    if (!isClosed(room)) member.lastSpokeAt = nowMs;
    const { identity, nick: from } = member;
    const said = { type: "said", identity, room: room.name, from, ...words } as const;
    // The console sees all rooms.
    return member.isConsole || room.members.has(member) ? said : { ...said, isFromOutside: true };
  }

  /** Undefined in a large room, where too many would have to be told, and for whom is muted. Throws as `findFor` does. */
  type(member: Member, roomName: string, nowMs: number): TypingEvent | undefined {
    const room = this.findFor(member, "type", roomName);
    if (room.members.size > largeRoomMembers || isSilent(member, room, nowMs)) return undefined;
    return { type: "typing", identity: member.identity, nick: member.nick, room: room.name };
  }

  /** Throws as `findFor` does, or `topic_too_long`. */
  setTopic(
    member: Member,
    roomName: string,
    rawTopic: string,
    nowMs: number,
  ): readonly (RecordChange | TopicEvent)[] {
    const room = this.findFor(member, "setTopic", roomName);
    const action = room.record.settings.topicLocked ? "setLockedTopic" : "setTopic";
    if (!may(member, action, room)) {
      throw new ChatError("not_allowed", `In #${room.name} only moderators set the topic`);
    }
    refuseIfSilent(member, room, nowMs);
    const topic = parseTopic(rawTopic);
    const { identity, nick: by } = member;
    const event = { type: "topic", identity, room: room.name, by, topic } as const;
    const isCleared = topic === "";
    const topicBy = isCleared ? undefined : { identity, nick: by };
    const set = { topic, topicBy, topicTs: isCleared ? undefined : nowMs };
    return [this.setRecord(room, set, member), event];
  }

  /** A room that hears outsiders hears those whom it would let in. */
  findToSay(member: Member, rawName: string, nowMs: number): Room {
    const known = this.#lookUpKnown(member, rawName);
    const isOutside = known !== undefined && !known.members.has(member);
    if (!isOutside || !known.record.settings.outsiders || isClosed(known)) {
      return this.findFor(member, "say", rawName);
    }
    refuseBanned(member, known, nowMs);
    return known;
  }

  #begin(name: string, member: Member, createdTs: number): RoomRecord {
    const { identity, nick } = member;
    const [person, network] = [{ identity, nick }, networkOfMember(member)];
    if (mayComeAgain(member, this.accounts)) {
      return newRecord(name, { owner: person, network, createdTs });
    }
    const record = newRecord(name, { network, createdTs });
    return { ...record, isPassing: true, moderators: [person] };
  }

  #lookUp(rawName: string): Room | undefined {
    // Most names come as they are kept, and need no normalizing.
    return this.#byName.get(rawName) ?? this.#byName.get(parseRoomName(rawName));
  }

  #lookUpKnown(member: Member, rawName: string): Room | undefined {
    const room = this.#lookUp(rawName);
    return room !== undefined && isKnownTo(member, room) ? room : undefined;
  }

  /** Before the name is parsed: which room it looks like says more than what is wrong with it. */
  #refuseIfAlike(member: Member, rawName: string): void {
    const name = normalizeRoomName(rawName);
    const alike = name === undefined ? undefined : this.#byKey.get(roomKey(name));
    if (name === undefined || alike === undefined || alike.name === name) return;
    const problem = `Cannot join ${quote(name)}: it looks like`;
    if (!isKnownTo(member, alike)) {
      throw new ChatError("room_taken", `${problem} the name of another room`);
    }
    throw new ChatError("room_taken", `${problem} "${alike.name}"; /join ${alike.name} goes there`);
  }

  #open(record: RoomRecord): Room {
    const { room: name } = record;
    const room: Room = { name, record, members: new Set(), spokeAt: new Map() };
    this.#byName.set(name, room);
    this.#byKey.set(roomKey(name), room);
    this.#bySize.add(room);
    if (isClosed(room)) this.#closed.add(name);
    this.#invitations.set(name, [], record.invited);
    return room;
  }

  /** Whether it is over just now. The default room never is. */
  #closeIfOver(room: Room): boolean {
    const { name, record, members } = room;
    if (members.size > 0 || name === defaultRoom || isWorthKeeping(record)) return false;
    this.#bySize.delete(room);
    if (this.#byName.get(name) !== room) return false;
    this.#byName.delete(name);
    this.#byKey.delete(roomKey(name));
    this.#closed.delete(name);
    return true;
  }
}

function noteClosed(record: RoomRecord): RoomRecord {
  if (record.isPassing !== true || record.wasClosed === true || !isClosed({ record })) {
    return record;
  }
  return { ...record, wasClosed: true };
}

function noSuchRoom(rawName: string): never {
  throw new ChatError("no_such_room", `There is no room #${parseRoomName(rawName)}`);
}

/** Who is in no closed room knows nothing of it. */
function isKnownTo(member: Member, room: Room): boolean {
  return !isClosed(room) || room.members.has(member);
}
