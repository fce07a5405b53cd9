import {
  completeMark,
  type Entries,
  forgetMarks,
  marksFrom,
  type ReadMark,
  type ReadMarkStore,
  type ReadPositions,
  takeMark,
} from "../records/read_mark_store.ts";

/** As many as have nicks. */
const maxIdentities = 10_000;

export class MemoryReadMarks implements ReadMarkStore {
  /** Those marked longest ago first. */
  readonly #byIdentity = new Map<string, ReadPositions>();

  constructor(private readonly entries: Entries) {}

  mark(identity: string, mark: ReadMark): void {
    const marks: ReadPositions = this.#byIdentity.get(identity) ?? new Map();
    this.#byIdentity.delete(identity);
    this.#byIdentity.set(identity, marks);
    takeMark(marks, completeMark(mark, this.entries));
    forgetMarks(marks);
    const [longest] = this.#byIdentity.keys();
    if (this.#byIdentity.size > maxIdentities && longest !== undefined) {
      this.#byIdentity.delete(longest);
    }
  }

  of(identity: string, place?: string): Promise<readonly ReadMark[]> {
    const marks = marksFrom(this.#byIdentity.get(identity) ?? new Map());
    return Promise.resolve(
      place === undefined ? marks : marks.filter((mark) => mark.place === place),
    );
  }
}
