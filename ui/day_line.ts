import { localDay } from "./format.ts";

/** Tells when the day changes between one message that is shown and the next. */
export class DayLine {
  #shown: string;

  constructor(nowMs: number) {
    this.#shown = localDay(nowMs);
  }

  /** The day to show above what was said at `ts`; undefined if it is known. */
  before(ts: number): string | undefined {
    const day = localDay(ts);
    if (day === this.#shown) return undefined;
    this.#shown = day;
    return day;
  }
}
