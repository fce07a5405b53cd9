import { reasonOf } from "../../helpers/reason_of.ts";
import { within } from "../../helpers/within.ts";
import type { Store } from "../../store/store.ts";

/** Whether what is said now can be kept, and if not why, for a program and for a person. */
export type Keeping =
  | { readonly isKeeping: true }
  | {
    readonly isKeeping: false;
    readonly reason: "disk_full" | "no_answer" | "storage_failed" | "stopping";
    readonly message: string;
  };

export interface StoreHealthOptions {
  readonly store: Pick<Store, "tryWriting">;
  readonly monotonicMs?: () => number;
  /** What was found out is good for so long: however many ask, the store is tried no more often. */
  readonly freshMs?: number;
  /** A store that takes longer does not keep anything now. */
  readonly answerWithinMs?: number;
}

const stopping: Keeping = {
  ...{ isKeeping: false, reason: "stopping" },
  message: "The server is stopping",
};
const noAnswer: Keeping = {
  ...{ isKeeping: false, reason: "no_answer" },
  message: "The history does not answer: its disk may hang",
};

/** Knows whether messages can be kept right now: by the last that was or, where that is some time ago, by trying. */
export class StoreHealth {
  readonly #store: Pick<Store, "tryWriting">;
  readonly #monotonicMs: () => number;
  readonly #freshMs: number;
  readonly #answerWithinMs: number;
  #found: Keeping = { isKeeping: true };
  #foundAtMs = -Infinity;
  #failedAtMs: number | undefined;
  #trying: Promise<Keeping> | undefined;
  #isStopping = false;

  constructor(options: StoreHealthOptions) {
    const { monotonicMs = () => performance.now(), freshMs = 5000, answerWithinMs = 2000 } =
      options;
    this.#store = options.store;
    this.#monotonicMs = monotonicMs;
    this.#freshMs = freshMs;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Something was kept. */
  noteKept(): void {
    this.#note({ isKeeping: true });
  }

  /** Something was not: perhaps by its own fault, so whoever asks next finds out. */
  noteFailed(): void {
    this.#failedAtMs = this.#monotonicMs();
    this.#foundAtMs = -Infinity;
  }

  /** From now on nothing is taken on. */
  noteStopping(): void {
    this.#isStopping = true;
  }

  /** Milliseconds since something could not be kept; undefined where all was. */
  get failedAgoMs(): number | undefined {
    return this.#failedAtMs === undefined ? undefined : this.#monotonicMs() - this.#failedAtMs;
  }

  /** Never rejects. */
  async check(): Promise<Keeping> {
    if (this.#isStopping) return stopping;
    if (this.#monotonicMs() - this.#foundAtMs < this.#freshMs) return this.#found;
    this.#trying ??= this.#try().finally(() => this.#trying = undefined);
    return await this.#trying;
  }

  async #try(): Promise<Keeping> {
    const tried = this.#store.tryWriting().then((): Keeping => ({ isKeeping: true }), failing);
    const found = await within(this.#answerWithinMs, tried) ?? noAnswer;
    this.#note(found);
    return found;
  }

  #note(found: Keeping): void {
    this.#found = found;
    this.#foundAtMs = this.#monotonicMs();
  }
}

/** In words of ours: an error of the system may name files, which are nobody's business. */
function failing(error: unknown): Keeping {
  const isFull = /full|no space|quota/i.test(reasonOf(error));
  return isFull
    ? {
      ...{ isKeeping: false, reason: "disk_full" },
      message: "The disk of the history is full: nothing that is said can be kept",
    }
    : {
      ...{ isKeeping: false, reason: "storage_failed" },
      message: "The history cannot be written to: the server's log says why",
    };
}
