import type { DatabaseSync, StatementSync } from "node:sqlite";
import type { KnownNick } from "../store.ts";
import { integerOf, oneRow, textOf } from "./rows.ts";

/** The most keys that are kept; at the bound those not noted for longest are forgotten. */
const maxKeys = 100_000;

/** Notes who was here under which nick. Transactions are the caller's. */
export class KnownNickWriter {
  readonly #insert: StatementSync;
  readonly #noted: StatementSync;
  readonly #count: StatementSync;
  readonly #forget: StatementSync;
  readonly #maxKeys: number;

  constructor(database: DatabaseSync, max: number = maxKeys) {
    this.#maxKeys = max;
    this.#insert = database.prepare(`
      INSERT OR REPLACE INTO known_nick (key, identity, nick, keys, noted) VALUES (?, ?, ?, ?, ?)
    `);
    // In one statement the two would have to look at every row.
    this.#noted = database.prepare("SELECT ifnull(max(noted), 0) AS noted FROM known_nick");
    this.#count = database.prepare("SELECT count(*) AS count FROM known_nick");
    this.#forget = database.prepare(`
      DELETE FROM known_nick
      WHERE key IN (SELECT key FROM known_nick ORDER BY noted LIMIT ?)
    `);
  }

  note(nicks: readonly KnownNick[]): void {
    if (nicks.length === 0) return;
    let noted = integerOf(oneRow(this.#noted), "noted");
    for (const { keys, identity, nick } of nicks) {
      noted++;
      const list = JSON.stringify(keys);
      for (const key of keys) this.#insert.run(key, identity, nick, list, noted);
    }
    const excess = integerOf(oneRow(this.#count), "count") - this.#maxKeys;
    if (excess > 0) this.#forget.run(excess);
  }
}

export class KnownNickReader {
  readonly #find: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare(
      "SELECT identity, nick, keys, noted FROM known_nick WHERE key = ?",
    );
  }

  /** The one noted last of those that share a key. */
  find(keys: readonly string[]): KnownNick | undefined {
    const found = keys.map((key) => this.#find.get(key)).filter((row) => row !== undefined);
    const [last] = found.toSorted((one, other) =>
      integerOf(other, "noted") - integerOf(one, "noted")
    );
    if (last === undefined) return undefined;
    const shared = keysIn(textOf(last, "keys"));
    return { identity: textOf(last, "identity"), nick: textOf(last, "nick"), keys: shared };
  }
}

function keysIn(json: string): readonly string[] {
  const keys: unknown = JSON.parse(json);
  return Array.isArray(keys) ? keys.filter((key) => typeof key === "string") : [];
}
