import { foldNick, sameNick } from "../../helpers/text/nicks.ts";
import type { Person } from "../../protocol.ts";
import type { TypingTarget } from "../chat_client.ts";
import { RememberedNicks } from "../remembered_nicks.ts";
import type { ClientState, RoomState } from "../state.ts";
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

/** Where what is typed in a conversation is to go: to the person that it is with, whatever its nick is by now. */
export function targetOf({ type, name, person }: Conversation): TypingTarget {
  return type === "room" ? { room: name } : { to: name, toPerson: person };
}

/** An item, or `start` above the first one. */
export type ReadMark = TimelineItem | "start";

interface Unread {
  readonly seq: number;
  readonly isHighlight: boolean;
}

/** Of more, all count as unread until somebody looks. */
const maxUnread = 10_000;

/** One place where things are said. Faces read it; `Conversations`, its owner, and the parts of that change it. */
export class Conversation {
  readonly timeline = new Timeline();
  /** Who types something for it. */
  readonly typists = new Typists();
  /** Part of what was missed is here, with a mark above; more pages follow. */
  isCatchingUp = false;
  /** All up to here is read: just before what is unread, or all that was received. Undefined while nothing was. */
  readSeq: number | undefined;
  /** Said by others after `readSeq`. */
  unread = 0;
  /** Of those, what is for oneself, as all is that is direct. */
  highlights = 0;
  /** Who it is with, over nicks; undefined of a room, and while that is not known. */
  person: Person | undefined;
  /** It is known how far the person had read before this run, or on another device. */
  isReadElsewhere = false;
  /** What is unread, as far as it is remembered; oldest first. */
  #unread: Unread[] = [];
  /** Of a person, in this run. */
  readonly #formerNicks = new RememberedNicks();
  /** `readSeq` when reading stopped. */
  #markSeq: number | undefined;

  /** `name`: without the sign in front. */
  constructor(
    readonly type: "room" | "direct",
    public name: string,
    private readonly state: Pick<ClientState, "rooms" | "people">,
  ) {}

  /** `#lobby`, or `@bob`, whose nick is folded: unique, and for a person it changes with the nick. */
  get key(): string {
    if (this.type === "room") return roomKey(this.name);
    // No nick has a blank in it.
    return this.isFormer ? `${directKey(this.name)} ${this.person}` : directKey(this.name);
  }

  /** Of a person: somebody else is called so now, and under which nick this one is known is not. */
  get isFormer(): boolean {
    if (this.person === undefined) return false;
    const holder = this.state.people.personOf(this.name);
    return holder !== undefined && holder !== this.person;
  }

  /**
   * The item below which the line of what is new stands: what was said last when reading stopped, or what stands above
   * the first message if that is new. Undefined where the line is not in the timeline, or nothing was said since.
   */
  get readMark(): ReadMark | undefined {
    const [seq, { items, oldestSeq = Infinity, newestSeq = 0 }] = [this.#markSeq, this.timeline];
    if (seq === undefined || seq < oldestSeq - 1 || seq >= newestSeq) return undefined;
    return items.findLast((item) => item.type === "said" && item.message.seq <= seq) ??
      items[items.findIndex(({ type }) => type === "said") - 1] ?? "start";
  }

  /** The `seq` of that line, here or not; undefined if nothing was said after it. */
  get readMarkSeq(): number | undefined {
    const seq = this.#markSeq;
    return seq === undefined || seq >= this.timeline.knownSeq ? undefined : seq;
  }

  /** What is known of the room; undefined of a person, and of a room that one is not in. */
  get room(): RoomState | undefined {
    return this.type === "room" ? this.state.rooms.get(this.name) : undefined;
  }

  /** A room that one is not in. */
  get isOutside(): boolean {
    return this.type === "room" && this.room === undefined;
  }

  /** Of a person: as it is called now, and was before. */
  get nicks(): readonly string[] {
    return [this.name, ...this.#formerNicks.all];
  }

  /** Whether it is with the person of that nick, which may be one from before. */
  isWith(nick: string): boolean {
    return sameNick(nick, this.name) || this.#formerNicks.has(nick);
  }

  /** Of a person. */
  rename(nick: string): void {
    this.#formerNicks.add(this.name);
    this.name = nick;
  }

  /** Somebody else is called so now. */
  forgetFormerNick(nick: string): void {
    this.#formerNicks.delete(nick);
  }

  /** Somebody looks at it. */
  read(): void {
    [this.unread, this.highlights, this.#unread] = [0, 0, []];
    if (this.timeline.knownSeq > 0) this.received(this.timeline.knownSeq);
  }

  /** All up to `seq` is received and, where nothing is unread, read. */
  received(seq: number): void {
    if (this.unread === 0) this.readSeq = Math.max(seq, this.readSeq ?? 0);
  }

  /** The next that comes is unread. */
  countUnread(seq: number, isHighlight: boolean): void {
    if (this.unread === 0) {
      // Where nobody looked since the mark was set, it stays.
      if (this.#markSeq === undefined) this.setMark(seq);
      this.readSeq = Math.max(0, seq - 1);
    }
    this.unread++;
    if (isHighlight) this.highlights++;
    this.#unread.push({ seq, isHighlight });
    if (this.#unread.length > maxUnread) this.#unread.shift();
  }

  /** The person has read so far on another device, or before: never takes back what is read here. */
  readElsewhere(seq: number): void {
    if (seq > 0) this.isReadElsewhere = true;
    if (seq <= (this.readSeq ?? 0)) return;
    this.readSeq = seq;
    if (this.unread === 0) return;
    // What is not remembered any more is older.
    this.#unread = this.#unread.filter((unread) => unread.seq > seq);
    this.unread = this.#unread.length;
    this.highlights = this.#unread.filter(({ isHighlight }) => isHighlight).length;
    this.#markSeq = this.unread === 0 ? undefined : seq;
    this.received(this.timeline.knownSeq);
  }

  /** Whether that is read, here or elsewhere. */
  isReadUpTo(seq: number): boolean {
    return seq <= (this.readSeq ?? 0);
  }

  /** One of the unread ones is deleted. */
  uncountUnread(seq: number, isHighlight: boolean): void {
    if (this.unread === 0) return;
    this.#unread = this.#unread.filter((unread) => unread.seq !== seq);
    this.unread--;
    if (isHighlight && this.highlights > 0) this.highlights--;
    this.received(this.timeline.knownSeq);
  }

  /** Nobody looks at what comes from here on: `nextSeq`, if that is known. */
  setMark(nextSeq?: number): void {
    this.#markSeq = this.readSeq ?? (nextSeq === undefined ? undefined : nextSeq - 1);
  }

  clearMark(): void {
    this.#markSeq = undefined;
  }

  /** What follows does not adjoin what was read: if that was all, the mark will be between both. */
  leaveOut(): void {
    if (this.unread === 0 && !this.isCatchingUp) this.readSeq = this.#markSeq = undefined;
  }

  /** The connection is lost. */
  disconnected(): void {
    this.isCatchingUp = false;
    this.typists.clear();
  }

  /** What was said here is of no history any more. */
  clear(): void {
    this.timeline.clear();
    this.disconnected();
    [this.unread, this.highlights, this.#unread] = [0, 0, []];
    this.isReadElsewhere = false;
    this.readSeq = this.#markSeq = this.person = undefined;
  }
}
