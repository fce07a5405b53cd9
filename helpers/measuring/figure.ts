import type { Histogram } from "./histogram.ts";

interface Named {
  /** By Prometheus's rules: what it is of, and its unit in full; `_total` for what only grows. */
  readonly name: string;
  /** What it tells, and what to make of it, for a person. */
  readonly help: string;
}

/** One value of a figure, with a value for each of its labels. */
export interface Sample {
  readonly labels?: readonly string[];
  readonly value: number;
}

/** What only grows while the server runs, or what goes up and down. */
export interface NumberFigure extends Named {
  readonly type: "counter" | "gauge";
  /** Names of the labels, if it is told apart by some. Their values come from closed lists: each makes a series. */
  readonly labels?: readonly string[];
  /** The values right now. */
  read(): Iterable<Sample> | Promise<Iterable<Sample>>;
}

export interface HistogramFigure extends Named {
  readonly type: "histogram";
  readonly histogram: Histogram;
}

/** Something that is measured, as plain data: knows nothing of who asks for it. */
export type Figure = NumberFigure | HistogramFigure;
