import type {
  Draft,
  Entry,
  Found,
  KnownNick,
  Page,
  PageQuery,
  Retention,
  SearchQuery,
  StoreErrorCode,
  StoreStats,
} from "../../store.ts";
import type { Sync } from "../file/database.ts";
import type { Reached } from "../writing/sequence.ts";

/** What a worker can be asked for: the question and its answer. */
export interface Calls {
  /** The first call: makes the worker the writer of a directory that is claimed. */
  openWriter: [{ readonly directory: string; readonly sync: Sync }, undefined];
  /** The first call: makes the worker a reader. */
  openReader: [{ readonly directory: string }, undefined];
  close: [undefined, undefined];
  write: [Write, readonly Outcome[]];
  /** Which of the drafts were written before: all that can be told while nothing can be written. */
  repeats: [readonly Draft[], Kept["repeats"]];
  trim: [Retention, number];
  page: [PageQuery, Page];
  newestSeq: [string | undefined, number];
  search: [SearchQuery, Found];
  whoWas: [readonly string[], KnownNick | undefined];
  stats: [undefined, StoreStats];
}

/** One transaction: the drafts of some appends, and nicks to be noted. */
export interface Write {
  readonly appends: readonly (readonly Draft[])[];
  readonly nicks: readonly KnownNick[];
}

/** What became of one append. Of kept drafts it has only what the asking side cannot count for itself. */
export type Outcome = Kept | Refused;

export interface Kept {
  readonly kind: "kept";
  /** Before the append's first draft. */
  readonly reached: Reached;
  /** Drafts that were said before, by their index, and what they repeat. */
  readonly repeats: readonly (readonly [index: number, first: Entry])[];
}

export interface Refused {
  readonly kind: "refused";
  readonly why: string;
}

export type CallName = keyof Calls;

/** Something that answers these calls. */
export interface Asked {
  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]>;
}

/** A question on its way to a worker. */
export type Request = {
  readonly [Name in CallName]: {
    readonly number: number;
    readonly name: Name;
    readonly question: Calls[Name][0];
  };
}[CallName];

/** What comes back. An error of opening has the code of its `StoreError`. */
export type Response =
  | { readonly number: number; readonly kind: "answer"; readonly answer: Calls[CallName][1] }
  | {
    readonly number: number;
    readonly kind: "error";
    readonly message: string;
    readonly code: StoreErrorCode | undefined;
  };
