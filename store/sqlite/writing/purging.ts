import { inTransaction } from "../file/database.ts";
import { integerOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import type { StepState } from "../threads/background_steps.ts";

/** How many pages of the index one step rewrites, and of the file one gives back. Few: the next append waits for it. */
const mergedAtOnce = 16;
const vacuumedAtOnce = 64;
/** One step of so many writes the log back, so that this is never much at once. */
const stepsBetweenCheckpoints = 8;

/** Something was deleted, and its bytes are to go. To be called within the same transaction. */
export function noteDeleted(sql: Statements): void {
  sql.run(`
    INSERT INTO purge (one, deleted, purged) VALUES (1, 1, 0)
    ON CONFLICT (one) DO UPDATE SET deleted = deleted + 1
  `);
}

/** Whether all that was deleted is gone from the file's bytes. */
export function isPurged(sql: Statements): boolean {
  return sql.get("SELECT 1 FROM purge WHERE deleted > purged") === undefined;
}

/**
 * Takes what was deleted out of the file's bytes, in rounds of many steps. Words stay in the pages of the index until
 * these are merged, and old contents in free pages and in the log. So the index is rewritten by FTS5's incremental merge,
 * free pages are given back to the system, and the log is emptied. A round that is cut off begins anew with the next
 * opening.
 */
export class Purging {
  /** What was deleted when the round began; undefined between two rounds. */
  #deleted: number | undefined;
  #isMerged = false;
  #steps = 0;

  constructor(private readonly sql: Statements) {}

  step(): StepState {
    if (this.#deleted === undefined) return this.#begin();
    if (++this.#steps % stepsBetweenCheckpoints === 0) {
      this.#checkpoint("PASSIVE");
      return "more";
    }
    if (!this.#isMerged) {
      // Negative: all pieces are to become one.
      this.#isMerged = this.#merge(this.#steps === 1 ? -mergedAtOnce : mergedAtOnce);
      return "more";
    }
    if (this.sql.number("PRAGMA freelist_count") > 0) {
      giveBackPages(this.sql, vacuumedAtOnce);
      return "more";
    }
    if (!this.#checkpoint("TRUNCATE")) return "waiting";
    this.sql.run("UPDATE purge SET purged = ?", this.#deleted);
    this.#deleted = undefined;
    return "done";
  }

  /** What is deleted from here on is for the next round. Empties the log first, so that SQLite does not in between. */
  #begin(): StepState {
    if (isPurged(this.sql)) return "done";
    this.#deleted = integerOf(this.sql.one("SELECT deleted FROM purge"), "deleted");
    [this.#isMerged, this.#steps] = [false, 0];
    this.#checkpoint("PASSIVE");
    return "more";
  }

  /** True if there was nothing more to be merged: by the number of changes, as FTS5's documentation says. */
  #merge(pages: number): boolean {
    const changes = () => this.sql.number("SELECT total_changes()");
    return inTransaction(this.sql.database, () => {
      const before = changes();
      this.sql.run("INSERT INTO entry_words (entry_words, rank) VALUES ('merge', ?)", pages);
      return changes() - before < 2;
    });
  }

  /** Waits for nobody. False if somebody still needs something that the log has. */
  #checkpoint(mode: "PASSIVE" | "TRUNCATE"): boolean {
    const { database } = this.sql;
    const { timeout } = this.sql.one("PRAGMA busy_timeout");
    database.exec("PRAGMA busy_timeout = 0");
    try {
      return this.sql.number(`PRAGMA wal_checkpoint(${mode})`) === 0;
    } finally {
      database.exec(`PRAGMA busy_timeout = ${timeout}`);
    }
  }
}

/** Gives so many free pages back to the file system. */
export function giveBackPages(sql: Statements, count: number): void {
  // Each row that is read is a page.
  sql.all(`PRAGMA incremental_vacuum(${count})`);
}
