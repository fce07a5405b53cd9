import type { DatabaseSync } from "node:sqlite";
import { inTransaction, openFresh, openToRead, openToWrite, type Sync } from "./database.ts";
import { asStoreError, leftBehind, unusable } from "./failures.ts";
import { checkHeader } from "./header.ts";
import { checkHealth } from "./health.ts";
import { DirectoryLock } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { type Paths, pathsIn } from "./paths.ts";
import { bytesOf, oneRow } from "../rows.ts";

// Closing a file drops all locks that its process has on it, those of SQLite too (POSIX; see
// https://www.sqlite.org/howtocorrupt.html, 2.2). So nothing here opens a file that SQLite may have open already.

const tokenKeyBytes = 32;

/** A directory that is this program's alone until it is disposed, and whose history can be opened. */
export interface ClaimedHistory extends Disposable {
  readonly tokenKey: Uint8Array<ArrayBuffer>;
}

/**
 * Keeps every other server out of a directory, and makes its history or brings it up to date. Leaves the history
 * closed. Throws a `StoreError`.
 */
export function claimHistory(directory: string): ClaimedHistory {
  const paths = pathsIn(directory);
  using claiming = new DisposableStack();
  const lock = claiming.use(attempt(paths.lock, () => lockDirectory(paths)));
  const tokenKey = attempt(paths.history, () => {
    if (!exists(paths.history)) makeHistory(paths);
    return prepare(paths);
  });
  claiming.move();
  return { tokenKey, [Symbol.dispose]: () => lock[Symbol.dispose]() };
}

/** Opens a history that this process has claimed, for its only writer. Throws a `StoreError`. */
export function openClaimedToWrite(directory: string, sync: Sync): DatabaseSync {
  return openClaimed(directory, (path) => openToWrite(path, sync));
}

/** Opens a history that this process has claimed, to read. Throws a `StoreError`. */
export function openClaimedToRead(directory: string): DatabaseSync {
  return openClaimed(directory, openToRead);
}

function openClaimed(directory: string, open: (path: string) => DatabaseSync): DatabaseSync {
  const { history } = pathsIn(directory);
  return attempt(history, () => {
    // SQLite would make an empty file.
    if (!exists(history)) throw unusable(history, "there is no such file");
    return open(history);
  });
}

/**
 * Opens a history to read, also one that another process writes to at the same time; this one must not have it
 * open. Throws a `StoreError`.
 */
export function openHistoryToRead(directory: string): DatabaseSync {
  const paths = pathsIn(directory);
  return attempt(paths.history, () => {
    if (!exists(paths.history)) throw unusable(paths.history, "there is no such file");
    checkHeader(paths);
    return checked(openToRead(paths.history), paths);
  });
}

function lockDirectory(paths: Paths): DirectoryLock {
  Deno.mkdirSync(paths.directory, { recursive: true, mode: 0o700 });
  if (!exists(paths.lock)) makePrivate(paths.lock);
  return new DirectoryLock(paths);
}

/** Makes the file under another name first, so that a server that is stopped meanwhile leaves no half of a history. */
function makeHistory(paths: Paths): void {
  // SQLite would take the old log for the new file's own.
  if (exists(paths.log)) throw leftBehind(paths.log);
  for (const ending of ["", "-wal", "-shm", "-journal"]) remove(paths.fresh + ending);
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

/** Makes a new name outlive a loss of power. Windows cannot open directories, and does not need this. */
function syncDirectory(path: string): void {
  if (Deno.build.os === "windows") return;
  using directory = Deno.openSync(path);
  directory.syncSync();
}

/** Checks the history and brings it up to date. Gives its token key, which is made when it is first asked for. */
function prepare(paths: Paths): Uint8Array<ArrayBuffer> {
  checkHeader(paths);
  // First as a reader, which changes nothing: closing what turns out to be damaged would write the log into it.
  checked(openToRead(paths.history), paths).close();
  const database = openToWrite(paths.history, "full");
  try {
    migrate(database);
    return readTokenKey(database);
  } finally {
    database.close();
  }
}

function readTokenKey(database: DatabaseSync): Uint8Array<ArrayBuffer> {
  inTransaction(database, () => {
    database.prepare("INSERT OR IGNORE INTO secret (name, value) VALUES ('token key', ?)")
      .run(crypto.getRandomValues(new Uint8Array(tokenKeyBytes)));
  });
  const secret = database.prepare("SELECT value FROM secret WHERE name = 'token key'");
  return bytesOf(oneRow(secret), "value");
}

function checked(database: DatabaseSync, paths: Paths): DatabaseSync {
  try {
    checkHealth(database, paths);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Makes a file that only its owner may read. What SQLite puts beside it later gets the same permissions. */
function makePrivate(path: string): void {
  Deno.openSync(path, { create: true, write: true, mode: 0o600 }).close();
}

function exists(path: string): boolean {
  try {
    Deno.lstatSync(path);
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

function remove(path: string): void {
  if (exists(path)) Deno.removeSync(path);
}

/** Does the work, and makes a `StoreError` of whatever goes wrong. */
function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, path);
  }
}
