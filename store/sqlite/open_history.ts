import type { DatabaseSync } from "node:sqlite";
import { openFresh, openToRead, openToWrite, type Sync } from "./database.ts";
import { asStoreError, leftBehind, unusable } from "./failures.ts";
import { checkHeader } from "./header.ts";
import { checkHealth } from "./health.ts";
import { DirectoryLock } from "./lock.ts";
import { migrate } from "./migrate.ts";
import { type Paths, pathsIn } from "./paths.ts";

// Closing a file drops all locks that its process has on it, those of SQLite too (POSIX; see
// https://www.sqlite.org/howtocorrupt.html, 2.2). So nothing here opens a file that SQLite may have open already.

/** A history that nobody else writes to, until it is disposed. */
export interface OwnHistory extends Disposable {
  readonly database: DatabaseSync;
}

/** Opens the directory's history, or makes one where there is none. Throws a `StoreError`. */
export function openHistory(directory: string, sync: Sync): OwnHistory {
  const paths = pathsIn(directory);
  using opening = new DisposableStack();
  const lock = opening.use(attempt(paths.lock, () => lockDirectory(paths)));
  const database = attempt(paths.history, () => {
    if (!exists(paths.history)) makeHistory(paths);
    return openExisting(paths, sync);
  });
  opening.move();
  return ownHistory(database, lock);
}

/** The same history once more, to read, in a process that has it open. Throws a `StoreError`. */
export function openAgainToRead(directory: string): DatabaseSync {
  const { history } = pathsIn(directory);
  return attempt(history, () => openToRead(history));
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

/** Under another name first: a server that is stopped meanwhile leaves no half of a history. */
function makeHistory(paths: Paths): void {
  // SQLite would take it for the new file's own.
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

/** So that the new name outlives a loss of power. Windows opens no directories, and needs none of this. */
function syncDirectory(path: string): void {
  if (Deno.build.os === "windows") return;
  using directory = Deno.openSync(path);
  directory.syncSync();
}

/** Opens what this process had open to write, and may still have open to read. Throws a `StoreError`. */
export function openHistoryAgain(directory: string, sync: Sync): OwnHistory {
  const paths = pathsIn(directory);
  using opening = new DisposableStack();
  const lock = opening.use(attempt(paths.lock, () => new DirectoryLock(paths)));
  const database = attempt(paths.history, () => openToWrite(paths.history, sync));
  opening.move();
  return ownHistory(database, lock);
}

function ownHistory(database: DatabaseSync, lock: DirectoryLock): OwnHistory {
  return {
    database,
    [Symbol.dispose]() {
      database.close();
      lock[Symbol.dispose]();
    },
  };
}

function openExisting(paths: Paths, sync: Sync): DatabaseSync {
  checkHeader(paths);
  // First as a reader, which changes nothing: closing what turns out to be damaged would write the log into it.
  checked(openToRead(paths.history), paths).close();
  const database = openToWrite(paths.history, sync);
  try {
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
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

/** Only its owner may read it. What SQLite puts beside it later gets the same permissions. */
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

/** Whatever goes wrong is a `StoreError`. */
function attempt<Result>(path: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    throw asStoreError(error, path);
  }
}
