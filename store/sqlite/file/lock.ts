import { DatabaseSync } from "node:sqlite";
import { inUse } from "./failures.ts";
import type { Paths } from "./paths.ts";

/**
 * Keeps every other server out of the directory, also one of the same process, until it is disposed or the
 * process ends, in whatever way: SQLite locks the file with the operating system.
 */
export class DirectoryLock implements Disposable {
  readonly #database: DatabaseSync;

  /** Throws a `StoreError` if another one has it. */
  constructor({ directory, lock }: Paths) {
    this.#database = new DatabaseSync(lock);
    try {
      this.#database.exec("PRAGMA busy_timeout = 0");
      this.#database.exec("PRAGMA locking_mode = EXCLUSIVE");
      this.#database.exec("BEGIN EXCLUSIVE");
    } catch (error) {
      this.#database.close();
      const isHeld = error instanceof Error && error.message.includes("database is locked");
      throw isHeld ? inUse(directory) : error;
    }
  }

  [Symbol.dispose](): void {
    this.#database.close();
  }
}
