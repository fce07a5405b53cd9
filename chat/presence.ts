import { limits } from "../protocol.ts";

export interface PresenceNames {
  readonly joined: readonly string[];
  readonly left: readonly string[];
}

/**
 * Joins and leaves of a large room between two `presence` messages. Who comes and goes in between is not
 * told. Bounded by those who are in the room or have left it since.
 */
export class PresenceDigest {
  readonly #joined = new Set<string>();
  readonly #left = new Set<string>();

  get empty(): boolean {
    return this.#joined.size === 0 && this.#left.size === 0;
  }

  join(nick: string): void {
    if (!this.#left.delete(nick)) this.#joined.add(nick);
  }

  leave(nick: string): void {
    if (!this.#joined.delete(nick)) this.#left.add(nick);
  }

  /** Whose join is still to be told is told under the new nick. */
  rename(from: string, to: string): void {
    if (this.#joined.delete(from)) this.#joined.add(to);
  }

  /** What to tell, at most `limits.listedMembers` names of each. */
  names(): PresenceNames {
    const first = (names: Set<string>) => [...names].slice(0, limits.listedMembers);
    return { joined: first(this.#joined), left: first(this.#left) };
  }
}
