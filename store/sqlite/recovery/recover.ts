import type { DatabaseSync } from "node:sqlite";
import type { Entry } from "../../store.ts";
import { fold } from "../../search/words.ts";
import { inTransaction, openFresh } from "../file/database.ts";
import { exists, makePrivate } from "../file/files.ts";
import { migrate } from "../migrations/mod.ts";
import { entryColumns, entryOf, integerOf, isDeletableSql } from "../rows.ts";
import { Statements } from "../statements.ts";
import { EntryWriter } from "../writing/entry_writer.ts";
import { PageFile } from "./page_file.ts";
import { type Damage, type RecoveredRow, Scan } from "./scan.ts";
import { knownShapes } from "./shapes.ts";

export interface RecoverOptions {
  /** The damaged file; it is only read. */
  readonly from: string;
  /** The new one. It must not be there. */
  readonly to: string;
  readonly nowMs: number;
  /** What may be kept of an entry; undefined: nothing. */
  readonly clean: (entry: Entry) => Entry | undefined;
  readonly onStart: (pages: number) => void;
  readonly onPage: () => void;
}

export interface Recovered extends Damage {
  readonly messages: number;
  /** How many there were, as far as the rooms tell. */
  readonly expected: number;
  /** Entries that could be read, and can be none that was said. */
  readonly dropped: number;
  /** Of those, what was deleted: also what could still be read. */
  readonly deleted: number;
}

const rowsAtOnce = 2000;
/** What `EntryWriter` makes of the entries, and what is true of the damaged file alone. */
const derived = ["entry", "place", "index_reach", "log_mark", "purge"];
const tokenKeyBytes = 32;

/**
 * Makes a new history of all that can be read in a damaged one. Rows are first gathered in a file beside the new one,
 * since names may come after what refers to them. Throws what the system or SQLite says; then, and where no entry can be read, no new file is left.
 */
export function recoverHistory(options: RecoverOptions): Recovered {
  using cleaning = new DisposableStack();
  using source = new PageFile(options.from);
  options.onStart(source.pageCount);
  const scratchPath = `${options.to}.rows`;
  const gathered = openNew(scratchPath, cleaning);
  cleaning.defer(() => removeDatabase(scratchPath));
  const scan = new Scan(source, knownShapes(), options.onPage);
  gather(gathered, scan);
  return { ...scan.damage, ...assemble(gathered, options) };
}

function openNew(path: string, cleaning: DisposableStack): DatabaseSync {
  makePrivate(path);
  const database = openFresh(path);
  database.exec("PRAGMA synchronous = OFF");
  cleaning.defer(() => database.close());
  migrate(database);
  return database;
}

/** Puts all rows into the tables of the new schema, as they are. */
function gather(database: DatabaseSync, scan: Scan): void {
  const sql = new Statements(database);
  const rows = scan.rows();
  for (let isDone = false; !isDone;) {
    inTransaction(database, () => {
      for (let count = 0; count < rowsAtOnce && !isDone; count++) {
        const { value, done } = rows.next();
        if (done === true) isDone = true;
        else put(sql, value);
      }
    });
  }
}

/** The first row with an id stays: those that the trees lead to come first. */
function put(sql: Statements, { shape: { table, columns }, values }: RecoveredRow): void {
  const row = new Map(columns.map(({ name }, index) => [name, values[index] ?? null]));
  // Less was folded once, and an index of nicks has none of it.
  if (table === "nick") row.set("folded", fold(String(row.get("nick"))));
  const names = [...row.keys()];
  const marks = names.map(() => "?").join(", ");
  // What is left of what was deleted goes before a copy from an older page.
  const way = table === "entry" && row.get("kind") === "deleted" ? "REPLACE" : "IGNORE";
  sql.run(
    `INSERT OR ${way} INTO ${table} (${names.join(", ")}) VALUES (${marks})`,
    ...row.values(),
  );
}

function assemble(
  gathered: DatabaseSync,
  options: RecoverOptions,
): Pick<Recovered, "messages" | "expected" | "dropped" | "deleted"> {
  const rows = new Statements(gathered);
  const deleted = deleteAgain(rows);
  nameTheNameless(rows);
  dropNonsense(rows, options.nowMs);
  using cleaning = new DisposableStack();
  let isWorthKeeping = false;
  cleaning.defer(() => isWorthKeeping || removeDatabase(options.to));
  const database = openNew(options.to, cleaning);
  copyTables(gathered, database);
  const writer = new EntryWriter(new Statements(database));
  let [messages, dropped] = [0, 0];
  for (const entries of entriesOf(rows)) {
    inTransaction(database, () => {
      for (const entry of entries) {
        const cleaned = options.clean(entry);
        if (cleaned !== undefined && writer.restore(cleaned)) messages++;
        else dropped++;
      }
    });
  }
  isWorthKeeping = messages > 0;
  return { messages, dropped, deleted, expected: Math.max(messages, expectedIn(rows)) };
}

