import { defaultRoom, type ServerMessage } from "../../protocol.ts";
import type { Call } from "./call.ts";
import type { ClientEvent } from "../client_event.ts";
import { type Conversation, directKey, roomKey } from "./conversation.ts";
import { ConversationList } from "./conversation_list.ts";
import type { ConversationsOptions } from "./conversations_options.ts";
import { Happenings } from "./happenings.ts";
import { Intake } from "./intake.ts";
import { refusedRoom } from "../connection/refused_room.ts";
import type { TimelineItem } from "./timeline_item.ts";

const nowhereText = "You are in no room: /join ROOM";

/** All that is said to a person, by where: rooms and persons, which of them is looked at, and what is unread. */
export class Conversations {
  readonly #options: ConversationsOptions;
  readonly #list: ConversationList;
  readonly #intake: Intake;
  readonly #happenings: Happenings;
  /** Rooms that joining does not lead to: asked for at the start, or joined before. */
  readonly #known: Set<string>;
  /** Rooms asked for at the start that the server has neither let one into nor refused. */
  readonly #awaited: Set<string>;
  #focused = true;
  /** The item that tells that one is in no room, while that is so. */
  #nowhere: TimelineItem | undefined;

  constructor(options: ConversationsOptions) {
    this.#options = options;
    const rooms = options.rooms.length === 0 ? [defaultRoom] : options.rooms;
    this.#known = new Set(rooms);
    this.#awaited = new Set(rooms);
    this.#list = new ConversationList(options.state, rooms);
    this.#intake = new Intake(this.#list, options, (conversation) => this.isRead(conversation));
    this.#happenings = new Happenings(this.#list, options);
  }

  /**
   * Rooms asked for at the start, in that order, and others as they were joined; then persons as they came up.
   * Never empty.
   */
  get list(): readonly Conversation[] {
    return this.#list.all;
  }

  /** The one that is looked at; where one is in no room and talks to nobody, a room that one is not in. */
  get current(): Conversation {
    return this.#list.current;
  }

  /** Whether the terminal, or the page, is what the person types in; true at first. */
  get focused(): boolean {
    return this.#focused;
  }

  get totals(): { readonly unread: number; readonly mentions: number } {
    const sum = (of: "unread" | "mentions") => this.list.reduce((sum, each) => sum + each[of], 0);
    return { unread: sum("unread"), mentions: sum("mentions") };
  }

  /** May be told as often as one likes. */
  setFocused(focused: boolean): void {
    if (focused === this.#focused) return;
    if (!focused) this.#leave();
    this.#focused = focused;
    this.#look();
  }

  /** Being current and focused is being read, unless somebody reads above the end. */
  isRead(conversation: Conversation): boolean {
    return this.#focused && conversation === this.current && !conversation.timeline.held;
  }

  /** Nobody holds the current timeline any more: what came meanwhile is read. May be told at any time. */
  endReached(): void {
    if (this.current.unread > 0) this.#look();
  }

  /** Up to where the person has read each room, and what is direct under `directRoom`: for `ChatClient.markRead`. */
  get readSeqs(): ReadonlyMap<string, number> {
    return this.#list.readSeqs;
  }

  /** Does nothing for one that is not in the list any more. */
  switchTo(conversation: Conversation): void {
    if (!this.list.includes(conversation)) return;
    if (conversation !== this.current) this.#leave();
    this.#list.current = conversation;
    this.#look();
  }

  /** `key` as in `Conversation`; a person's nick may be in any case. */
  find(key: string): Conversation | undefined {
    return this.#list.find(key);
  }

  /** The conversation with a person, begun if there is none. Does not go there. */
  openDirect(nick: string): Conversation {
    return this.find(directKey(nick)) ?? this.#list.addDirect(nick);
  }

  /** Until something is said in it again. A room is left instead, by the server's `/leave`. */
  closeDirect(conversation: Conversation): void {
    if (conversation.type !== "direct") return;
    const other = this.neighbour(-1);
    const isNowhere = this.#remove(conversation, other === conversation ? undefined : other);
    if (isNowhere) this.#tellNowhere();
  }

  /** So many steps further in the list, which goes round; a negative step goes back. */
  neighbour(step: number): Conversation {
    return this.#list.neighbour(step);
  }

  /** By its place in the list, from 1 on. */
  numbered(number: number): Conversation | undefined {
    return this.list[number - 1];
  }

  /** The next with something unread, going round; first of all what is for oneself. */
  nextUnread(): Conversation | undefined {
    return this.#list.nextUnread();
  }

  /** What the client itself tells, in the current conversation. */
  tell(text: string): void {
    this.current.timeline.append({ type: "told", ts: this.#options.nowMs(), text });
  }

  /** Puts what comes in its place. Gives what the person may want to hear of: at most one for an event. */
  apply(event: ClientEvent): readonly Call[] {
    const call = this.#applyEvent(event);
    return call === undefined ? [] : [call];
  }

  #applyEvent(event: ClientEvent): Call | undefined {
    switch (event.type) {
      case "message":
        return this.#applyMessage(event.message);
      case "history":
        return this.#intake.applyPage(event);
      case "connected":
        // What the client told before the first connection stays.
        if (event.again && !event.resumed) this.#list.clear();
        return undefined;
      case "disconnected":
      case "closed":
        for (const each of this.list) each.disconnected();
        return undefined;
      default:
        return event satisfies never;
    }
  }

  #applyMessage(message: ServerMessage): Call | undefined {
    if (message.type === "message" || message.type === "direct") {
      return this.#intake.applyLive(message);
    }
    if (message.type === "joined") this.#joined(message.room);
    const isNowhere = message.type === "left" ? this.#left(message.room) : this.#refused(message);
    this.#happenings.apply(message);
    if (isNowhere) this.#tellNowhere();
    return undefined;
  }

  /** Before looking elsewhere: marks how far the current one is read. What is unread there stays so. */
  #leave(): void {
    const { current } = this;
    if (this.#focused && current.unread === 0) current.setMark();
  }

  #look(): void {
    if (this.isRead(this.current)) this.current.read();
  }

