/** What is said, and what passes by. */

import type { MessageKind, Person } from "./words.ts";

/** What is said: in a room or, where the server has the feature `say.to`, to one person, here or not. */
export type SayMessage = SayToRoom | SayToPerson;

export interface SayToRoom extends Saying {
  readonly room: string;
}

export interface SayToPerson extends Saying {
  /** The person's nick. */
  readonly to: string;
  /** Who is meant, here or not, under whatever nick and never anybody else. With the feature `say.person`. */
  readonly toPerson?: Person;
}

interface Saying {
  readonly type: "say";
  readonly text: string;
  readonly kind: MessageKind;
  /** The `seq` of what it answers, in the same room or with the same person. A reaction must have it. */
  readonly replyTo?: number;
  /** As of `Said`. */
  readonly joins?: readonly number[];
  /** As of a `signal`: passed on with it. */
  readonly tags?: string;
  readonly id?: string;
}

/**
 * Somebody types something for a room, or for one person: a hint that is passed on at once and never kept, or
 * not passed on at all. `id` is for a refusal; there is no other answer.
 */
export type TypingRequest =
  | { readonly type: "typing"; readonly room: string; readonly id?: string }
  | {
    readonly type: "typing";
    readonly to: string;
    readonly toPerson?: Person;
    readonly id?: string;
  };

/**
 * What one IRC client passes to others that is no text: they alone are told, at once, and it is never kept. For one room
 * or one person. The sender is told too, with its `id`.
 */
export type SignalRequest =
  | Signal & { readonly room: string; readonly id?: string }
  | Signal & { readonly to: string; readonly toPerson?: Person; readonly id?: string };

interface Signal {
  readonly type: "signal";
  /** Client-only tags, as they stand in front of a line: https://ircv3.net/specs/extensions/message-tags */
  readonly tags?: string;
  /** What stands in a frame of the client-to-client protocol, such as `VERSION`; absent: there are but tags. */
  readonly ctcp?: string;
  /** It answers such a request. */
  readonly isReply?: boolean;
}

export type SaidMessage = RoomMessage | DirectMessage;

/** What is said, wherever. `id` is there in its sender's own copy only, and acknowledges what was said. */
interface Said {
  /** Strictly increases within a room, and among one's direct messages; gaps are allowed. */
  readonly seq: number;
  /** Milliseconds since the Unix epoch, by the server's clock; never goes back within a room. */
  readonly ts: number;
  readonly from: string;
  /** Who is `from`. */
  readonly person?: Person;
  readonly text: string;
  readonly kind: MessageKind;
  /** Of a deletion: what is deleted by it, each a `seq` of the same room or of one's direct messages. */
  readonly deletes?: readonly number[];
  /** Of a deletion: why, where somebody said so. */
  readonly reason?: string;
  /** Of a topic: what it was set to, which `text` says in words. */
  readonly topic?: string;
  /** The `seq` of what it answers, or reacts to. */
  readonly replyTo?: number;
  /**
   * Where in `text`, in UTF-16 code units, what came in pieces was joined without a new line between them; in order.
   * Only for who shows it in pieces again.
   */
  readonly joins?: readonly number[];
  /** As of a `signal`, while it is new: they are not kept. */
  readonly tags?: string;
  readonly id?: string;
}

/** Something said in a room. */
export interface RoomMessage extends Said {
  readonly type: "message";
  readonly room: string;
}

/** Something said to one person; sent to both. */
export interface DirectMessage extends Said {
  readonly type: "direct";
  readonly to: string;
  /** Who is `to`. */
  readonly toPerson?: Person;
}

/** Somebody else types: something for that room or, without `room`, for you alone. Comes in no order with the rest. */
export interface TypingMessage {
  readonly type: "typing";
  readonly room?: string;
  /** Absent of older servers. */
  readonly ts?: number;
  readonly nick: string;
  readonly person?: Person;
}

/** As of `SignalRequest`. The native protocol passes it over. */
export interface SignalMessage extends Signal {
  readonly ts: number;
  /** Nobody else's, and no `seq`. */
  readonly ref: string;
  readonly from: string;
  readonly person?: Person;
  readonly room?: string;
  /** Without `room`. */
  readonly to?: string;
  readonly toPerson?: Person;
  readonly id?: string;
}
