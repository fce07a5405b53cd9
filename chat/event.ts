import type { KnownLeaveReason, MessageKind } from "../protocol.ts";
import type { Member, Room } from "./room.ts";

/**
 * What happened, as the rules return it: they have already changed the rooms and members, and whoever called
 * them tells people. Nicks are copied, since a member may have another one by the time it is told.
 */
export type ChatEvent =
  | SaidEvent
  | DirectEvent
  | DirectToAbsentEvent
  | JoinEvent
  | LeaveEvent
  | RenameEvent
  | TopicEvent
  | AwayEvent
  | TypingEvent
  | TypingDirectEvent;

export interface SaidEvent {
  readonly type: "said";
  readonly room: Room;
  readonly member: Member;
  readonly from: string;
  readonly text: string;
  readonly kind: MessageKind;
  readonly id?: string;
}

export interface DirectEvent {
  readonly type: "direct";
  readonly member: Member;
  readonly to: Member;
  readonly text: string;
  readonly kind: MessageKind;
  readonly id?: string;
}

/** For somebody who is not here. Whether anybody was ever called so is not known yet. */
export interface DirectToAbsentEvent {
  readonly type: "directToAbsent";
  readonly member: Member;
  readonly from: string;
  readonly nick: string;
  /** What nicks are compared by. */
  readonly keys: readonly string[];
  readonly text: string;
  readonly kind: MessageKind;
  readonly id?: string;
  /** The room in which the command was typed. */
  readonly typedIn?: string;
}

export interface JoinEvent {
  readonly type: "join";
  readonly room: Room;
  readonly member: Member;
}

export interface LeaveEvent {
  readonly type: "leave";
  readonly room: Room;
  readonly member: Member;
  readonly reason: KnownLeaveReason;
  readonly text?: string;
}

export interface RenameEvent {
  readonly type: "rename";
  readonly member: Member;
  readonly from: string;
  readonly to: string;
}

export interface TopicEvent {
  readonly type: "topic";
  readonly room: Room;
  readonly by: string;
  readonly topic: string;
}

export interface AwayEvent {
  readonly type: "away";
  readonly member: Member;
  /** Absent when the member is back. */
  readonly text?: string;
}

/** Told to the others in the room at once, and not kept. */
export interface TypingEvent {
  readonly type: "typing";
  readonly room: Room;
  readonly member: Member;
}

/** The same for one person alone. */
export interface TypingDirectEvent {
  readonly type: "typingDirect";
  readonly member: Member;
  readonly to: Member;
}
