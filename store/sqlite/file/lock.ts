import { DatabaseSync } from "node:sqlite";
import { inUse } from "./failures.ts";
import { exists, makePrivate, type Paths } from "./files.ts";

/**
 * Keeps every other server out of the directory, also one of the same process, until it is disposed or the
 * process ends, in whatever way: SQLite locks the file with the operating system. Makes the directory if need be.
 * Throws a `StoreError` if another one has it.
 */
export function lockDirectory({ directory, lock }: Paths): Disposable {
  Deno.mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!exists(lock)) makePrivate(lock);
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