/** What a deletion names is deleted, whatever page it was read from. Gives how many entries are. */
function deleteAgain(sql: Statements): number {
  sql.run("UPDATE entry SET deletes = NULL WHERE NOT json_valid(deletes)");
  sql.run("UPDATE entry SET more = NULL WHERE NOT json_valid(more) OR kind = 'deleted'");
  sql.run(`
    UPDATE entry SET text = '', kind = 'deleted', action = 0, more = NULL, deleted_by = named.sender
    FROM (
      SELECT named.value AS seq, deletion.room AS room, deletion.sender AS sender
      FROM entry AS deletion, json_each(deletion.deletes) AS named
      WHERE deletion.kind = 'deletion'
    ) AS named
    WHERE entry.seq = named.seq AND entry.room = named.room AND ${isDeletableSql}
  `);
  return sql.run("UPDATE entry SET text = '' WHERE kind = 'deleted'");
}

/** Whose name is lost gets one that tells so; what was said to one person stays between the two. */
function nameTheNameless(sql: Statements): void {
  const named = "SELECT id FROM room";
  sql.database.exec(`
    INSERT OR IGNORE INTO room (id, name)
      SELECT room, iif(also_in IS NULL AND recipient IS NULL, '', '@') || 'recovered-' || room
      FROM entry WHERE room NOT IN (${named});
    INSERT OR IGNORE INTO room (id, name)
      SELECT also_in, '@recovered-' || also_in FROM entry WHERE also_in NOT IN (${named});
    INSERT OR IGNORE INTO identity (id, name)
      SELECT identity, 'recovered-' || identity FROM entry
      WHERE identity NOT IN (SELECT id FROM identity);
    INSERT OR IGNORE INTO nick (id, nick, folded)
      SELECT sender, 'recovered-' || sender, 'recovered-' || sender FROM entry
      WHERE sender NOT IN (SELECT id FROM nick);
    INSERT OR IGNORE INTO nick (id, nick, folded)
      SELECT deleted_by, 'recovered-' || deleted_by, 'recovered-' || deleted_by FROM entry
      WHERE deleted_by NOT IN (SELECT id FROM nick);
  `);
}

/** What a new `seq` could not come behind, and what later opening would stumble over. */
function dropNonsense(sql: Statements, nowMs: number): void {
  const centuryMs = 100 * 365 * 24 * 60 * 60 * 1000;
  for (const [table, column] of [["entry", "seq"], ["reached", "seq"], ["reached", "ts"]]) {
    sql.run(`DELETE FROM ${table} WHERE ${column} NOT BETWEEN 0 AND ?`, nowMs + centuryMs);
  }
  sql.run("DELETE FROM clock WHERE trusted_ts NOT BETWEEN 0 AND ?", nowMs + centuryMs);
  sql.run("DELETE FROM known_nick WHERE NOT json_valid(keys)");
  // Older files have none, and one may be lost.
  sql.run(`
    INSERT OR IGNORE INTO known_identity
      SELECT identity, max(noted), 0 FROM known_nick GROUP BY identity
  `);
  sql.run("DELETE FROM secret WHERE name = 'token key' AND length(value) <> ?", tokenKeyBytes);
}

/** All tables whose rows stay as they are. SQLite's own way, ATTACH, takes a permission that the program has not. */
function copyTables(from: DatabaseSync, to: DatabaseSync): void {
  for (const { table, columns } of knownShapes()) {
    if (derived.includes(table)) continue;
    const insert = to.prepare(
      `INSERT OR IGNORE INTO ${table} VALUES (${columns.map(() => "?").join(", ")})`,
    );
    inTransaction(to, () => {
      for (const row of from.prepare(`SELECT * FROM ${table}`).iterate()) {
        insert.run(...Object.values(row));
      }
    });
  }
  to.exec("UPDATE room SET entries = 0");
}

/** In order; a time that is out of it is that of the entry before. */
function* entriesOf(sql: Statements): Generator<Entry[]> {
  let ts = 0;
  for (let seq = 0;;) {
    const rows = sql.all(entriesSql, seq);
    const last = rows.at(-1);
    if (last === undefined) return;
    seq = integerOf(last, "seq");
    yield rows.map((row) => {
      const entry = entryOf(row);
      const nextTs = row.next_ts === null ? Infinity : integerOf(row, "next_ts");
      const isAlone = entry.ts > nextTs && nextTs >= ts;
      if (!isAlone && entry.ts > ts) ts = entry.ts;
      return { ...entry, ts };
    });
  }
}

const entriesSql = `
  SELECT ${entryColumns},
    (SELECT later.ts FROM entry AS later WHERE later.seq > entry.seq ORDER BY later.seq LIMIT 1) AS next_ts
  FROM entry WHERE entry.seq > ? ORDER BY entry.seq LIMIT ${rowsAtOnce}
`;

/** A direct message is counted in two inboxes. */
function expectedIn(sql: Statements): number {
  return sql.number(`
    SELECT CAST(ifnull(sum(iif(substr(name, 1, 1) = '@', entries / 2.0, entries)), 0) AS INTEGER)
    FROM room
  `);
}

function removeDatabase(path: string): void {
  for (const ending of ["", "-wal", "-shm", "-journal"]) {
    if (exists(path + ending)) Deno.removeSync(path + ending);
  }
}
