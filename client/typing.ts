import { typingEveryMs, typingForgottenAfterMs } from "../protocol.ts";
import { foldNick } from "./nicks.ts";

/** When to tell others that one types. */
export class TypingNotes {
  /** By place, those of the last `typingEveryMs` only. */
  readonly #sentAtMs = new Map<string, number>();

  /**
   * The draft for a place has changed. True if a note is to be sent now; it counts as sent then. Never for an
   * empty draft, nor for a command.
   */
  typed(place: string, draft: string, nowMs: number): boolean {
    for (const [sentTo, atMs] of this.#sentAtMs) {
      if (nowMs - atMs >= typingEveryMs) this.#sentAtMs.delete(sentTo);
    }
    const isCommand = draft.startsWith("/") && !draft.startsWith("//");
    if (isCommand || draft.trim() === "" || this.#sentAtMs.has(place)) return false;
    this.#sentAtMs.set(place, nowMs);
    return true;
  }
}

/** More at once are not told apart. */
const maxTypists = 100;

/** Who types in one place now, as far as one was told. */
export class Typists {
  /** By folded nick; whoever was heard last is last. */
  readonly #heard = new Map<string, { readonly nick: string; readonly atMs: number }>();

  heard(nick: string, nowMs: number): void {
    const key = foldNick(nick);
    this.#heard.delete(key);
    this.#forget(nowMs);
    if (this.#heard.size < maxTypists) this.#heard.set(key, { nick, atMs: nowMs });
  }

  /** It has said something, or is gone. */
  stopped(nick: string): void {
    this.#heard.delete(foldNick(nick));
  }

  clear(): void {
    this.#heard.clear();
  }

  /** In the order in which they were heard last; it changes with time alone. */
  nicks(nowMs: number): readonly string[] {
    this.#forget(nowMs);
    return [...this.#heard.values()].map(({ nick }) => nick);
  }

  #forget(nowMs: number): void {
    for (const [key, { atMs }] of this.#heard) {
      if (nowMs - atMs < typingForgottenAfterMs) return;
      this.#heard.delete(key);
    }
  }
}
