import { DatabaseSync } from "node:sqlite";

/** How long to wait for another program that looks at the file, such as a backup. */
const busyTimeoutMs = 5000;
/** The log is written back once it has so many pages: seldom, since most of them change again and again. */
const logPages = 4000;
/** A log that grew because of a long reader is cut down to this size afterwards. */
const logBytes = 32 * 1024 * 1024;

export type Sync = "full" | "normal";

/** Makes an empty database. */
export function openFresh(path: string): DatabaseSync {
  const database = new DatabaseSync(path);
  return configured(database, () => {
    // This must come before the first table: later it would take a VACUUM.
    database.exec("PRAGMA auto_vacuum = INCREMENTAL");
    database.exec("PRAGMA journal_mode = WAL");
  });
}

/** Opens a database to write to. Changes nothing in the file yet. */
export function openToWrite(path: string, sync: Sync): DatabaseSync {
  const database = new DatabaseSync(path);
  return configured(database, () => {
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(`PRAGMA synchronous = ${sync.toUpperCase()}`);
    database.exec(`PRAGMA wal_autocheckpoint = ${logPages}`);
    database.exec(`PRAGMA journal_size_limit = ${logBytes}`);
  });
}

export function openToRead(path: string): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly: true });
  return configured(database, () => database.exec("PRAGMA query_only = ON"));
}

function configured(database: DatabaseSync, more: () => void): DatabaseSync {
  try {
    database.exec(`PRAGMA busy_timeout = ${busyTimeoutMs}`);
    database.exec("PRAGMA trusted_schema = OFF");
    database.exec("PRAGMA temp_store = MEMORY");
    database.exec("PRAGMA cache_size = -16000");
    more();
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
}

/** Commits what `work` does, or rolls all of it back and rethrows. */
export function inTransaction<Result>(database: DatabaseSync, work: () => Result): Result {
  database.exec("BEGIN IMMEDIATE");
  try {
    const result = work();
    database.exec("COMMIT");
    return result;
  } catch (error) {
    rollBack(database);
    throw error;
  }
}

function rollBack(database: DatabaseSync): void {
  try {
    database.exec("ROLLBACK");
  } catch {
    // After some errors, as of a full disk, SQLite has rolled back by itself; what went wrong is thrown already.
  }
}
