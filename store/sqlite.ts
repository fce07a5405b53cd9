import { within } from "../helpers/within.ts";
import type { Sync } from "./sqlite/file/database.ts";
import { ReadMarkCommit } from "./sqlite/records/read_mark_commit.ts";
import { RecordCommit, recordStores } from "./sqlite/records/record_commit.ts";
import { GroupCommit } from "./sqlite/writing/group_commit.ts";
import { type ClaimedHistory, claimHistory } from "./sqlite/file/open_history.ts";
import { pathsIn } from "./sqlite/file/files.ts";
import { tryRoom } from "./sqlite/file/try_room.ts";
import {
  BackgroundIndexing,
  type IndexingProgress,
} from "./sqlite/indexing/background_indexing.ts";
import { BackgroundSteps } from "./sqlite/threads/background_steps.ts";
import { Remote } from "./sqlite/threads/remote.ts";
import { Thread } from "./sqlite/threads/thread.ts";
import type { RecordStores } from "./records/record_store.ts";
import type { KnownTime } from "./clock.ts";
import type {
  Appended,
  ConversationsQuery,
  EntryDraft,
  EntryPage,
  Forgotten,
  Found,
  FoundConversations,
  KnownNick,
  PageQuery,
  Retention,
  SearchQuery,
  Store,
  StoreStats,
} from "./store.ts";

export interface SqliteOptions {
  /** Made if it is missing. One server at a time has it. */
  readonly directory: string;
  /**
   * "full", the default: what is kept outlives a loss of power. "normal": only the end of the program; a loss of
   * power may cost the last messages, but never the file.
   */
  readonly sync?: Sync;
  /** What the system's clock shows, if not now. Milliseconds since the Unix epoch. */
  readonly nowMs?: number;
  /** Told while a history that an older program wrote is brought into the index. */
  readonly onIndexing?: (progress: IndexingProgress) => void;
  /** Told where the history is as an older program had written it: this one changes it. */
  readonly onCopy?: (path: string) => void;
  /** How long messages are gathered before they go into the search index together; until then the texts are searched. */
  readonly indexAfterMs?: number;
  /** How long deletions are gathered before what they deleted is taken out of the file's bytes together. */
  readonly purgeAfterMs?: number;
}

/** How long read marks are gathered to be written together. */
const markAfterMs = 1000;
/** How long closing the store may wait for what was asked before; then its threads are ended. */
const closeWithinMs = 3000;

/**
 * Opens the history in a directory, or makes one. Rejects with a `StoreError`. Nothing else runs while it is checked
 * and brought up to date.
 */
// deno-lint-ignore require-await
export async function openSqlite(options: SqliteOptions): Promise<SqliteStore> {
  const { directory, nowMs = Date.now(), onCopy } = options;
  const claim = claimHistory(directory, nowMs);
  if (claim.copy !== undefined) onCopy?.(claim.copy);
  return new SqliteStore(options, claim);
}

function startWorker(): Remote {
  // The path is a literal so that `deno compile` finds the file.
  return new Remote(new Worker(new URL("./sqlite/worker.ts", import.meta.url), { type: "module" }));
}

/**
 * Keeps entries in a file, by three threads: one writes, one reads, one searches, so that neither an append nor
 * a page waits for a search. Each starts when it is first asked.
 */
export class SqliteStore implements Store {
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly location: string;
  readonly knownTime: KnownTime;
  readonly records: RecordStores;
  readonly #trialPath: string;
  readonly #writer: Thread;
  readonly #reader: Thread;
  readonly #searcher: Thread;
  readonly #commits: GroupCommit;
  readonly #records: RecordCommit;
  readonly #readMarks: ReadMarkCommit;
  readonly #indexing: BackgroundIndexing;
  readonly #purging: BackgroundSteps;
  #closed: Promise<void> | undefined;

