/** How far somebody has read: all up to that entry, and all up to that time. 0 for what is not known. */
export interface ReadPosition {
  readonly seq: number;
  /** Milliseconds since the Unix epoch; perhaps between two entries. */
  readonly ts: number;
}

/** The same of one place: a room, or what is said between two alone, by a name that no room can have. */
export interface ReadMark extends ReadPosition {
  readonly place: string;
}

export interface ReadMarksQuery {
  readonly identity: string;
  /** Absent: all places. */
  readonly place?: string;
  /** That are not yet kept. */
  readonly newer?: readonly ReadMark[];
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
  /**
   * In no order; what was marked before is in it. Each has both, a `seq` and a time: of what was not marked that of the
   * last entry up to there.
   */
  of(identity: string, place?: string): Promise<readonly ReadMark[]>;
}

export type ReadPositions = Map<string, ReadPosition>;

/** Takes a mark into others, which it takes no further back. */
export function takeMark(marks: ReadPositions, { place, seq, ts }: ReadMark): void {
  const known = marks.get(place) ?? { seq: 0, ts: 0 };
  marks.set(place, { seq: Math.max(seq, known.seq), ts: Math.max(ts, known.ts) });
}

/** Forgets those that are least far, if there are more than `maxReadMarks`. */
export function forgetMarks(marks: ReadPositions): void {
  if (marks.size <= maxReadMarks) return;
  const oldestFirst = [...marks].toSorted(([, one], [, other]) =>
    one.seq - other.seq || one.ts - other.ts
  );
  for (const [place] of oldestFirst.slice(0, -maxReadMarks)) marks.delete(place);
}

export function marksFrom(marks: ReadPositions): ReadMark[] {
  return Array.from(marks, ([place, position]) => ({ place, ...position }));
}

/** What tells one of the two from the other, of all that is kept. */
export interface Entries {
  /** 0 if there is none. */
  newestSeq(): number;
  /** The `seq` of the last entry up to this time; 0 if there is none. */
  lastSeqUpTo(ts: number): number;
  /** The time of the last entry up to this `seq`; 0 if there is none. */
  lastTsUpTo(seq: number): number;
}

/** The mark with both, and not beyond what is kept. */
export function completeMark(mark: ReadMark, entries: Entries): ReadMark {
  const upTo = mark.ts === 0 ? 0 : entries.lastSeqUpTo(mark.ts);
  const seq = Math.min(Math.max(mark.seq, upTo), entries.newestSeq());
  return { ...mark, seq, ts: Math.max(mark.ts, entries.lastTsUpTo(seq)) };
}
