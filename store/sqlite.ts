import { GroupCommit } from "./sqlite/group_commit.ts";
import { pathsIn } from "./sqlite/paths.ts";
import { Remote } from "./sqlite/remote.ts";
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

/** Opens the history in a directory, or makes one. Rejects with a `StoreError`. */
export async function openSqlite({ directory, sync = "full" }: SqliteOptions): Promise<Store> {
  using opening = new DisposableStack();
  const writer = opening.use(startThread());
  const reader = opening.use(startThread());
  try {
    const { tokenKey } = await writer.call("openWriter", { directory, sync });
    await reader.call("openReader", { directory });
    opening.move();
    return new SqliteStore({ writer, reader, tokenKey, place: pathsIn(directory).history });
  } catch (error) {
    // The lock is let go of before anybody hears that this failed.
    await Promise.allSettled([writer.call("close", undefined)]);
    if (error instanceof StoreError) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreError("unusable", `Cannot open the history in "${directory}": ${reason}`);
  }
}

function startThread(): Remote {
  // A literal, so that `deno compile` finds the file.
  return new Remote(new Worker(new URL("./sqlite/worker.ts", import.meta.url), { type: "module" }));
}

interface Parts {
  readonly writer: Remote;
  readonly reader: Remote;
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly place: string;
}

/** Keeps entries in a file, by two threads: one writes, one reads, so that no search holds an append up. */
class SqliteStore implements Store {
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly place: string;
  readonly #writer: Remote;
  readonly #reader: Remote;
  readonly #commits: GroupCommit;
  #closed: Promise<void> | undefined;

  constructor({ writer, reader, tokenKey, place }: Parts) {
    this.#writer = writer;
    this.#reader = reader;
    this.tokenKey = tokenKey;
    this.place = place;
    this.#commits = new GroupCommit(writer);
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
    return this.#reader.call("search", query);
  }

  trim(keep: Retention): Promise<number> {
    return this.#writer.call("trim", keep);
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
    using _writer = this.#writer;
    await this.#commits.flush();
    // The reader first: the last one to close writes the log back and removes it. A thread that has ended
    // holds nothing any more.
    await Promise.allSettled([this.#reader.call("close", undefined)]);
    await Promise.allSettled([this.#writer.call("close", undefined)]);
  }
}
