import type { DatabaseSync, StatementSync } from "node:sqlite";

/** Counts what one transaction puts into rooms and takes out of them, and writes it once for each room. */
export class RoomCounts {
  readonly #changes = new Map<number, number>();
  readonly #update: StatementSync;

  constructor(database: DatabaseSync) {
    this.#update = database.prepare("UPDATE room SET entries = entries + ? WHERE id = ?");
  }

  add(room: number, change: 1 | -1): void {
    this.#changes.set(room, (this.#changes.get(room) ?? 0) + change);
  }

  /** To be called before the commit. Starts the next count. */
  write(): void {
    for (const [room, change] of this.#changes) this.#update.run(change, room);
    this.clear();
  }

  /** To be called after a rollback. */
  clear(): void {
    this.#changes.clear();
  }
}