  /** Goes where the person has just joined, and stays after a reconnection, which joins all rooms again. */
  #joined(room: string): void {
    const isNew = !this.#known.has(room);
    this.#known.add(room);
    this.#awaited.delete(room);
    const joined = this.find(roomKey(room)) ?? this.#list.addRoom(room);
    if (this.#isNowhere) this.#moveTo(joined);
    else if (isNew) this.switchTo(joined);
  }

  /** True if that leaves one in no room. */
  #refused(message: ServerMessage): boolean {
    const room = refusedRoom(message);
    if (room === undefined || !this.#awaited.delete(room)) return false;
    this.#known.delete(room);
    if (this.#isNowhere) {
      const other = this.list.find((each) => each.room() !== undefined);
      if (other !== undefined) this.#moveTo(other);
      return other === undefined && this.#awaited.size === 0;
    }
    const refused = this.find(roomKey(room));
    if (refused !== undefined && refused !== this.current) this.#list.remove(refused);
    return false;
  }

  /** The current one is a room that one has left or was not let into. */
  get #isNowhere(): boolean {
    const { current } = this;
    const isIn = current.room() !== undefined || this.#awaited.has(current.name);
    return current.type === "room" && !isIn;
  }

  /** From nowhere. What was told there comes along. */
  #moveTo(room: Conversation): void {
    const before = this.current;
    this.switchTo(room);
    for (const item of before.timeline.items) {
      if (item.type !== "said" && item !== this.#nowhere) room.timeline.append(item);
    }
    this.#nowhere = undefined;
    this.#list.remove(before);
  }

  /** True if that leaves one in no room. */
  #left(room: string): boolean {
    this.#known.delete(room);
    const left = this.find(roomKey(room));
    return left !== undefined && this.#remove(left);
  }

  /**
   * `next`: where to go if that was the current one; absent: to the first of one's rooms, or anywhere. True if there
   * is nowhere to go: the current one is a room then that one is not in.
   */
  #remove(conversation: Conversation, next?: Conversation): boolean {
    this.#list.remove(conversation);
    if (conversation !== this.current) return false;
    const { list } = this;
    const other = next ?? list.find((each) => each.room() !== undefined) ?? list[0];
    this.switchTo(other ?? this.#list.addRoom(defaultRoom));
    return other === undefined;
  }

  #tellNowhere(): void {
    this.#nowhere = { type: "told", ts: this.#options.nowMs(), text: nowhereText };
    this.current.timeline.append(this.#nowhere);
  }
}
