import type { Person, SayToPerson } from "../../protocol.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { Accounts } from "./accounts.ts";
import { ChatError } from "../chat_error.ts";
import type {
  AwayEvent,
  DirectEvent,
  DirectToAbsentEvent,
  DirectToLastEvent,
  RenameEvent,
  TypingDirectEvent,
  Words,
} from "../event.ts";
import type { Member } from "./member.ts";
import { may } from "../permissions.ts";
import { isReserved, nickKeys, normalizeNick, parseNick, readingsOf } from "./nick.ts";
import type { ClientFacts } from "../request.ts";
import { toldProfile } from "./profile.ts";
import { parseSaying } from "../saying.ts";
import { cleanLine, parseAway, quote } from "../text.ts";

/** What else there is to a direct message; a text if it has no kind. */
type DirectOptions = Partial<Omit<SayToPerson, "type" | "to" | "text">>;

/** Everybody who is here, each under a nick that looks like no other's. */
export class Members {
  readonly #byIdentity = new Map<string, Member>();
  readonly #byPerson = new Map<Person, Member>();
  /** Each member under all keys of its nick; no two share one. */
  readonly #byKey = new Map<string, Member>();

  /** What the server's names are read as. */
  readonly #serverNames: ReadonlySet<string>;

  /** `accounts`: who has reserved nicks. `reservedNicks`: the server's names, which nobody is to pass for. */
  constructor(
    private readonly accounts: Accounts = new Accounts(),
    reservedNicks: readonly string[] = [],
  ) {
    this.#serverNames = readingsOf(reservedNicks);
  }

