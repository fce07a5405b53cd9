import { foldNick, sameNick } from "../helpers/text/nicks.ts";
import { setNewest } from "../helpers/set_newest.ts";
import type { Person, SaidMessage, ServerMessage } from "../protocol.ts";

/** Somebody as one is told of them; without `person`, which older servers leave out, the nick is all that is known. */
export interface Somebody {
  readonly nick: string;
  readonly person?: Person;
}

/** Whether both are the same person or, where that is not known, are called the same. */
export function isSame(one: Somebody, other: Somebody): boolean {
  if (one.person === undefined || other.person === undefined) return sameNick(one.nick, other.nick);
  return one.person === other.person;
}

/** Those whom a message names by nick and person; the last is whoever had that nick last. */
export function namedIn(message: ServerMessage): readonly Somebody[] {
  switch (message.type) {
    case "welcome":
    case "join":
    case "leave":
    case "away":
    case "profile":
    case "typing":
    case "whois":
      return [message];
    case "watched":
      return message.here ? [message] : [];
    case "joined":
    case "members":
      return message.members;
    case "presence": {
      const { joined, left, joinedPersons = [], leftPersons = [] } = message;
      const movers = (nicks: readonly string[], persons: readonly Person[]) =>
        nicks.map((nick, index) => ({ nick, person: persons[index] }));
      return [...movers(left, leftPersons), ...movers(joined, joinedPersons)];
    }
    case "rename":
      return [
        { nick: message.from, person: message.person },
        { nick: message.to, person: message.person },
      ];
    case "topic":
    case "settings":
      return [{ nick: message.by, person: message.person }];
    case "invited":
      return [{ nick: message.by, person: message.byPerson }];
    case "moderation":
      return [
        ...message.nick === undefined ? [] : [{ nick: message.nick, person: message.person }],
        ...message.roles,
        { nick: message.by, person: message.byPerson },
      ];
    case "message":
    case "signal":
      return [{ nick: message.from, person: message.person }];
    case "direct":
      return [
        { nick: message.to, person: message.toPerson },
        { nick: message.from, person: message.person },
      ];
    case "history":
    case "directs":
    case "results":
    case "left":
    case "rooms":
    case "addresses":
    case "invitation":
    case "stats":
    case "audit":
    case "conversations":
    case "metadata":
    case "notice":
    case "error":
    case "login":
    case "sasl":
    case "read":
    case "ping":
    case "pong":
    case "bye":
      return [];
    default:
      return message satisfies never;
  }
}

/** More than are in a room of a usual server; beyond, those heard of longest ago are forgotten. */
const maxNicks = 20_000;

/** Who is called what, as far as one was told; a nick that nobody has now is that of who had it last. */
export class People {
  /** By the folded nick. */
  readonly #byNick = new Map<string, Person>();
  /** What each was called last. */
  readonly #nicks = new Map<Person, string>();

  personOf(nick: string): Person | undefined {
    return this.#byNick.get(foldNick(nick));
  }

  /** What somebody is called now, who had that nick then. */
  nickOf({ nick, person }: Somebody): string {
    return (person === undefined ? undefined : this.#nicks.get(person)) ?? nick;
  }

  /** Live, and so newer than all before. */
  apply(message: ServerMessage): void {
    for (const { nick, person } of namedIn(message)) {
      if (person === undefined) continue;
      this.#setPerson(nick, person);
      this.#setNick(person, nick);
    }
  }

  /** From the history, oldest first: it never replaces what is known, which is newer. */
  applyPage(messages: readonly SaidMessage[]): void {
    for (const message of messages.toReversed()) {
      for (const { nick, person } of namedIn(message)) {
        if (person === undefined) continue;
        if (this.personOf(nick) === undefined) this.#setPerson(nick, person);
        if (!this.#nicks.has(person)) this.#setNick(person, nick);
      }
    }
  }

  clear(): void {
    this.#byNick.clear();
    this.#nicks.clear();
  }

  #setPerson(nick: string, person: Person): void {
    setNewest(this.#byNick, foldNick(nick), person, maxNicks);
  }

  #setNick(person: Person, nick: string): void {
    setNewest(this.#nicks, person, nick, maxNicks);
  }
}
