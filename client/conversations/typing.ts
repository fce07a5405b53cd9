import { typingEveryMs, typingForgottenAfterMs } from "../../protocol.ts";
import { foldNick } from "../../helpers/text/nicks.ts";

/** When to tell others that one types. */
export class TypingNotes {
  /** By the conversation, whose name may change. */
  readonly #sentAtMs = new WeakMap<object, number>();

  /**
   * The draft for a conversation has changed. True if a note is to be sent now; it counts as sent then. Never for an
   * empty draft, nor for a command. `nowMs`: of a clock that never goes back.
   */
  typed(conversation: object, draft: string, nowMs: number): boolean {
    const isCommand = draft.startsWith("/") && !draft.startsWith("//");
    const sentAtMs = this.#sentAtMs.get(conversation) ?? -Infinity;
    if (isCommand || draft.trim() === "" || nowMs - sentAtMs < typingEveryMs) return false;
    this.#sentAtMs.set(conversation, nowMs);
    return true;
  }
}

/** More at once are not told apart. */
const maxTypists = 100;

/** Who types in one place now, as far as one was told. Times are of a clock that never goes back. */
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
      if (nowMs - atMs >= typingForgottenAfterMs) this.#heard.delete(key);
    }
  }
}
