import { profileOf } from "../chat/people/profile.ts";
import { foldAscii } from "../helpers/text/fold_ascii.ts";
import { limits, type WatchedMessage, type WatchRequest } from "../protocol.ts";
import type { ChatState, Outcome } from "./chat_state.ts";
import type { Participants, ParticipantSession } from "./participants.ts";
import { refuse } from "./refuse.ts";

export interface WatchDeskOptions {
  readonly chat: Pick<ChatState, "members">;
  readonly participants: Participants;
}

interface Watched {
  readonly sessions: Set<ParticipantSession>;
  told: WatchedMessage;
}

/** In UTF-16 code units: nobody is called by a longer one. */
const longestNick = 2 * limits.nickLength;

/** Tells sessions who has the nicks that they watch: at most `limits.watched` each. */
export class WatchDesk {
  /** By the nick, as it is compared. */
  readonly #byNick = new Map<string, Watched>();
  readonly #bySession = new Map<ParticipantSession, Set<string>>();

  /** Nicks whose state may be another one than was told. */
  readonly #touched = new Set<string>();

  constructor(private readonly options: WatchDeskOptions) {}

  take(session: ParticipantSession, { nicks, off, id }: WatchRequest): void {
    for (const nick of nicks) {
      if (off === true) this.#stop(session, foldAscii(nick));
      else if (nick.length > longestNick) {
        session.recipient.send({ type: "watched", nick, here: false, id });
      } else if (!this.#begin(session, nick, id)) {
        const why = `Cannot watch "${nick}": you watch ${limits.watched} nicks already`;
        return refuse(session, "list_full", why, { id });
      }
    }
  }

  /** Something of that identity may become another. */
  touch(identity: string): void {
    if (this.#byNick.size === 0) return;
    const { chat, participants } = this.options;
    // Who is gone for the rules is here until its sessions are told.
    const members = [chat.members.get(identity), participants.get(identity)?.member];
    for (const member of members) {
      if (member !== undefined) this.#touched.add(foldAscii(member.nick));
    }
  }

  /** Before it is told to those whom it concerns. */
  noteOutcome(outcome: Outcome): void {
    if (!("identity" in outcome) || outcome.identity === undefined) return;
    this.touch(outcome.identity);
    if (outcome.type === "rename") this.#touched.add(foldAscii(outcome.from));
  }

  /** Tells what has become of all that was touched. */
  tell(): void {
    for (const key of this.#touched) {
      const watched = this.#byNick.get(key);
      if (watched === undefined) continue;
      const now = this.#stateOf(watched.told.nick);
      if (JSON.stringify(now) === JSON.stringify(watched.told)) continue;
      watched.told = now;
      for (const { recipient } of watched.sessions) recipient.send(now);
    }
    this.#touched.clear();
  }

  /** The session is over. Idempotent. */
  forget(session: ParticipantSession): void {
    for (const key of this.#bySession.get(session) ?? []) this.#stop(session, key);
  }

  #begin(session: ParticipantSession, nick: string, id: string | undefined): boolean {
    const key = foldAscii(nick);
    const own = this.#bySession.get(session) ?? new Set();
    if (!own.has(key) && own.size >= limits.watched) return false;
    this.#bySession.set(session, own.add(key));
    const watched = this.#byNick.get(key) ?? { sessions: new Set(), told: this.#stateOf(nick) };
    this.#byNick.set(key, watched);
    watched.sessions.add(session);
    session.recipient.send({ ...watched.told, id });
    return true;
  }

  #stop(session: ParticipantSession, key: string): void {
    const own = this.#bySession.get(session);
    own?.delete(key);
    if (own?.size === 0) this.#bySession.delete(session);
    const watched = this.#byNick.get(key);
    watched?.sessions.delete(session);
    if (watched?.sessions.size === 0) this.#byNick.delete(key);
  }

  #stateOf(nick: string): WatchedMessage {
    const member = this.options.chat.members.lookUp(nick);
    // The rules find look-alikes too.
    const isHere = member !== undefined && !member.isConsole &&
      foldAscii(member.nick) === foldAscii(nick);
    if (!isHere) return { type: "watched", nick, here: false };
    const { person, away } = member;
    return { type: "watched", nick: member.nick, here: true, person, away, ...profileOf(member) };
  }
}
