import { limits, type WatchedMessage } from "../../../protocol.ts";
import { foldAscii } from "../../../helpers/text/fold_ascii.ts";

interface Entry {
  /** As the client wrote it. */
  readonly nick: string;
  /** What was told of it last. */
  known?: WatchedMessage;
}

/** `MONITOR`'s list of one client: https://ircv3.net/specs/extensions/monitor */
export class Monitored {
  readonly #entries = new Map<string, Entry>();

  /** As the client wrote them. */
  get nicks(): readonly string[] {
    return Array.from(this.#entries.values(), ({ nick }) => nick);
  }

  /** False if the list is full. */
  add(nick: string): boolean {
    const key = foldAscii(nick);
    if (this.#entries.has(key)) return true;
    if (this.#entries.size >= limits.watched) return false;
    this.#entries.set(key, { nick });
    return true;
  }

  /** False if it is not there. */
  remove(nick: string): boolean {
    return this.#entries.delete(foldAscii(nick));
  }

  /** Of that nick, in IRC's spelling, what was known until now; undefined if it is not on the list, or nothing was. */
  learn(nick: string, now: WatchedMessage): WatchedMessage | undefined {
    const entry = this.#entries.get(foldAscii(nick));
    const before = entry?.known;
    if (entry !== undefined) entry.known = now;
    return before;
  }
}
