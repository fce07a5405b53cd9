import {
  forgetMarks,
  marksFrom,
  type ReadMark,
  type ReadMarkStore,
  takeMark,
} from "../records/read_mark_store.ts";

/** As many as have nicks. */
const maxIdentities = 10_000;

export class MemoryReadMarks implements ReadMarkStore {
  /** Those marked longest ago first. */
  readonly #byIdentity = new Map<string, Map<string, number>>();

  constructor(private readonly newestSeq: () => number) {}

  mark(identity: string, { place, seq }: ReadMark): void {
    const marks = this.#byIdentity.get(identity) ?? new Map<string, number>();
    this.#byIdentity.delete(identity);
    this.#byIdentity.set(identity, marks);
    takeMark(marks, { place, seq: Math.min(seq, this.newestSeq()) });
    forgetMarks(marks);
    const [longest] = this.#byIdentity.keys();
    if (this.#byIdentity.size > maxIdentities && longest !== undefined) {
      this.#byIdentity.delete(longest);
    }
  }

  of(identity: string): Promise<readonly ReadMark[]> {
    return Promise.resolve(marksFrom(this.#byIdentity.get(identity) ?? new Map()));
  }
}
