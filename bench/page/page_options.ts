import type { MeasureOptions } from "../measure.ts";

export interface PageOptions extends MeasureOptions {
  /** For what the history and the like of servers take. */
  readonly folder: string;
  /** For how long the page is watched in a busy room. */
  readonly minutes: number;
}
