import { directRoom } from "../../protocol.ts";
import type { ClientEvent } from "../client_event.ts";
import { type Conversation, roomKey } from "../conversations/conversation.ts";
import type { ConversationList } from "../conversations/conversation_list.ts";

/** All up to `seq` is read; `room` is `directRoom` for what is said to persons, all of them together. */
export interface ReadMark {
  readonly room: string;
  readonly seq: number;
}

/** How far the person has read, as it is to be kept for the next run. */
export class ReadMarks {
  readonly #list: ConversationList;
  /** What was touched since it was asked for. */
  readonly #rooms = new Set<Conversation>();
  #directsTouched = false;
  /** The newest that came of direct messages, whoever said it. */
  #directSeq: number | undefined;

  constructor(list: ConversationList) {
    this.#list = list;
  }

  /** To be told of each event after it has its place. */
  take(event: ClientEvent): void {
    if (event.type === "history") this.#cameInRoom(event.room, event.seq);
    if (event.type === "directs") this.#cameDirect(event.seq);
    if (event.type !== "message") return;
    const { message } = event;
    if (message.type === "message") this.#cameInRoom(message.room, message.seq);
    if (message.type === "direct") this.#cameDirect(message.seq);
  }

  /** Something in it was read, or it is closed. */
  touch(conversation: Conversation): void {
    if (conversation.type === "room") this.#rooms.add(conversation);
    else this.#directsTouched = true;
  }

  /** What came is of another history. */
  clear(): void {
    this.#rooms.clear();
    [this.#directsTouched, this.#directSeq] = [false, undefined];
  }

  /** Those that may have changed since the last time. */
  changed(): readonly ReadMark[] {
    const marks: ReadMark[] = [];
    for (const conversation of this.#rooms) {
      const seq = readSeq(conversation);
      // One may have left it.
      const isHere = this.#list.find(conversation.key) === conversation;
      if (seq !== undefined && isHere) marks.push({ room: conversation.name, seq });
    }
    if (this.#directsTouched && this.#directSeq !== undefined) {
      const unread = this.#list.directs.map(({ firstUnreadSeq }) => firstUnreadSeq ?? Infinity);
      marks.push({ room: directRoom, seq: Math.min(this.#directSeq, ...unread.map(before)) });
    }
    this.#rooms.clear();
    this.#directsTouched = false;
    return marks;
  }

  #cameInRoom(name: string, seq: number): void {
    const room = this.#list.find(roomKey(name));
    if (room === undefined) return;
    room.cameSeq = Math.max(room.cameSeq ?? 0, seq);
    this.#rooms.add(room);
  }

  #cameDirect(seq: number): void {
    this.#directSeq = Math.max(this.#directSeq ?? 0, seq);
    this.#directsTouched = true;
  }
}

function readSeq({ cameSeq, firstUnreadSeq }: Conversation): number | undefined {
  return firstUnreadSeq === undefined ? cameSeq : before(firstUnreadSeq);
}

function before(seq: number): number {
  return Math.max(0, seq - 1);
}
