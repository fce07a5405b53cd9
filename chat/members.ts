import { ChatError } from "./chat_error.ts";
import type { AwayEvent, DirectEvent, RenameEvent } from "./event.ts";
import type { Member } from "./member.ts";
import { nickKey, normalizeNick, parseNick } from "./nick.ts";
import { cleanLine, parseText, parseTopic, quote } from "./text.ts";

/** Everybody who is here, each under a nick that looks like no other's. */
export class Members {
  readonly #byKey = new Map<string, Member>();

  /** Of everybody, in the order in which they came or were renamed. */
  nicks(): string[] {
    return [...this.#byKey.values()].map(({ nick }) => nick);
  }

  /** Throws `nick_invalid` or `nick_taken`. */
  enter(
    rawNick: string,
    nowMs: number,
    about: { operator?: boolean; agent?: string; address?: string } = {},
  ): Member {
    const nick = parseNick(rawNick);
    const key = nickKey(nick);
    this.#refuseIfTaken(key, nick);
    const member: Member = {
      nick,
      operator: about.operator ?? false,
      rooms: new Set(),
      enteredAt: nowMs,
      lastSpokeAt: nowMs,
      agent: about.agent === undefined ? undefined : cleanLine(about.agent),
      address: about.address,
    };
    this.#byKey.set(key, member);
    return member;
  }

  /** Frees the nick. Who exits leaves the rooms first (`Rooms.leaveAll`). */
  exit(member: Member): void {
    this.#byKey.delete(nickKey(member.nick));
  }

  /** Throws `no_such_nick`. */
  find(nick: string): Member {
    const normal = normalizeNick(nick.replace(/^@/, ""));
    const found = normal === undefined ? undefined : this.#byKey.get(nickKey(normal));
    if (found === undefined) {
      throw new ChatError("no_such_nick", `There is nobody here called ${quote(nick)}`);
    }
    return found;
  }

  /** Throws `nick_invalid` or `nick_taken`; one's own nick in another spelling is not taken. */
  rename(member: Member, rawNick: string): RenameEvent {
    const to = parseNick(rawNick);
    const from = member.nick;
    const [oldKey, newKey] = [nickKey(from), nickKey(to)];
    if (oldKey !== newKey) this.#refuseIfTaken(newKey, to);
    this.#byKey.delete(oldKey);
    this.#byKey.set(newKey, member);
    member.nick = to;
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
    const to = this.find(nick);
    const text = parseText(rawText);
    to.lastCorrespondent = member.nick;
    return { type: "direct", member, to, text, kind: "text", id };
  }

  #refuseIfTaken(key: string, nick: string): void {
    const holder = this.#byKey.get(key);
    if (holder === undefined) return;
    const why = holder.nick === nick ? "the nick is taken" : `it looks like "${holder.nick}"`;
    throw new ChatError("nick_taken", `Cannot be called "${nick}": ${why}`);
  }
}
