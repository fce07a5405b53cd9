import { reasonOf } from "../helpers/reason_of.ts";
import { within } from "../helpers/within.ts";
import { GroupCommit } from "./sqlite/group_commit.ts";
import { pathsIn } from "./sqlite/paths.ts";
import { Remote } from "./sqlite/remote.ts";
import { Thread } from "./sqlite/thread.ts";
import {
  type Appended,
  type Draft,
  type Found,
  type KnownNick,
  type Page,
  type PageQuery,
  type Retention,
  type SearchQuery,
  type Store,
  StoreError,
  type StoreStats,
} from "./store.ts";

export interface SqliteOptions {
  /** Made if it is missing. One server at a time has it. */
  readonly directory: string;
  /**
   * "full", the default: what is kept outlives a loss of power. "normal": only the end of the program; a loss of
   * power may cost the last messages, but never the file.
   */
  readonly sync?: "full" | "normal";
}

/** All that is asked may take so long together when the store is closed; then its threads are ended. */
const closeWithinMs = 3000;

/** Opens the history in a directory, or makes one. Rejects with a `StoreError`. */
export async function openSqlite({ directory, sync = "full" }: SqliteOptions): Promise<Store> {
  using opening = new DisposableStack();
  const writer = opening.use(
    new Thread(
      startWorker,
      (remote, again) => remote.call("openWriter", { directory, sync, again }),
    ),
  );
  const openReader = (remote: Remote) => remote.call("openReader", { directory });
  const reader = opening.use(new Thread(startWorker, openReader));
  const searcher = opening.use(new Thread(startWorker, openReader));
  try {
    const { tokenKey } = await writer.open();
    await Promise.all([reader.open(), searcher.open()]);
    opening.move();
    return new SqliteStore({
      ...{ writer, reader, searcher, tokenKey },
      place: pathsIn(directory).history,
    });
  } catch (error) {
    // The lock is let go of before anybody hears that this failed.
    await Promise.allSettled([writer.call("close", undefined)]);
    if (error instanceof StoreError) throw error;
    const problem = `Cannot open the history in "${directory}": ${reasonOf(error)}`;
    throw new StoreError("unusable", problem);
  }
}

function startWorker(): Remote {
  // A literal, so that `deno compile` finds the file.
  return new Remote(new Worker(new URL("./sqlite/worker.ts", import.meta.url), { type: "module" }));
}

interface Parts {
  readonly writer: Thread<unknown>;
  readonly reader: Thread<unknown>;
  readonly searcher: Thread<unknown>;
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly place: string;
}

/**
 * Keeps entries in a file, by three threads: one writes, one reads, one searches, so that neither an append nor
 * a page waits for a search.
 */
class SqliteStore implements Store {
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly place: string;
  readonly #parts: Parts;
  readonly #reader: Thread<unknown>;
  readonly #commits: GroupCommit;
  #closed: Promise<void> | undefined;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#reader = parts.reader;
    this.tokenKey = parts.tokenKey;
    this.place = parts.place;
    this.#commits = new GroupCommit(parts.writer);
  }

  append(drafts: readonly Draft[]): Promise<readonly Appended[]> {
    return this.#commits.append(drafts);
  }

  page(query: PageQuery): Promise<Page> {
    return this.#reader.call("page", query);
  }

  newestSeq(room?: string): Promise<number> {
    return this.#reader.call("newestSeq", room);
  }

  search(query: SearchQuery): Promise<Found> {
    return this.#parts.searcher.call("search", query);
  }

  trim(keep: Retention): Promise<number> {
    return this.#parts.writer.call("trim", keep);
  }

  remember(known: KnownNick): Promise<void> {
    this.#commits.remember(known);
    return Promise.resolve();
  }

  whoWas(keys: readonly string[]): Promise<KnownNick | undefined> {
    const pending = this.#commits.findNick(keys);
    return pending === undefined ? this.#reader.call("whoWas", keys) : Promise.resolve(pending);
  }

  stats(): Promise<StoreStats> {
    return this.#reader.call("stats", undefined);
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#closed ??= this.#close();
  }

  async #close(): Promise<void> {
    using _reader = this.#reader;
    using _searcher = this.#parts.searcher;
    using _writer = this.#parts.writer;
    await within(closeWithinMs, this.#closeAll());
  }

  /** Those that read first: the last one to close writes the log back and removes it. Never rejects. */
  async #closeAll(): Promise<void> {
    const { reader, searcher, writer } = this.#parts;
    await this.#commits.flush();
    await Promise.allSettled([reader, searcher].map((thread) => thread.call("close", undefined)));
    await Promise.allSettled([writer.call("close", undefined)]);
  }
}
