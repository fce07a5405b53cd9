import type { Member } from "../chat/room.ts";
import type { FloodGuard } from "./flood_guard.ts";
import type { Ending } from "./session.ts";

interface Absence {
  readonly member: Member;
  readonly floodGuard: FloodGuard;
  readonly end: (ending?: Ending) => void;
  readonly timer: ReturnType<typeof setTimeout>;
}

/**
 * Members whose connection is lost: for a while they stay in their rooms, and nobody is told, since most come
 * back. At the bound whoever has been away longest goes.
 */
export class Absences implements Disposable {
  readonly #forMs: number;
  readonly #max: number;
  #disposed = false;
  /** By identity, in the order in which they were lost. */
  readonly #byIdentity = new Map<string, Absence>();

  constructor({ forMs, max }: { readonly forMs: number; readonly max: number }) {
    this.#forMs = forMs;
    this.#max = max;
  }

  /**
   * `onGone` is called when the member has not come back, unless it is taken or all is disposed; with the ending
   * if it was sent away meanwhile.
   */
  add(
    identity: string,
    { member, floodGuard }: Pick<Absence, "member" | "floodGuard">,
    onGone: (ending?: Ending) => void,
  ): void {
    if (this.#disposed) return;
    const end = (ending?: Ending) => {
      if (this.take(identity) !== undefined) onGone(ending);
    };
    const timer = setTimeout(() => end(), this.#forMs);
    this.#byIdentity.set(identity, { member, floodGuard, end, timer });
    if (this.#byIdentity.size <= this.#max) return;
    const [longest] = this.#byIdentity.values();
    longest?.end();
  }

  ofIdentity(identity: string): Pick<Absence, "member" | "floodGuard"> | undefined {
    return this.#byIdentity.get(identity);
  }

  /** The member is here again. */
  take(identity: string): Member | undefined {
    const absence = this.#byIdentity.get(identity);
    if (absence === undefined) return undefined;
    clearTimeout(absence.timer);
    this.#byIdentity.delete(identity);
    return absence.member;
  }

  /** The member does not come back: what was to be done then is done now. False if it is not away. */
  giveUp(member: Member, ending?: Ending): boolean {
    for (const absence of this.#byIdentity.values()) {
      if (absence.member !== member) continue;
      absence.end(ending);
      return true;
    }
    return false;
  }

  [Symbol.dispose](): void {
    this.#disposed = true;
    for (const { timer } of this.#byIdentity.values()) clearTimeout(timer);
    this.#byIdentity.clear();
  }
}
