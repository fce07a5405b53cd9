import { Conversation, directKey } from "./conversation.ts";
import type { ClientState } from "./state.ts";

/** Persons one has a conversation with at a time; after them those go first that have nothing unread. */
const maxDirect = 200;

/** All conversations: rooms as they were joined, then persons as they came up. There is always one, the current. */
export class ConversationList {
  readonly #state: ClientState;
  readonly #rooms: Conversation[] = [];
  readonly #directs: Conversation[] = [];
  current: Conversation;

  constructor(state: ClientState, room: string) {
    this.#state = state;
    this.current = this.addRoom(room);
  }

  /** In order. */
  get all(): readonly Conversation[] {
    return [...this.#rooms, ...this.#directs];
  }

  get directs(): readonly Conversation[] {
    return this.#directs;
  }

  /** `key` as in `Conversation`; a person's nick may be in any case. */
  find(key: string): Conversation | undefined {
    if (!key.startsWith("@")) return this.#rooms.find((room) => room.key === key);
    const folded = directKey(key.slice(1));
    return this.#directs.find((direct) => direct.key === folded);
  }

  addRoom(name: string): Conversation {
    return this.#add(this.#rooms, new Conversation("room", name, (room) => this.#room(room)));
  }

  addDirect(nick: string): Conversation {
    if (this.#directs.length >= maxDirect) {
      const others = this.#directs.filter((direct) => direct !== this.current);
      const oldest = others.find(({ unread }) => unread === 0) ?? others[0];
      if (oldest !== undefined) this.remove(oldest);
    }
    return this.#add(this.#directs, new Conversation("direct", nick, (room) => this.#room(room)));
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

  #add(list: Conversation[], conversation: Conversation): Conversation {
    list.push(conversation);
    return conversation;
  }

  #room(name: string) {
    return this.#state.rooms.get(name);
  }
}
