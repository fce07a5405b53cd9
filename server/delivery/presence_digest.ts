import { limits, type MemberSummary, type Person, type PresenceMessage } from "../../protocol.ts";

type Mover = Pick<MemberSummary, "nick" | "person">;

/**
 * Joins and leaves of a large room between two `presence` messages. Who comes and goes in between is not
 * told. Bounded by those who are in the room or have left it since.
 */
export class PresenceDigest {
  /** By nick. */
  readonly #joined = new Map<string, Person | undefined>();
  readonly #left = new Map<string, Person | undefined>();
  /** How many are in the room by now. */
  count = 0;

  get empty(): boolean {
    return this.#joined.size === 0 && this.#left.size === 0;
  }

  /** `count` with whoever joins. */
  join({ nick, person }: Mover, count: number): void {
    this.count = count;
    if (!this.#left.delete(nick)) this.#joined.set(nick, person);
  }

  /** `count` without whoever leaves. */
  leave({ nick, person }: Mover, count: number): void {
    this.count = count;
    if (!this.#joined.delete(nick)) this.#left.set(nick, person);
  }

  /** Somebody whose join is not told yet is told under the new nick. */
  rename(from: string, to: string): void {
    const person = this.#joined.get(from);
    if (this.#joined.delete(from)) this.#joined.set(to, person);
  }

  /** What to tell, at most `limits.listedMembers` names of each. */
  summary(): Omit<PresenceMessage, "type" | "room" | "ts"> {
    const [joined, joinedPersons] = firstOf(this.#joined);
    const [left, leftPersons] = firstOf(this.#left);
    return { count: this.count, joined, left, joinedPersons, leftPersons };
  }
}

/** Of as many as are named, the nicks and, in the same order, who they are. */
function firstOf(
  movers: ReadonlyMap<string, Person | undefined>,
): [nicks: string[], persons: Person[]] {
  const first = [...movers].slice(0, limits.listedMembers);
  return [first.map(([nick]) => nick), first.map(([, person = ""]) => person)];
}
