/** The last `seq` and `ts` given. Both threads count on from here, so that not every one has to be sent. */
export interface Reached {
  readonly seq: number;
  readonly ts: number;
}

/**
 * Gives entries their `seq` and `ts`. One sequence and one clock for all rooms: they go on where all entries of a
 * room are forgotten, and a time can be looked for by bisection.
 */
export class Sequence {
  #seq: number;
  #ts: number;

  constructor({ seq, ts }: Reached) {
    this.#seq = seq;
    this.#ts = ts;
  }

  get reached(): Reached {
    return { seq: this.#seq, ts: this.#ts };
  }

  /** What `next` would give. */
  peek(ts: number): Reached {
    return { seq: this.#seq + 1, ts: Math.max(this.#ts, ts) };
  }

  next(ts: number): Reached {
    const reached = this.peek(ts);
    [this.#seq, this.#ts] = [reached.seq, reached.ts];
    return reached;
  }
}
