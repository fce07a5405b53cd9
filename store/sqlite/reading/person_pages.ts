import type { DatabaseSync, StatementSync } from "node:sqlite";
import { personPage, type Seen } from "../../person_page.ts";
import { inboxOf, type Page, type PageQuery } from "../../store.ts";
import { entryColumns, entryOf } from "../entry_rows.ts";
import { integerOf, type Row, textOf } from "../rows.ts";

const rowsAtOnce = 500;

/** Reads what is in an inbox with one person. */
export class PersonPages {
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #entry: StatementSync;

  constructor(database: DatabaseSync) {
    // Texts are left out: most of them are not wanted.
    const within = `
      SELECT place.seq AS seq, CASE
          WHEN entry.identity = (SELECT id FROM identity WHERE name = ?) THEN ifnull(recipient, '')
          ELSE (SELECT nick FROM nick WHERE nick.id = entry.sender)
        END AS peer
      FROM place CROSS JOIN entry ON entry.seq = place.seq
      WHERE place.room = ? AND place.seq > ? AND place.seq < ? ORDER BY place.seq
    `;
    this.#forwards = database.prepare(`${within} LIMIT ${rowsAtOnce}`);
    this.#backwards = database.prepare(`${within} DESC LIMIT ${rowsAtOnce}`);
    this.#entry = database.prepare(`SELECT ${entryColumns} FROM entry WHERE entry.seq = ?`);
  }

  /** `room`: the id of the query's inbox. */
  page(room: number, query: PageQuery, nicks: readonly string[]): Page {
    const { before = Number.MAX_SAFE_INTEGER, after = 0 } = query;
    const owner = query.room.slice(inboxOf("").length);
    const forwards = query.before === undefined && query.after !== undefined;
    const directs = forwards
      ? inChunks((last = after) => this.#forwards.all(owner, room, last, before))
      : inChunks((last = before) => this.#backwards.all(owner, room, after, last));
    const read = ({ seq }: Seen) => {
      const row = this.#entry.get(seq);
      return row && entryOf(row);
    };
    const page = personPage(directs, read, query, nicks);
    return forwards ? page : { ...page, entries: page.entries.toReversed() };
  }
}

function* inChunks(read: (lastSeq?: number) => Row[]): Generator<Seen> {
  let last: number | undefined;
  for (;;) {
    const rows = read(last);
    for (const row of rows) {
      yield { seq: last = integerOf(row, "seq"), peer: textOf(row, "peer") };
    }
    if (rows.length < rowsAtOnce) return;
  }
}
