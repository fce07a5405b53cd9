import { DatabaseSync } from "node:sqlite";

/** How long to wait for another program that looks at the file, such as a backup. */
const busyTimeoutMs = 5000;
/** The log is written back once it has so many pages: seldom, since most of them change again and again. */
const logPages = 4000;
/** A log that grew because of a long reader is cut down to this size afterwards. */
const logBytes = 32 * 1024 * 1024;

const commonSettings = [
  `busy_timeout = ${busyTimeoutMs}`,
  "trusted_schema = OFF",
  "temp_store = MEMORY",
  "cache_size = -16000",
];

export type Sync = "full" | "normal";

/** Makes an empty database. */
export function openFresh(path: string): DatabaseSync {
  // "auto_vacuum" must come before the first table: later it would take a VACUUM.
  return open(path, ["auto_vacuum = INCREMENTAL", "journal_mode = WAL"]);
}

/** Opens a database to write to. Changes nothing in the file yet. */
export function openToWrite(path: string, sync: Sync): DatabaseSync {
  return open(path, [
    "journal_mode = WAL",
    `synchronous = ${sync}`,
    `wal_autocheckpoint = ${logPages}`,
    `journal_size_limit = ${logBytes}`,
    // What is deleted within a page that is written anyway is overwritten there.
    "secure_delete = FAST",
  ]);
}

export function openToRead(path: string): DatabaseSync {
  return open(path, ["query_only = ON"], true);
}

function open(path: string, settings: readonly string[], readOnly = false): DatabaseSync {
  const database = new DatabaseSync(path, { readOnly });
  try {
    for (const setting of [...commonSettings, ...settings]) database.exec(`PRAGMA ${setting}`);
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
