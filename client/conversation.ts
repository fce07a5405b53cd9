import { foldNick } from "./nicks.ts";
import type { RoomState } from "./state.ts";
import { Timeline } from "./timeline.ts";
import type { TimelineItem } from "./timeline_item.ts";
import { Typists } from "./typing.ts";

/** A room's name is taken as the server has it. */
export function roomKey(room: string): string {
  return `#${room}`;
}

export function directKey(nick: string): string {
  return `@${foldNick(nick)}`;
}

/** One place where things are said. Faces read it; `Conversations`, its owner, changes it. */
export class Conversation {
  readonly type: "room" | "direct";
  readonly timeline = new Timeline();
  /** Who types something for it. */
  readonly typists = new Typists();
  /** Said by others and not read yet; `mentions` of those are for oneself, as all is that is direct. */
  unread = 0;
  mentions = 0;
  /** Something of what was missed is in, and its beginning marked; more is to come. */
  isCatchingUp = false;
  readonly #room: (name: string) => RoomState | undefined;
  #name: string;
  #key: string;
  #lastRead: TimelineItem | undefined;

  constructor(
    type: "room" | "direct",
    name: string,
    room: (name: string) => RoomState | undefined,
  ) {
    this.type = type;
    this.#name = name;
    this.#key = type === "room" ? roomKey(name) : directKey(name);
    this.#room = room;
  }

  /** `#lobby`, or `@bob`, whose nick is folded: unique, and for a person it changes with the nick. */
  get key(): string {
    return this.#key;
  }

  /** Without the sign in front. */
  get name(): string {
    return this.#name;
  }

  /**
   * The item after which reading stopped, for a line below it; undefined if nothing came after it. It may have
   * given way, and be no longer in the timeline.
   */
  get readMark(): TimelineItem | undefined {
    return this.#lastRead === this.timeline.items.at(-1) ? undefined : this.#lastRead;
  }

  /** What is known of the room; undefined of a person, and of a room that one is not in. */
  room(): RoomState | undefined {
    return this.type === "room" ? this.#room(this.#name) : undefined;
  }

  /** Of a person. */
  rename(nick: string): void {
    [this.#name, this.#key] = [nick, directKey(nick)];
  }

  /** Somebody looks at it. */
  read(): void {
    [this.unread, this.mentions] = [0, 0];
  }

  /** Nobody looks at what comes from here on. */
  markEnd(): void {
    this.#lastRead = this.timeline.items.at(-1);
    this.timeline.seal();
  }

  clearMark(): void {
    this.#lastRead = undefined;
  }

  /** The connection is lost. */
  disconnected(): void {
    this.isCatchingUp = false;
    this.typists.clear();
  }

  /** What was said here is of no history any more. */
  clear(): void {
    this.timeline.clear();
    this.clearMark();
    this.disconnected();
    this.read();
  }
}
