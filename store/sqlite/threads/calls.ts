import type {
  Appended,
  ConversationsQuery,
  Entry,
  EntryDraft,
  EntryPage,
  Forgotten,
  Found,
  FoundConversations,
  KnownNick,
  PageQuery,
  Retention,
  SearchQuery,
  StoreStats,
} from "../../store.ts";
import type { AuditKind, AuditPage, AuditQuery } from "../../records/audit_store.ts";
import type { ReadMark, ReadMarksQuery } from "../../records/read_mark_store.ts";
import type { RecordKind } from "../../records/record_store.ts";
import type { Sync } from "../file/database.ts";
import type { IndexStep } from "../indexing/index_step.ts";
import type { StepState } from "./background_steps.ts";

/** What a worker can be asked for: the question and its answer. */
export interface Calls {
  /** The first call: makes the worker the writer of a directory that is claimed. */
  openWriter: [{ readonly directory: string; readonly sync: Sync }, void];
  /** The first call: makes the worker a reader. */
  openReader: [{ readonly directory: string }, void];
  close: [undefined, void];
  write: [Write, readonly AppendOutcome[]];
  /** Which of the drafts were written before: all that can be told while nothing can be written. */
  repeats: [readonly EntryDraft[], readonly Repeat[]];
  trim: [Retention, number];
  /** Gives how many were forgotten; 0 when done. */
  forget: [Forgotten, number];
  restamp: [nowMs: number, number];
  trustTime: [ts: number, void];
  tryWriting: [undefined, void];
  writeRecords: [readonly RecordWrite[], void];
  writeReadMarks: [readonly MarksOfIdentity[], void];
  /** How many entries the index has yet to get, of those said before it was made. */
  countOlder: [undefined, number];
  index: [undefined, IndexStep];
  /** Takes some of what was deleted out of the file's bytes. */
  purge: [undefined, StepState];
  page: [PageQuery, EntryPage];
  conversations: [ConversationsQuery, FoundConversations];
  newestSeq: [string | undefined, number];
  search: [SearchQuery, Found];
  whoWas: [readonly string[], KnownNick | undefined];
  stats: [undefined, StoreStats];
  findAudit: [AuditQuery, AuditPage];
  readMarksOf: [ReadMarksQuery, readonly ReadMark[]];
}

/** One transaction: the drafts of some appends, and nicks to be noted. */
export interface Write {
  readonly appends: readonly (readonly EntryDraft[])[];
  readonly nicks: readonly KnownNick[];
}

/** What is to become of a record: without `json` it is to go. */
export interface RecordWrite {
  readonly kind: RecordKind | AuditKind;
  readonly key: string;
  readonly json?: string;
}

/** What is to be noted of one identity. */
export interface MarksOfIdentity {
  readonly identity: string;
  readonly marks: readonly ReadMark[];
}

/** What became of one append. */
export type AppendOutcome =
  | { readonly kind: "kept"; readonly appended: readonly Appended[] }
  | { readonly kind: "refused"; readonly why: string };

/** By the index of a draft, what it repeats. */
export type Repeat = readonly [index: number, first: Entry];

export type CallName = keyof Calls;

/** Something that is asked these calls, and answers later. */
export interface Asked {
  call<Name extends CallName>(name: Name, question: Calls[Name][0]): Promise<Calls[Name][1]>;
}

/** Something that answers some of these calls, in the worker: each is a method of its name. */
export type Answers = {
  readonly [Name in CallName]?: (question: Calls[Name][0]) => Calls[Name][1];
};

/** A question on its way to a worker. They are answered in order. */
export interface Request<Name extends CallName = CallName> {
  readonly name: Name;
  readonly question: Calls[Name][0];
}

/** What comes back. */
export type Response =
  | { readonly kind: "answer"; readonly answer: Calls[CallName][1] }
  | { readonly kind: "error"; readonly message: string };