  /** Owns the claim from now on. */
  constructor(
    { directory, sync = "full", onIndexing, indexAfterMs = 100, purgeAfterMs = 30_000 }:
      SqliteOptions,
    private readonly claim: ClaimedHistory,
  ) {
    const openWriter = (remote: Remote) => remote.call("openWriter", { directory, sync });
    const openReader = (remote: Remote) => remote.call("openReader", { directory });
    this.tokenKey = claim.tokenKey;
    this.knownTime = claim.knownTime;
    const { history, trial } = pathsIn(directory);
    this.location = history;
    this.#trialPath = trial;
    this.#writer = new Thread(startWorker, openWriter);
    this.#reader = new Thread(startWorker, openReader);
    this.#searcher = new Thread(startWorker, openReader);
    this.#commits = new GroupCommit(this.#writer);
    this.#records = new RecordCommit(this.#writer);
    this.#readMarks = new ReadMarkCommit(
      (marked) => this.#writer.call("writeReadMarks", marked),
      (query) => this.#reader.call("readMarksOf", query),
      markAfterMs,
    );
    this.records = recordStores(this.#records, this.#searcher, claim.records, this.#readMarks);
    this.#indexing = new BackgroundIndexing(this.#writer, indexAfterMs, onIndexing);
    if (!claim.isIndexed) this.#indexing.wake();
    this.#purging = new BackgroundSteps(
      () => this.#writer.call("purge", undefined),
      purgeAfterMs,
    );
    if (!claim.isPurged) this.#purging.wake();
  }

  async append(drafts: readonly EntryDraft[]): Promise<readonly Appended[]> {
    const appended = await this.#commits.append(drafts);
    this.#indexing.wake();
    if (drafts.some(({ deletes }) => deletes !== undefined)) this.#purging.wake();
    return appended;
  }

  /** Resolves when all that was said by now is in the index. */
  indexed(): Promise<void> {
    return this.#indexing.done();
  }

  /** Resolves when nothing of what was deleted by now is in the file's bytes. */
  purged(): Promise<void> {
    return this.#purging.done();
  }

  page(query: PageQuery): Promise<EntryPage> {
    return this.#reader.call("page", query);
  }

  conversations(query: ConversationsQuery): Promise<FoundConversations> {
    return this.#reader.call("conversations", query);
  }

  newestSeq(room?: string): Promise<number> {
    return this.#reader.call("newestSeq", room);
  }

  search(query: SearchQuery): Promise<Found> {
    return this.#searcher.call("search", query);
  }

  trim(keep: Retention): Promise<number> {
    return this.#writer.call("trim", keep);
  }

  async forget(what: Forgotten): Promise<void> {
    while (await this.#writer.call("forget", what) > 0);
    this.#purging.wake();
  }

  restamp(nowMs: number): Promise<number> {
    return this.#writer.call("restamp", nowMs);
  }

  trustTime(ts: number): Promise<void> {
    return this.#writer.call("trustTime", ts);
  }

  remember(known: KnownNick): Promise<void> {
    this.#commits.remember(known);
    return Promise.resolve();
  }

  async whoWas(keys: readonly string[]): Promise<KnownNick | undefined> {
    return this.#commits.findNick(keys) ?? await this.#reader.call("whoWas", keys);
  }

  stats(): Promise<StoreStats> {
    return this.#reader.call("stats", undefined);
  }

  async tryWriting(): Promise<void> {
    await tryRoom(this.#trialPath);
    await this.#writer.call("tryWriting", undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closed ??= this.#close();
  }

  async #close(): Promise<void> {
    using _claim = this.claim;
    using _reader = this.#reader;
    using _searcher = this.#searcher;
    using _writer = this.#writer;
    await within(closeWithinMs, this.#closeAll());
  }

  /** Closes the writer last: whoever closes last writes the log back and removes it. Never rejects. */
  async #closeAll(): Promise<void> {
    this.#indexing[Symbol.dispose]();
    this.#purging[Symbol.dispose]();
    await Promise.all([this.#commits.flush(), this.#records.flush(), this.#readMarks.flush()]);
    await Promise.allSettled([this.#reader.close(), this.#searcher.close()]);
    await Promise.allSettled([this.#writer.close()]);
  }
}
