import type { DatabaseSync, StatementSync } from "node:sqlite";
import { fold } from "../../words.ts";
import { integerOf, oneRow } from "../rows.ts";
import { senderTokenSql } from "../words_index.ts";

const maxCached = 20_000;

export interface Nick {
  readonly id: number;
  /** What stands in the index for this nick and all that are the same without case. */
  readonly token: string;
}

/** Finds the ids of nicks, and makes one when a nick is first used. */
export class Nicks {
  readonly #cached = new Map<string, Nick>();
  readonly #find: StatementSync;
  readonly #insert: StatementSync;
  readonly #token: StatementSync;

  constructor(database: DatabaseSync) {
    this.#find = database.prepare("SELECT id FROM nick WHERE nick = ?");
    this.#insert = database.prepare("INSERT INTO nick (nick, folded) VALUES (?, ?) RETURNING id");
    this.#token = database.prepare(`${senderTokenSql("?")}`);
  }

  get(nick: string): Nick {
    const cached = this.#cached.get(nick);
    if (cached !== undefined) return cached;
    const folded = fold(nick);
    const id = integerOf(this.#find.get(nick) ?? oneRow(this.#insert, nick, folded), "id");
    const token = String(Object.values(oneRow(this.#token, folded))[0]);
    if (this.#cached.size >= maxCached) this.#cached.clear();
    this.#cached.set(nick, { id, token });
    return { id, token };
  }

  /** To be called after a rollback: the ids that the transaction made are not there. */
  clearCache(): void {
    this.#cached.clear();
  }
}
