import { limits, type PresenceMessage } from "../../protocol.ts";

/**
 * Joins and leaves of a large room between two `presence` messages. Who comes and goes in between is not
 * told. Bounded by those who are in the room or have left it since.
 */
export class PresenceDigest {
  readonly #joined = new Set<string>();
  readonly #left = new Set<string>();
  /** How many are in the room by now. */
  count = 0;

  get empty(): boolean {
    return this.#joined.size === 0 && this.#left.size === 0;
  }

  /** `count` with whoever joins. */
  join(nick: string, count: number): void {
    this.count = count;
    if (!this.#left.delete(nick)) this.#joined.add(nick);
  }

  /** `count` without whoever leaves. */
  leave(nick: string, count: number): void {
    this.count = count;
    if (!this.#joined.delete(nick)) this.#left.add(nick);
  }

  /** Whose join is still to be told is told under the new nick. */
  rename(from: string, to: string): void {
    if (this.#joined.delete(from)) this.#joined.add(to);
  }

  /** What to tell, at most `limits.listedMembers` names of each. */
  summary(): Pick<PresenceMessage, "count" | "joined" | "left"> {
    const first = (names: Set<string>) => [...names].slice(0, limits.listedMembers);
    return { count: this.count, joined: first(this.#joined), left: first(this.#left) };
  }
}