  /** Of everybody, in the order in which they came. */
  nicks(): string[] {
    return [...this.#byIdentity.values()].map(({ nick }) => nick);
  }

  all(): IteratorObject<Member> {
    return this.#byIdentity.values();
  }

  /** With the console. */
  get count(): number {
    return this.#byIdentity.size;
  }

  /** Undefined for who is not here. */
  ofPerson(person: Person): Member | undefined {
    return this.#byPerson.get(person);
  }

  /** Undefined if the identity is not here. */
  get(identity: string): Member | undefined {
    return this.#byIdentity.get(identity);
  }

  /** A nick that nobody has, here or not, in the form that is kept. Throws as `enter` does, or `account_exists`. */
  parseFree(rawNick: string): string {
    const [account] = this.accounts.holdersOf(rawNick);
    if (account !== undefined) {
      const problem = `There is an account "${account.nick}" already`;
      throw new ChatError("account_exists", `${problem}: log in, or choose another name`);
    }
    this.#refuseIfTaken(rawNick, "");
    const nick = parseNick(rawNick);
    this.#refuseReserved(nick, undefined);
    return nick;
  }

  /** The identity must not be here yet. Throws `nick_invalid`, `nick_taken` or `nick_reserved`. */
  enter(
    identity: string,
    rawNick: string,
    nowMs: number,
    about: ClientFacts & Partial<Pick<Member, "isConsole" | "person">> = {},
  ): Member {
    this.#refuseIfTaken(rawNick, identity);
    const nick = parseNick(rawNick);
    if (about.isConsole !== true) this.#refuseReserved(nick, identity);
    const member: Member = {
      identity,
      person: about.person,
      nick,
      isConsole: about.isConsole ?? false,
      sessions: new Map(),
      rooms: new Set(),
      enteredAt: nowMs,
    };
    Object.assign(member, factsOf(about));
    this.#byIdentity.set(identity, member);
    if (member.person !== undefined) this.#byPerson.set(member.person, member);
    this.#hold(member);
    return member;
  }

  /** The member is somebody else from now on, who is not here. */
  identify(member: Member, identity: string, person: Person): void {
    this.#byIdentity.delete(member.identity);
    if (member.person !== undefined) this.#byPerson.delete(member.person);
    member.identity = identity;
    member.person = person;
    this.#byIdentity.set(identity, member);
    this.#byPerson.set(person, member);
  }

  /** Frees the nick. Who exits leaves the rooms first (`Rooms.leaveAll`). */
  exit(member: Member): void {
    this.#byIdentity.delete(member.identity);
    if (member.person !== undefined) this.#byPerson.delete(member.person);
    this.#letGo(member);
    // Otherwise members who are gone would keep each other in memory.
    member.lastCorrespondent = undefined;
  }

  /**
   * Somebody who was here all the time, but perhaps for the connection, comes again, perhaps under another nick;
   * undefined if under the same. Throws as `enter` does.
   */
  comeBack(member: Member, rawNick: string, about: ClientFacts): RenameEvent | undefined {
    const isSame = parseNick(rawNick) === member.nick;
    const renamed = isSame ? undefined : this.rename(member, rawNick);
    Object.assign(member, factsOf(about));
    member.lostBy = undefined;
    return renamed;
  }

  /** Undefined if nobody here is called so, or nobody can be. */
  lookUp(nick: string): Member | undefined {
    const normal = normalizeNick(bareNick(nick));
    const keys = normal === undefined ? [] : nickKeys(normal);
    return keys.map((key) => this.#byKey.get(key)).find((member) => member !== undefined);
  }

  /** Throws `no_such_nick`. */
  find(nick: string): Member {
    const found = this.lookUp(nick);
    if (found === undefined) {
      throw new ChatError("no_such_nick", `There is nobody here called ${quote(nick)}`);
    }
    return found;
  }

  /** The same of the person, if one is given, whatever its nick. */
  findMeant(nick: string, person: Person | undefined): Member {
    return this.#meant(nick, person) ?? this.find(nick);
  }

  /**
   * Throws as `enter` does or, since nobody else may ever pass for an operator, `not_allowed`.
   * One's own nick in another spelling is not taken.
   */
  rename(member: Member, rawNick: string): RenameEvent {
    if (!may(member, "rename")) {
      throw new ChatError("not_allowed", `The console is always called "${member.nick}"`);
    }
    this.#refuseIfTaken(rawNick, member.identity, member);
    const to = parseNick(rawNick);
    this.#refuseReserved(to, member.identity);
    const from = member.nick;
    this.#letGo(member);
    member.nick = to;
    this.#hold(member);
    return { type: "rename", identity: member.identity, from, to, rooms: [...member.rooms] };
  }

  setAway(member: Member, reason: string): AwayEvent {
    member.away = parseAway(reason);
    member.isAwayByItself = false;
    const { identity, nick, away: text, rooms } = member;
    return { type: "away", identity, nick, text, rooms: [...rooms] };
  }

  /** Undefined if the member was not away. */
  setBack(member: Member): AwayEvent | undefined {
    if (member.away === undefined) return undefined;
    member.away = undefined;
    member.isAwayByItself = false;
    const { identity, nick, rooms } = member;
    return { type: "away", identity, nick, rooms: [...rooms] };
  }

  /**
   * To whoever has the nick, here or not, or reserved it; with `toPerson`, to that person alone. Throws `nick_invalid`, `text_empty` or
   * `text_too_long`.
   */
  sayDirect(
    member: Member,
    nick: string,
    rawText: string,
    options: DirectOptions = {},
  ): DirectEvent | DirectToAbsentEvent {
    const { toPerson: person } = options;
    const to = this.#meant(nick, person);
    if (to !== undefined) return tell(to, wordsOf(member, rawText, options), member);
    const bare = bareNick(nick);
    // Of a person the nick may be any, and none.
    const absent = person === undefined ? parseNick(bare) : normalizeNick(bare) ?? "";
    const words = wordsOf(member, rawText, options);
    const owner = person === undefined ? this.#ownerOf(absent) : undefined;
    return {
      type: "directToAbsent",
      ...words,
      nick: absent,
      person,
      keys: nickKeys(absent),
      owner,
    };
  }

  /** To whoever last said something to the member alone, here or not, under any nick. Throws as `sayDirect` does. */
  reply(member: Member, rawText: string, id?: string): DirectEvent | DirectToLastEvent {
    const to = member.lastCorrespondent;
    const words = wordsOf(member, rawText, { id });
    const isHere = to !== undefined && this.get(to.identity) === to;
    return isHere ? tell(to, words, member) : { type: "directToLast", ...words };
  }

  /** Undefined where there is nobody to tell: to oneself, and to whoever is not here. */
  typeDirect(member: Member, nick: string, person?: Person): TypingDirectEvent | undefined {
    const to = this.#meant(nick, person);
    if (to === undefined || to === member) return undefined;
    return {
      ...{ type: "typingDirect", identity: member.identity },
      ...{ nick: member.nick, toIdentity: to.identity },
    };
  }

  /** Who has the nick now, or the person, whatever its nick. Undefined for who is not here. */
  #meant(nick: string, person: Person | undefined): Member | undefined {
    return person === undefined ? this.lookUp(nick) : this.#byPerson.get(person);
  }

  #ownerOf(nick: string): DirectToAbsentEvent["owner"] {
    const { identity, nick: reserved } = this.accounts.lookUp(nick) ?? {};
    if (identity === undefined || reserved === undefined) return undefined;
    return { identity, nick: reserved };
  }

