import type { DatabaseSync } from "node:sqlite";
import type { Found, KnownNick, Page, PageQuery, SearchQuery, StoreStats } from "../../store.ts";
import { type Paths, sizeOf } from "../file/paths.ts";
import { findNick } from "../known_nicks.ts";
import { integerOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import type { Answers } from "../threads/calls.ts";
import { readPage } from "./pages.ts";
import { search } from "./search.ts";

/** All that is read from the file once it is open. Each call sees what is committed by then. */
export class Reader implements Answers {
  readonly #sql: Statements;

  /** Owns the database from now on. */
  constructor(private readonly database: DatabaseSync, private readonly paths: Paths) {
    this.#sql = new Statements(database);
  }

  page(query: PageQuery): Page {
    return readPage(this.#sql, query);
  }

  newestSeq(room: string | undefined): number {
    const row = room === undefined
      ? this.#sql.one("SELECT ifnull(max(seq), 0) AS seq FROM entry")
      : this.#sql.one(
        `SELECT ifnull(max(seq), 0) AS seq FROM place
          WHERE room = (SELECT id FROM room WHERE name = ?)`,
        room,
      );
    return integerOf(row, "seq");
  }

  search(query: SearchQuery): Found {
    return search(this.#sql, query);
  }

  whoWas(keys: readonly string[]): KnownNick | undefined {
    return findNick(this.#sql, keys);
  }

  stats(): StoreStats {
    const messages = integerOf(this.#sql.one(countSql), "messages");
    return { messages, bytes: sizeOf(this.paths.history) + sizeOf(this.paths.log) };
  }

  close(): void {
    this.database.close();
  }
}

const countSql = `
  SELECT (SELECT ifnull(sum(entries), 0) FROM room)
    - (SELECT count(*) FROM entry WHERE places = 2) AS messages
`;
