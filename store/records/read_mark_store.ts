/** How far somebody has read one place: a room, or what is said between two alone, by a name that no room can have. */
export interface ReadMark {
  readonly place: string;
  readonly seq: number;
}

/** How many are kept of each identity, those that are furthest. */
export const maxReadMarks = 300;

/**
 * Keeps how far each identity has read. Of very many identities those that were here longest ago are forgotten with
 * their marks, as `Store.remember` tells.
 */
export interface ReadMarkStore {
  /**
   * Never goes back; what is beyond the newest entry counts as up to that. Kept within about a second, with what else is
   * marked by then, and when the store is closed; where it cannot be kept, it is tried again with what comes next.
   */
  mark(identity: string, mark: ReadMark): void;
  /** In no order; what was marked before is in it. */
  of(identity: string): Promise<readonly ReadMark[]>;
}

/** Takes a mark into others: true if it is further than what was there. */
export function takeMark(marks: Map<string, number>, { place, seq }: ReadMark): boolean {
  if (seq <= (marks.get(place) ?? 0)) return false;
  marks.set(place, seq);
  return true;
}

/** Forgets those that are least far, if there are more than `maxReadMarks`. */
export function forgetMarks(marks: Map<string, number>): void {
  if (marks.size <= maxReadMarks) return;
  const oldestFirst = [...marks].toSorted(([, one], [, other]) => one - other);
  for (const [place] of oldestFirst.slice(0, -maxReadMarks)) marks.delete(place);
}

export function marksFrom(marks: ReadonlyMap<string, number>): ReadMark[] {
  return Array.from(marks, ([place, seq]) => ({ place, seq }));
}