  #hold(member: Member): void {
    for (const key of nickKeys(member.nick)) this.#byKey.set(key, member);
  }

  #letGo(member: Member): void {
    for (const key of nickKeys(member.nick)) this.#byKey.delete(key);
  }

  /** Whose account had the nick before the server was called so keeps it. */
  #refuseReserved(nick: string, identity: string | undefined): void {
    const isOwn = identity !== undefined && this.accounts.get(identity)?.nick === nick;
    if (!isReserved(nick, isOwn ? undefined : this.#serverNames)) return;
    throw new ChatError("nick_taken", `Cannot be called "${nick}": the word is reserved`);
  }

  /** Before the nick is parsed: whose it looks like says more than what is wrong with it. */
  #refuseIfTaken(rawNick: string, identity: string, by?: Member): void {
    const nick = normalizeNick(rawNick);
    if (nick === undefined) return;
    const problem = `Cannot be called ${quote(nick)}`;
    // A client asks for the password then.
    const advice = "if that is you, come in with its password or with a /link code";
    const holders = nickKeys(nick).map((key) => this.#byKey.get(key));
    const holder = holders.find((holder) => holder !== undefined && holder !== by);
    if (holder !== undefined) {
      const why = holder.nick === nick ? "the nick is taken" : `it looks like "${holder.nick}"`;
      const isReserved = this.accounts.get(holder.identity)?.nick === holder.nick;
      throw isReserved
        ? new ChatError("nick_reserved", `${problem}: ${why}; ${advice}`)
        : new ChatError("nick_taken", `${problem}: ${why}`);
    }
    const owner = this.accounts.holdersOf(nick).find((account) => account.identity !== identity);
    if (owner?.nick === undefined) return;
    const why = owner.nick === nick
      ? "the nick is reserved for somebody who has it already"
      : `it looks like "${owner.nick}", which is reserved for somebody`;
    throw new ChatError("nick_reserved", `${problem}: ${why}; ${advice}`);
  }
}

/** Of what a client has told, what is kept of it, cleaned. */
export function factsOf({ agent, ...facts }: ClientFacts): ClientFacts {
  const { address, isExempt, encryption, device, host } = facts;
  const cleaned = agent === undefined ? undefined : cleanLine(agent);
  return { agent: cleaned, address, isExempt, encryption, device, host, ...toldProfile(facts) };
}

function wordsOf(
  { identity, nick: from }: Member,
  rawText: string,
  { kind = "text", id, replyTo, joins, tags }: DirectOptions,
): Words {
  return { identity, from, ...parseSaying({ text: rawText, kind, id, replyTo, joins, tags }) };
}

function tell(to: Member, words: Words, member: Member): DirectEvent {
  to.lastCorrespondent = member;
  return { type: "direct", ...words, toIdentity: to.identity, to: to.nick };
}
