import { defaultRoom, directRoom, type Person, type SaidMessage } from "../../protocol.ts";
import { sameNick } from "../../helpers/text/nicks.ts";
import type { Somebody } from "../people.ts";
import type { Settings } from "../settings/settings.ts";
import type { ClientState } from "../state.ts";
import { setNewest } from "../../helpers/set_newest.ts";
import type { ReadPlace } from "../chat_client.ts";
import { Conversation, directKey, roomKey } from "./conversation.ts";

export interface ConversationsOptions {
  /** Of the client whose events are applied. */
  readonly state: ClientState;
  readonly settings: () => Settings;
  /** When something happens, in milliseconds since the epoch. */
  readonly nowMs: () => number;
  /** Of a clock that never goes back: for who types. */
  readonly monotonicMs: () => number;
  /** Asked for when connecting; the first is where one is until one goes elsewhere. */
  readonly rooms: readonly string[];
}

/** At the bound a conversation with a person goes: with nothing unread if possible, and where one said least oneself. */
const maxDirect = 200;
/** As many as a server keeps, and some. */
const maxReadElsewhere = 400;

/** All conversations, and which of them is looked at. There is always one, the current. Only methods change it. */
export class ConversationList {
  readonly #rooms: Conversation[] = [];
  readonly #directs: Conversation[] = [];
  readonly directs: readonly Conversation[] = this.#directs;
  /** The one that is looked at; where one is in no room and talks to nobody, a room that one is not in. */
  current: Conversation;
  /** Whether the terminal, or the page, is what the person types in. */
  focused = true;
  /** Of what is direct all is received up to here, whoever said it. */
  #directSeq: number | undefined;
  /** How far the person has read on other devices, and before: by room (`#`) or person (`@`), also where nothing is yet. */
  readonly #readElsewhere = new Map<string, number>();

  constructor(protected readonly options: ConversationsOptions) {
    this.current = this.addRoom(options.rooms[0] ?? defaultRoom);
  }

