import {
  defaultRoom,
  type DirectMessage,
  type JoinedMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { ClientEvent } from "../client_event.ts";
import { refusedRoom } from "../connection/refused_room.ts";
import type { Alert } from "./alert.ts";
import { sameNick } from "../../helpers/text/nicks.ts";
import { type Conversation, roomKey } from "./conversation.ts";
import { ConversationList, type ConversationsOptions } from "./conversation_list.ts";
import { asSaid } from "./topic_message.ts";
import { Happenings } from "./happenings.ts";
import { Intake } from "./intake.ts";

const nowhereText = "You are in no room: /join ROOM";

/** All that is said to a person, by where. Events come to it; where one is follows from them. */
export class Conversations extends ConversationList {
  readonly #intake: Intake;
  readonly #happenings: Happenings;
  /** Rooms that joining does not lead to: asked for at the start, and not let into or refused yet, or joined before. */
  readonly #known: Map<string, "asked" | "joined">;
  /** It was told that one is in no room, and that is so still. */
  #toldNowhere = false;

  constructor(options: ConversationsOptions) {
    super(options);
    const rooms = options.rooms.length === 0 ? [defaultRoom] : options.rooms;
    this.#known = new Map(rooms.map((room) => [room, "asked"]));
    this.#intake = new Intake(this, options);
    this.#happenings = new Happenings(this, options);
  }

  /** Until something is said in it again. A room is left instead, by the server's `/leave`. */
  closeDirect(conversation: Conversation): void {
    if (conversation.type !== "direct") return;
    const other = this.neighbour(-1);
    this.remove(conversation, other === conversation ? undefined : other);
    this.#tellIfNowhere();
  }

  /** What the client itself tells, by default in the current conversation. */
  tell(text: string, conversation: Conversation = this.current): void {
    conversation.timeline.append({ type: "note", ts: this.options.nowMs(), text });
  }

  /** What concerns all conversations, as that there is no connection, or one again. */
  tellEverywhere(text: string): void {
    for (const each of this.list) this.tell(text, each);
  }

  /** What the client itself tells in the current conversation, where it is to stand out. */
  warn(text: string): void {
    const ts = this.options.nowMs();
    this.current.timeline.append({ type: "note", ts, text, isWarning: true });
  }

  /** What was said from a conversation to somebody elsewhere is heard. */
  tellEcho(message: DirectMessage, conversation: Conversation): void {
    conversation.timeline.append({ type: "echo", message });
    const { type, name } = conversation;
    if (type === "direct" && sameNick(name, message.to)) this.tellOtherPerson(conversation);
  }

  /** Puts what comes in its place. Gives what the person may want to hear of. */
  apply(event: ClientEvent): Alert | undefined {
    switch (event.type) {
      case "message":
        return this.#applyMessage(event.message);
      case "history":
        return this.#intake.applyPage(event);
      case "connected":
        // What the client told before the first connection stays.
        if (event.again && !event.resumed) this.clear();
        return undefined;
      case "arrived":
        this.#happenings.arrived(event.joined);
        return undefined;
      case "ready":
        return undefined;
      case "disconnected":
      case "closed":
        for (const each of this.list) each.disconnected();
        return undefined;
      default:
        return event satisfies never;
    }
  }

  #applyMessage(message: ServerMessage): Alert | undefined {
    if (message.type === "message" || message.type === "direct") {
      return this.#intake.applyLive(message);
    }
    // It is kept, and stands where it would in a page.
    const topic = message.type === "topic" ? asSaid(message) : undefined;
    if (topic !== undefined) return this.#intake.applyLive(topic);
    if (message.type === "read") {
      this.readElsewhere(message);
      return undefined;
    }
    if (message.type === "joined") this.#joined(message);
    else if (message.type === "left") this.#left(message.room);
    else this.#refused(refusedRoom(message));
    this.#happenings.apply(message);
    // The server may still let one into a room that was asked for.
    const mayCome = message.type !== "left" && [...this.#known.values()].includes("asked");
    if (!mayCome) this.#tellIfNowhere();
    return undefined;
  }

  /** Goes where the person has just joined here, not on another device; a reconnection joins all rooms again. */
  #joined({ room, id }: JoinedMessage): void {
    const tellsWho = this.options.state.features.includes("sessions");
    const isNew = !this.#known.has(room) && (id !== undefined || !tellsWho);
    this.#known.set(room, "joined");
    const joined = this.find(roomKey(room)) ?? this.addRoom(room);
    if (this.#isNowhere) this.#moveTo(joined);
    else if (isNew) this.switchTo(joined);
  }

  #left(room: string): void {
    this.#known.delete(room);
    const left = this.find(roomKey(room));
    if (left !== undefined) this.remove(left);
  }

  #refused(room: string | undefined): void {
    if (room === undefined || this.#known.get(room) !== "asked") return;
    this.#known.delete(room);
    if (this.#isNowhere) {
      const other = this.list.find((each) => each.room !== undefined);
      if (other !== undefined) this.#moveTo(other);
      return;
    }
    const refused = this.find(roomKey(room));
    if (refused !== undefined && refused !== this.current) this.remove(refused);
  }

  /** The current one is a room that one has left or was not let into. */
  get #isNowhere(): boolean {
    const { type, name, room } = this.current;
    return type === "room" && room === undefined && this.#known.get(name) !== "asked";
  }

  /** From nowhere. What was told there comes along. */
  #moveTo(room: Conversation): void {
    const before = this.current;
    this.switchTo(room);
    for (const item of before.timeline.items) {
      const isOver = item.type === "note" && item.text === nowhereText;
      if (item.type !== "said" && !isOver) room.timeline.append(item);
    }
    this.#toldNowhere = false;
    this.remove(before);
  }

  /** Once. */
  #tellIfNowhere(): void {
    if (this.#toldNowhere || !this.#isNowhere) return;
    this.#toldNowhere = true;
    this.tell(nowhereText);
  }
}
