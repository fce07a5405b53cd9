import { ChatError } from "./chat_error.ts";
import type { AwayEvent, DirectEvent, RenameEvent } from "./event.ts";
import type { Member } from "./member.ts";
import { nickKeys, normalizeNick, parseNick } from "./nick.ts";
import { cleanLine, parseText, parseTopic, quote } from "./text.ts";

/** Everybody who is here, each under a nick that looks like no other's. */
export class Members {
  readonly #all = new Set<Member>();
  /** Each member under all keys of its nick; no two share one. */
  readonly #byKey = new Map<string, Member>();

  /** Of everybody, in the order in which they came. */
  nicks(): string[] {
    return [...this.#all].map(({ nick }) => nick);
  }

  /** Throws what `enter` would, but for what `leaving` holds. */
  checkFree(rawNick: string, leaving?: Member): void {
    this.#refuseIfTaken(parseNick(rawNick), leaving);
  }

  /** Throws `nick_invalid` or `nick_taken`. */
  enter(
    rawNick: string,
    nowMs: number,
    about: { operator?: boolean; agent?: string; address?: string } = {},
  ): Member {
    const nick = parseNick(rawNick);
    this.#refuseIfTaken(nick);
    const member: Member = {
      nick,
      operator: about.operator ?? false,
      rooms: new Set(),
      enteredAt: nowMs,
      lastSpokeAt: nowMs,
      agent: about.agent === undefined ? undefined : cleanLine(about.agent),
      address: about.address,
    };
    this.#all.add(member);
    this.#hold(member);
    return member;
  }

  /** Frees the nick. Who exits leaves the rooms first (`Rooms.leaveAll`). */
  exit(member: Member): void {
    this.#all.delete(member);
    this.#letGo(member);
    // Or those who are gone would keep each other in memory.
    member.lastCorrespondent = undefined;
  }

  /** Throws `no_such_nick`. */
  find(nick: string): Member {
    const normal = normalizeNick(nick.replace(/^@/, ""));
    const keys = normal === undefined ? [] : nickKeys(normal);
    const found = keys.map((key) => this.#byKey.get(key)).find((member) => member !== undefined);
    if (found === undefined) {
      throw new ChatError("no_such_nick", `There is nobody here called ${quote(nick)}`);
    }
    return found;
  }

  /**
   * Throws `nick_invalid`, `nick_taken` or, since nobody else may ever pass for an operator, `not_allowed`.
   * One's own nick in another spelling is not taken.
   */
  rename(member: Member, rawNick: string): RenameEvent {
    if (member.operator) {
      throw new ChatError("not_allowed", `The operator is always called "${member.nick}"`);
    }
    const to = parseNick(rawNick);
    const from = member.nick;
    this.#refuseIfTaken(to, member);
    this.#letGo(member);
    member.nick = to;
    this.#hold(member);
    return { type: "rename", member, from, to };
  }

  setAway(member: Member, reason: string): AwayEvent {
    member.away = parseTopic(reason);
    return { type: "away", member, text: member.away };
  }

  /** Undefined if the member was not away. */
  setBack(member: Member): AwayEvent | undefined {
    if (member.away === undefined) return undefined;
    member.away = undefined;
    return { type: "away", member };
  }

  /** Throws `no_such_nick`, `text_empty` or `text_too_long`. */
  sayDirect(member: Member, nick: string, rawText: string, id?: string): DirectEvent {
    return this.#tell(member, this.find(nick), rawText, id);
  }

  /** To whoever last said something to the member alone. Throws as `sayDirect` does. */
  reply(member: Member, rawText: string, id?: string): DirectEvent {
    const to = member.lastCorrespondent;
    if (to === undefined) {
      throw new ChatError("no_such_nick", "Nobody has sent you a direct message yet");
    }
    if (!this.#all.has(to)) {
      throw new ChatError("no_such_nick", `"${to.nick}" is not here any more`);
    }
    return this.#tell(member, to, rawText, id);
  }

  #tell(member: Member, to: Member, rawText: string, id?: string): DirectEvent {
    const text = parseText(rawText);
    to.lastCorrespondent = member;
    return { type: "direct", member, to, text, kind: "text", id };
  }

  #hold(member: Member): void {
    for (const key of nickKeys(member.nick)) this.#byKey.set(key, member);
  }

  #letGo(member: Member): void {
    for (const key of nickKeys(member.nick)) this.#byKey.delete(key);
  }

  #refuseIfTaken(nick: string, by?: Member): void {
    const holders = nickKeys(nick).map((key) => this.#byKey.get(key));
    const holder = holders.find((holder) => holder !== undefined && holder !== by);
    if (holder === undefined) return;
    const why = holder.nick === nick ? "the nick is taken" : `it looks like "${holder.nick}"`;
    throw new ChatError("nick_taken", `Cannot be called "${nick}": ${why}`);
  }
}
