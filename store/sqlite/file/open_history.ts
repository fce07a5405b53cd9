import { DatabaseSync } from "node:sqlite";
import { inTransaction, openFresh, openToRead, openToWrite, type Sync } from "./database.ts";
import { asStoreError, damaged, foreignLog, inUse, leftBehind, unusable } from "./failures.ts";
import { checkHealth } from "./health.ts";
import { migrate, schemaVersion, versionOf } from "../migrations/mod.ts";
import { exists, makePrivate, type Paths, pathsIn, syncDirectory, watchPlaces } from "./files.ts";
import type { KnownTime } from "../../clock.ts";
import { type KeptRecords, readRecords } from "../records/records.ts";
import { isIndexWhole } from "../indexing/index_reach.ts";
import { findForeignLog, LogMark } from "./own_log.ts";
import { bytesOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import { knownTime } from "../times.ts";
import { isPurged } from "../writing/purging.ts";

// Closing a file drops all locks that its process has on it, those of SQLite too (POSIX; see
// https://www.sqlite.org/howtocorrupt.html, 2.2). So nothing here opens a file that SQLite may have open already.

const tokenKeyBytes = 32;

/** A directory that is this program's alone until it is disposed, and whose history can be opened. */
export interface ClaimedHistory extends Disposable {
  /** There if an older program had written the history: it as it was. */
  readonly copy?: string;
  readonly tokenKey: Uint8Array<ArrayBuffer>;
  readonly knownTime: KnownTime;
  readonly records: KeptRecords;
  /** Whether all that is kept is in the search index. */
  readonly isIndexed: boolean;
  /** Whether nothing of what was deleted is left in its bytes. */
  readonly isPurged: boolean;
}

/**
 * Keeps every other server out of a directory, and makes its history or brings it up to date. Leaves the history
 * closed. `nowMs`: what the system's clock shows. Throws a `StoreError`.
 */
export function claimHistory(directory: string, nowMs = Date.now()): ClaimedHistory {
  const paths = pathsIn(directory);
  using claiming = new DisposableStack();
  claiming.use(attempt(paths.lock, () => lockDirectory(paths)));
  const known = attempt(paths.history, () => {
    if (!exists(paths.history)) makeHistory(paths);
    return prepare(paths, nowMs);
  });
  const lock = claiming.move();
  return { ...known, [Symbol.dispose]: () => lock.dispose() };
}

/** Opens a history that this process has claimed, for its only writer. Throws a `StoreError`. */
export function openClaimedToWrite(directory: string, sync: Sync): DatabaseSync {
  return openExisting(directory, (path) => openToWrite(path, sync));
}

/** Marks the log of a database that was opened to write as its own. The caller calls `follow` after each change, and disposes it. */
export function markLog(database: DatabaseSync, directory: string): LogMark {
  const mark = new LogMark(database, pathsIn(directory).history);
  mark.announce();
  mark.follow();
  // So the mark is in the file itself.
  database.exec("PRAGMA wal_checkpoint");
  return mark;
}

/** Gives what throws when the history or its log, both open to write, are gone from their places. */
export function watchHistory(directory: string): () => void {
  const { history } = pathsIn(directory);
  return watchPlaces([history, `${Deno.realPathSync(history)}-wal`]);
}

/** Opens a history that this process has claimed, to read. Throws a `StoreError`. */
export function openClaimedToRead(directory: string): DatabaseSync {
  return openExisting(directory, openToRead);
}

/** Opens a history to read, also one that another process writes to at the same time. Throws a `StoreError`. */
export function openHistoryToRead(directory: string): DatabaseSync {
  return openExisting(directory, (path) => {
    const log = findForeignLog(path);
    if (log !== undefined) throw foreignLog(path, log);
    return openChecked(path);
  });
}

function openExisting(directory: string, open: (path: string) => DatabaseSync): DatabaseSync {
  const { history } = pathsIn(directory);
  return attempt(history, () => {
    // SQLite would make an empty file.
    if (!exists(history)) throw unusable(history, "there is no such file");
    const { isFile, size } = Deno.statSync(history);
    if (!isFile) throw unusable(history, "it is not a file");
    if (size === 0) throw damaged(history, "it is empty");
    return open(history);
  });
}

/**
 * Keeps every other server out of the directory, also one of the same process, until it is disposed or the
 * process ends, in whatever way: SQLite locks the file with the operating system. Makes the directory if need be.
 * Throws a `StoreError` if another one has it.
 */
function lockDirectory(paths: Paths): Disposable {
  Deno.mkdirSync(paths.directory, { recursive: true, mode: 0o700 });
  if (!exists(paths.lock)) makePrivate(paths.lock);
  return takeLock(paths);
}

/**
 * Keeps servers out of the directory of a history's file until it is disposed, if one was ever there. Throws a
 * `StoreError` if one is.
 */
export function lockIfThere(history: string): Disposable | undefined {
  const paths = pathsIn(history.includes("/") ? history.replace(/[^/]*$/, "") : ".");
  const isIt = paths.history === history || `./${history}` === paths.history;
  return isIt && exists(paths.lock) ? attempt(paths.lock, () => takeLock(paths)) : undefined;
}

function takeLock({ directory, lock }: Paths): Disposable {
  const database = new DatabaseSync(lock);
  try {
    database.exec("PRAGMA busy_timeout = 0");
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    database.exec("BEGIN EXCLUSIVE");
    return { [Symbol.dispose]: () => database.close() };
  } catch (error) {
    database.close();
    const isHeld = error instanceof Error && error.message.includes("database is locked");
    throw isHeld ? inUse(directory) : error;
  }
}

/** Makes the file under another name first, so that a server that is stopped meanwhile leaves no half of a history. */
function makeHistory(paths: Paths): void {
  // SQLite would take the old log for the new file's own.
  if (exists(paths.log)) throw leftBehind(paths.log);
  for (const ending of ["", "-wal", "-shm", "-journal"]) {
    const broken = paths.fresh + ending;
    if (exists(broken)) Deno.removeSync(broken);
  }
  makePrivate(paths.fresh);
  const database = openFresh(paths.fresh);
  try {
    migrate(database);
  } finally {
    database.close();
  }
  Deno.renameSync(paths.fresh, paths.history);
  syncDirectory(paths.directory);
}

/** Checks the history and brings it up to date. Gives what it knows; its token key is made when it is first asked for. */
function prepare(paths: Paths, nowMs: number): Omit<ClaimedHistory, keyof Disposable> {
  // First as a reader, which changes nothing: closing what turns out to be damaged would write the log into it.
  openHistoryToRead(paths.directory).close();
  const database = openToWrite(paths.history, "full");
  try {
    using mark = new LogMark(database, paths.history);
    mark.announce();
    const copy = keepCopy(database, paths);
    migrate(database);
    mark.follow();
    const sql = new Statements(database);
    return {
      copy,
      tokenKey: readTokenKey(sql),
      knownTime: knownTime(sql, nowMs),
      records: readRecords(sql),
      isIndexed: isIndexWhole(sql),
      isPurged: isPurged(sql),
    };
  } finally {
    database.close();
  }
}

/** Of a history that an older program has written, as a whole or not at all. */
function keepCopy(database: DatabaseSync, paths: Paths): string | undefined {
  const version = versionOf(database);
  if (version >= schemaVersion) return undefined;
  const copy = paths.copyOf(version);
  const begun = `${copy}.new`;
  for (const path of [begun, copy]) if (exists(path)) Deno.removeSync(path);
  makePrivate(begun);
  database.prepare("VACUUM INTO ?").run(begun);
  Deno.renameSync(begun, copy);
  syncDirectory(paths.directory);
  return copy;
}

function readTokenKey(sql: Statements): Uint8Array<ArrayBuffer> {
  inTransaction(sql.database, () => {
    sql.run(
      "INSERT OR IGNORE INTO secret (name, value) VALUES ('token key', ?)",
      crypto.getRandomValues(new Uint8Array(tokenKeyBytes)),
    );
  });
  return bytesOf(sql.one("SELECT value FROM secret WHERE name = 'token key'"), "value");
}

/** Changes nothing. Throws a `StoreError` for what this program must not touch. */
function openChecked(path: string): DatabaseSync {
  const database = openToRead(path);
  try {
    checkHealth(database, path);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Does the work, and makes a `StoreError` of whatever goes wrong. */
function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, path);
  }
}
