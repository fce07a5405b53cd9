import { defaultRoom, directRoom } from "../../protocol.ts";
import { Conversation, directKey } from "./conversation.ts";
import type { ClientState } from "../state.ts";

/** At the bound a conversation with a person goes: with nothing unread if possible, and where one said least oneself. */
const maxDirect = 200;

/**
 * All conversations: rooms that were asked for at the start, in that order, and others as they were joined; then
 * persons as they came up. There is always one, the current.
 */
export class ConversationList {
  readonly #state: ClientState;
  readonly #asked: readonly string[];
  readonly #rooms: Conversation[] = [];
  readonly #directs: Conversation[] = [];
  current: Conversation;
  /** Of what is direct all is received up to here, whoever said it. */
  #directSeq: number | undefined;

  /** `asked`: the rooms asked for; begins with the first. */
  constructor(state: ClientState, asked: readonly string[]) {
    this.#state = state;
    this.#asked = asked;
    this.current = this.addRoom(asked[0] ?? defaultRoom);
  }

  /** In order. */
  get all(): readonly Conversation[] {
    return [...this.#rooms, ...this.#directs];
  }

  get directs(): readonly Conversation[] {
    return this.#directs;
  }

  /** Up to where all is read: of each room, and of what is direct, under `directRoom`. */
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

  directsReceived(seq: number): void {
    this.#directSeq = Math.max(seq, this.#directSeq ?? 0);
  }

  /** What was said is of another history. */
  clear(): void {
    for (const each of this.all) each.clear();
    this.#directSeq = undefined;
  }

  /** `key` as in `Conversation`; a person's nick may be in any case. */
  find(key: string): Conversation | undefined {
    if (!key.startsWith("@")) return this.#rooms.find((room) => room.key === key);
    const folded = directKey(key.slice(1));
    return this.#directs.find((direct) => direct.key === folded);
  }

  addRoom(name: string): Conversation {
    const room = new Conversation("room", name, (room) => this.#room(room));
    const place = this.#placeOf(name);
    const next = this.#rooms.findIndex((other) => this.#placeOf(other.name) > place);
    this.#rooms.splice(next === -1 ? this.#rooms.length : next, 0, room);
    return room;
  }

  addDirect(nick: string): Conversation {
    if (this.#directs.length >= maxDirect) {
      const others = this.#directs.filter((direct) => direct !== this.current);
      const read = others.filter(({ unread }) => unread === 0);
      const [first] = (read.length > 0 ? read : others)
        .map((direct) => ({ direct, count: ownCount(direct) }))
        .toSorted((one, other) => one.count - other.count);
      if (first !== undefined) this.remove(first.direct);
    }
    const direct = new Conversation("direct", nick, (room) => this.#room(room));
    this.#forgetFormerNick(nick);
    this.#directs.push(direct);
    return direct;
  }

  /** The person goes by another nick. */
  rename(direct: Conversation, nick: string): void {
    this.#forgetFormerNick(nick);
    direct.rename(nick);
  }

  /** Not the current one. */
  remove(conversation: Conversation): void {
    for (const list of [this.#rooms, this.#directs]) {
      const index = list.indexOf(conversation);
      if (index !== -1) list.splice(index, 1);
    }
  }

  /** So many steps further in the list, which goes round. */
  neighbour(step: number): Conversation {
    const { all } = this;
    const index = (all.indexOf(this.current) + step) % all.length;
    return all.at(index) ?? this.current;
  }

  /** The next with something unread, going round; first of all what is for oneself. */
  nextUnread(): Conversation | undefined {
    const { all } = this;
    const start = all.indexOf(this.current) + 1;
    const others = [...all.slice(start), ...all.slice(0, start)];
    return others.find(({ mentions }) => mentions > 0) ?? others.find(({ unread }) => unread > 0);
  }

  /** Nobody else is called so any more. */
  #forgetFormerNick(nick: string): void {
    for (const direct of this.#directs) direct.forgetFormerNick(nick);
  }

  #placeOf(room: string): number {
    const place = this.#asked.indexOf(room);
    return place === -1 ? Infinity : place;
  }

  #room(name: string) {
    return this.#state.rooms.get(name);
  }
}

/** How much of it one has said oneself. */
function ownCount(direct: Conversation): number {
  return direct.timeline.items
    .filter((item) => item.type === "said" && !direct.isWith(item.message.from)).length;
}
