import { foldNick, sameNick } from "../nicks.ts";
import { RememberedNicks } from "../remembered_nicks.ts";
import type { RoomState } from "../state.ts";
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

/** One place where things are said. Faces read it; `Conversations`, its owner, and the parts of that change it. */
export class Conversation {
  readonly type: "room" | "direct";
  readonly timeline = new Timeline();
  /** Who types something for it. */
  readonly typists = new Typists();
  /** Said by others and not read yet; `mentions` of those are for oneself, as all is that is direct. */
  unread = 0;
  mentions = 0;
  /** Of the first of the unread ones. */
  firstUnreadSeq: number | undefined;
  /** Of a room: all up to here came, though the newest message may have a lower one. */
  cameSeq: number | undefined;
  /** Something of what was missed is in, and its beginning marked; more is to come. */
  isCatchingUp = false;
  readonly #room: (name: string) => RoomState | undefined;
  #name: string;
  #key: string;
  /** Of a person, in this run. */
  readonly #formerNicks = new RememberedNicks();
  #lastRead: TimelineItem | undefined;
  /** Messages with a higher `seq` came after reading stopped. */
  #lastReadSeq: number | undefined;
  /** The `seq` of the last message that had come when reading stopped, if that is known. */
  #lastSaidSeq: number | undefined;
  /** What stands for `#lastRead` in a version of the timeline. */
  #mark: { readonly version: number; readonly item: TimelineItem | undefined } | undefined;

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
   * The item after which reading stopped, for a line below it; undefined if nothing was said after it. It may have
   * given way, and be no longer in the timeline: what was said there stands for it when it is fetched again.
   */
  get readMark(): TimelineItem | undefined {
    const { version } = this.timeline;
    if (this.#mark?.version !== version) this.#mark = { version, item: this.#findMark() };
    return this.#mark.item;
  }

  /** It is known where reading stopped, also if nothing was said since. */
  get isMarked(): boolean {
    return this.#findLastRead() !== undefined;
  }

  /**
   * The `seq` of the last message at or above the mark, to be fetched where that gave way; undefined if nothing was
   * said after it, or no message before it is known.
   */
  get readMarkSeq(): number | undefined {
    const seq = this.#lastSaidSeq;
    return seq === undefined || seq >= this.timeline.knownSeq ? undefined : seq;
  }

  /** What is known of the room; undefined of a person, and of a room that one is not in. */
  room(): RoomState | undefined {
    return this.type === "room" ? this.#room(this.#name) : undefined;
  }

  /** Whether it is with the person of that nick, which may be one from before. */
  isWith(nick: string): boolean {
    return sameNick(nick, this.#name) || this.#formerNicks.has(nick);
  }

  /** Of a person. */
  rename(nick: string): void {
    this.#formerNicks.add(this.#name);
    [this.#name, this.#key] = [nick, directKey(nick)];
  }

  /** Somebody else is called so now. */
  forgetFormerNick(nick: string): void {
    this.#formerNicks.delete(nick);
  }

  /** Somebody looks at it. */
  read(): void {
    [this.unread, this.mentions, this.firstUnreadSeq] = [0, 0, undefined];
  }

  /** Nobody looks at what comes from here on: `nextSeq`, if that is known. */
  markEnd(nextSeq?: number): void {
    const { items, isLive, newestSeq, knownSeq } = this.timeline;
    // Where it is not live, the end is not here.
    this.#lastRead = isLive ? items.at(-1) : undefined;
    this.#lastSaidSeq = isLive ? newestSeq : knownSeq || undefined;
    this.#lastReadSeq = this.#lastSaidSeq ?? (nextSeq === undefined ? undefined : nextSeq - 1);
    this.#mark = undefined;
    this.timeline.seal();
  }

  /** What stood at the mark is gone: it is found again where that is fetched. */
  dropMarkItem(): void {
    [this.#lastRead, this.#mark] = [undefined, undefined];
  }

  clearMark(): void {
    this.dropMarkItem();
    [this.#lastReadSeq, this.#lastSaidSeq] = [undefined, undefined];
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
    this.cameSeq = undefined;
  }

  #findMark(): TimelineItem | undefined {
    const item = this.#findLastRead();
    const { items } = this.timeline;
    const lastSaid = items.findLastIndex(({ type }) => type === "said");
    return item !== undefined && items.lastIndexOf(item) >= lastSaid ? undefined : item;
  }

  #findLastRead(): TimelineItem | undefined {
    const [item, seq] = [this.#lastRead, this.#lastReadSeq];
    const { items } = this.timeline;
    if (seq === undefined || (item !== undefined && items.lastIndexOf(item) >= 0)) return item;
    return items.findLast((each) => each.type === "said" && each.message.seq <= seq) ?? item;
  }
}