  /** Rooms asked for at the start, in that order, and others as they were joined; then persons as they came up. */
  get list(): readonly Conversation[] {
    return [...this.#rooms, ...this.#directs];
  }

  get totals(): { readonly unread: number; readonly highlights: number } {
    const sum = (of: "unread" | "highlights") => this.list.reduce((sum, each) => sum + each[of], 0);
    return { unread: sum("unread"), highlights: sum("highlights") };
  }

  /** Up to where the person has read each room, and what is direct under `directRoom`: for `ChatClient.markRead`. */
  get readSeqs(): ReadonlyMap<string, number> {
    const seqs = new Map<string, number>();
    for (const { name, readSeq } of this.#rooms) {
      if (readSeq !== undefined) seqs.set(name, readSeq);
    }
    const unread = this.#directs.filter(({ unread }) => unread > 0);
    const before = unread.map(({ readSeq = 0 }) => readSeq);
    if (this.#directSeq !== undefined) seqs.set(directRoom, Math.min(this.#directSeq, ...before));
    return seqs;
  }

  /** The same by room or person, for `ChatClient.tellRead`. */
  get readPlaces(): readonly ReadPlace[] {
    return this.list.flatMap(({ type, name, person, readSeq: seq }): ReadPlace[] => {
      if (seq === undefined) return [];
      if (type === "room") return [{ room: name, seq }];
      return person === undefined ? [] : [{ with: person, seq }];
    });
  }

  /** The person has read so far, on another device or before. */
  readElsewhere(read: ReadPlace): void {
    const key = "with" in read ? `@${read.with}` : roomKey(read.room);
    const seq = Math.max(read.seq, this.#readElsewhere.get(key) ?? 0);
    setNewest(this.#readElsewhere, key, seq, maxReadElsewhere);
    const conversation = "with" in read
      ? this.#directs.find(({ person }) => person === read.with)
      : this.find(key);
    conversation?.readElsewhere(seq);
  }

  /** May be told as often as one likes. */
  setFocused(focused: boolean): void {
    if (focused === this.focused) return;
    if (!focused) this.#leave();
    this.focused = focused;
    this.#look();
  }

  /** Being current and focused is being read, unless somebody reads above the end. */
  isRead(conversation: Conversation): boolean {
    return this.focused && conversation === this.current && !conversation.timeline.held;
  }

  /** Nobody holds the current timeline any more: what came meanwhile is read. May be told at any time. */
  endReached(): void {
    if (this.current.unread > 0) this.#look();
  }

  /** Does nothing for one that is not in the list any more. */
  switchTo(conversation: Conversation): void {
    if (!this.list.includes(conversation)) return;
    if (conversation !== this.current) this.#leave();
    this.current = conversation;
    this.#look();
  }

  /** `key` as in `Conversation`; a person's nick may be in any case. */
  find(key: string): Conversation | undefined {
    if (!key.startsWith("@")) return this.#rooms.find((room) => room.key === key);
    const folded = directKey(key.slice(1));
    return this.#directs.find((direct) => direct.key === folded);
  }

  /** By its place in the list, from 1 on. */
  numbered(number: number): Conversation | undefined {
    return this.list[number - 1];
  }

  /** So many steps further in the list, which goes round; a negative step goes back. */
  neighbour(step: number): Conversation {
    const { list } = this;
    return list.at((list.indexOf(this.current) + step) % list.length) ?? this.current;
  }

  /** The next with something unread, going round; first of all what is for oneself. */
  nextUnread(): Conversation | undefined {
    const { list } = this;
    const start = list.indexOf(this.current) + 1;
    const others = [...list.slice(start), ...list.slice(0, start)];
    return others.find(({ highlights }) => highlights > 0) ??
      others.find(({ unread }) => unread > 0);
  }

  /** The conversation with somebody: by who it is, as far as that is known, else by the nick. */
  findDirect({ nick, person }: Somebody): Conversation | undefined {
    const called = this.find(directKey(nick));
    if (person === undefined) return called;
    return this.#directs.find((direct) => direct.person === person) ??
      (called?.person === undefined ? called : undefined);
  }

  /** Whether what was said in a conversation stands in another: a server went by the nick, which somebody else has now. */
  isElsewhere(said: SaidMessage, conversation: Conversation): boolean {
    if (said.type !== "direct") return false;
    const { to: nick, toPerson: person } = said;
    if (person !== undefined && conversation.person !== undefined) {
      return person !== conversation.person;
    }
    const found = this.findDirect({ nick, person });
    return found !== undefined && found !== conversation;
  }

  /** The nick that it has is somebody else's now. */
  tellOtherPerson({ name, timeline }: Conversation): void {
    const text = `Somebody else is called ${name} now`;
    timeline.append({ type: "note", ts: this.options.nowMs(), text });
  }

  /**
   * The conversation with a person, begun if there is none; without `person`, with whoever has the nick, or had it last.
   * Does not go there.
   */
  openDirect(
    nick: string,
    person: Person | undefined = this.options.state.people.personOf(nick),
  ): Conversation {
    const known = this.findDirect({ nick, person });
    if (known !== undefined) {
      if (known.person === undefined && person !== undefined) this.#setPerson(known, person);
      return known;
    }
    const former = this.#directs.find((each) => each.isFormer && sameNick(each.name, nick));
    if (former !== undefined) this.tellOtherPerson(former);
    if (this.#directs.length >= maxDirect) this.#removeOneDirect();
    const direct = new Conversation("direct", nick, this.options.state);
    if (person !== undefined) this.#setPerson(direct, person);
    this.#forgetFormerNick(nick);
    this.#directs.push(direct);
    return direct;
  }

  addRoom(name: string): Conversation {
    const room = new Conversation("room", name, this.options.state);
    room.readElsewhere(this.#readElsewhere.get(room.key) ?? 0);
    const order = this.#orderOf(name);
    const next = this.#rooms.findIndex((other) => this.#orderOf(other.name) > order);
    this.#rooms.splice(next === -1 ? this.#rooms.length : next, 0, room);
    return room;
  }

  /** The person goes by another nick. */
  rename(direct: Conversation, nick: string): void {
    this.#forgetFormerNick(nick);
    direct.rename(nick);
  }

  /** `next`: where to go if that was the current one; absent: to the first of one's rooms, or anywhere. */
  remove(conversation: Conversation, next?: Conversation): void {
    for (const list of [this.#rooms, this.#directs]) {
      const index = list.indexOf(conversation);
      if (index !== -1) list.splice(index, 1);
    }
    if (conversation !== this.current) return;
    const { list } = this;
    const other = next ?? list.find((each) => each.room !== undefined) ?? list[0];
    this.switchTo(other ?? this.addRoom(defaultRoom));
  }

  directsReceived(seq: number): void {
    this.#directSeq = Math.max(seq, this.#directSeq ?? 0);
  }

  /** What was said is of another history. */
  clear(): void {
    for (const each of this.list) each.clear();
    this.#directSeq = undefined;
    this.#readElsewhere.clear();
  }

  #setPerson(direct: Conversation, person: Person): void {
    direct.person = person;
    direct.readElsewhere(this.#readElsewhere.get(`@${person}`) ?? 0);
  }

  /** Before looking elsewhere: marks how far the current one is read. What is unread there stays so. */
  #leave(): void {
    if (this.focused && this.current.unread === 0) this.current.setMark();
  }

  #look(): void {
    if (this.isRead(this.current)) this.current.read();
  }

  #removeOneDirect(): void {
    const others = this.#directs.filter((direct) => direct !== this.current);
    const read = others.filter(({ unread }) => unread === 0);
    const [first] = (read.length > 0 ? read : others)
      .map((direct) => ({ direct, count: ownCount(direct) }))
      .toSorted((one, other) => one.count - other.count);
    if (first !== undefined) this.remove(first.direct);
  }

  /** Nobody else is called so any more. */
  #forgetFormerNick(nick: string): void {
    for (const direct of this.#directs) direct.forgetFormerNick(nick);
  }

  #orderOf(room: string): number {
    const index = this.options.rooms.indexOf(room);
    return index === -1 ? Infinity : index;
  }
}

/** How much of it one has said oneself. */
function ownCount(direct: Conversation): number {
  return direct.timeline.items
    .filter((item) => item.type === "said" && !direct.isWith(item.message.from)).length;
}
