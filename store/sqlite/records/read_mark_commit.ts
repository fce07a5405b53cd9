import {
  forgetMarks,
  marksFrom,
  type ReadMark,
  type ReadMarksQuery,
  type ReadMarkStore,
  type ReadPositions,
  takeMark,
} from "../../records/read_mark_store.ts";
import type { MarksOfIdentity } from "../threads/calls.ts";

/** While nothing can be written. */
const maxIdentities = 10_000;

type MarksByIdentity = Map<string, ReadPositions>;

/** Gathers read marks, and brings them to the writer in one transaction now and then: people read all the time. */
export class ReadMarkCommit implements ReadMarkStore {
  #waiting: MarksByIdentity = new Map();
  /** On its way to the file. */
  #writing: MarksByIdentity = new Map();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #written: Promise<void> = Promise.resolve();

  constructor(
    private readonly writeAll: (marked: readonly MarksOfIdentity[]) => Promise<void>,
    private readonly read: (query: ReadMarksQuery) => Promise<readonly ReadMark[]>,
    private readonly everyMs: number,
  ) {}

  mark(identity: string, mark: ReadMark): void {
    let marks = this.#waiting.get(identity);
    if (marks === undefined) {
      if (this.#waiting.size >= maxIdentities) return;
      this.#waiting.set(identity, marks = new Map());
    }
    takeMark(marks, mark);
    forgetMarks(marks);
    this.#timer ??= setTimeout(() => void this.flush(), this.everyMs);
  }

  of(identity: string, place?: string): Promise<readonly ReadMark[]> {
    // What is written while the file is read may be missing there.
    const newer = [this.#writing, this.#waiting].flatMap((marks) => {
      return marksFrom(marks.get(identity) ?? new Map());
    });
    return this.read({ identity, place, newer });
  }

  /** Writes what waits. Resolves when that is written, or cannot be. Never rejects. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    return this.#written = this.#written.then(() => this.#write());
  }

  async #write(): Promise<void> {
    if (this.#waiting.size === 0) return;
    const writing = this.#writing = this.#waiting;
    this.#waiting = new Map();
    const marked = Array.from(writing, ([identity, marks]) => {
      return { identity, marks: marksFrom(marks) };
    });
    try {
      await this.writeAll(marked);
    } catch {
      // Tried again with what comes next.
      for (const { identity, marks } of marked) {
        const newer = this.#waiting.get(identity) ?? new Map();
        for (const mark of marks) takeMark(newer, mark);
        if (this.#waiting.size < maxIdentities) this.#waiting.set(identity, newer);
      }
    }
    this.#writing = new Map();
  }
}
