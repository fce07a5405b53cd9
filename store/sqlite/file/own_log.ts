/**
 * Tells the write-ahead log of a file from another's. SQLite applies whatever log lies beside a file: that of another
 * history, or of a later life of this one where a backup was put in its place.
 *
 * A log has a salt, one more each time it is begun anew, and begins with a random one when there was none. The file
 * has a mark: the salt of the log to come. It is written into each log as soon as that begins, and so is in the file
 * itself before the next one is begun. SQLite gives copies that it makes of a file, as backups, another schema
 * cookie, which tells them from the file that was copied.
 */

import type { DatabaseSync } from "node:sqlite";
import { openRegularFile } from "../../../helpers/regular_file.ts";
import { PageFile, readerOf } from "../recovery/page_file.ts";
import { Scan } from "../recovery/scan.ts";
import type { Shape } from "../recovery/shapes.ts";
import { mayBeLog, type ReadAt, readLog, readLogHeader } from "../recovery/write_ahead_log.ts";
import { Statements } from "../statements.ts";
import { inTransaction } from "./database.ts";
import { exists, sizeOf } from "./files.ts";

const unknownSalt = -1;
const saltsInAll = 2 ** 32;
/** A server that runs writes the mark and then begins a log anew, perhaps between two looks. */
const looks = 3;

interface Mark {
  readonly nextSalt: number;
  readonly previousSalt: number;
  readonly schemaCookie: number;
}

const columns = ["one", "next_salt", "previous_salt", "schema_cookie"];
const shape: Shape = {
  table: "log_mark",
  hasRowid: true,
  columns: columns.map((name) => ({
    name,
    type: "INTEGER",
    isRequired: true,
    isRowid: name === "one",
  })),
};

/** The path of a log or journal beside the file that is not its own; undefined if there is none. */
export function findForeignLog(history: string): string | undefined {
  const path = Deno.realPathSync(history);
  if (isForeignJournal(path)) return `${path}-journal`;
  for (let look = 0; look < looks; look++) if (isOwnLog(path)) return undefined;
  return `${path}-wal`;
}

/** A history is never without a write-ahead log, so it never leaves a journal. */
function isForeignJournal(path: string): boolean {
  const journal = `${path}-journal`;
  if (sizeOf(journal) === 0) return false;
  const hasLog = withFile(path, (readAt) => readAt(18, 1)[0] === 2);
  return hasLog && withFile(journal, (readAt) => (readAt(0, 1)[0] ?? 0) !== 0);
}

function isOwnLog(path: string): boolean {
  const log = `${path}-wal`;
  if (sizeOf(log) === 0) return true;
  if (!withFile(log, mayBeLog)) return false;
  const mark = readMark(path, { alone: true });
  // Written before there were marks, or not yet marked.
  if (mark === undefined || mark.nextSalt === unknownSalt) return true;
  return withFile(log, (readAt) => {
    const header = readLogHeader(readAt);
    if (header === undefined) return true;
    const isExpected = header.salt === mark.nextSalt ||
      header.salt === (mark.nextSalt + saltsInAll - 1) % saltsInAll;
    const cookie = withFile(path, cookieAt(0));
    if (isExpected && cookie === mark.schemaCookie) return true;
    const { pageCount, firstPages } = readLog(readAt) ?? { pageCount: 0, firstPages: [] };
    if (pageCount === 0) return true;
    const isCookieOfLog = firstPages.some((at) => cookieAt(at)(readAt) === cookie);
    if (cookie !== mark.schemaCookie && !isCookieOfLog) return false;
    if (isExpected) return true;
    const markOfLog = readMark(path, { alone: false });
    // A log that was begun where there was none says what the mark was; another program's says nothing.
    return markOfLog?.previousSalt === mark.nextSalt || markOfLog?.nextSalt === mark.nextSalt;
  });
}

function readMark(path: string, how: { readonly alone: boolean }): Mark | undefined {
  using file = new PageFile(path, how);
  // Of a damaged file nothing can be told.
  if (!file.header.isWhole) return undefined;
  for (const { values } of new Scan(file, [shape]).rowsOfTable(shape.table)) {
    const [, nextSalt, previousSalt, schemaCookie] = values.map(Number);
    if (nextSalt === undefined || previousSalt === undefined || schemaCookie === undefined) {
      continue;
    }
    return { nextSalt, previousSalt, schemaCookie };
  }
  return undefined;
}

/** The schema cookie of a first page that begins there. */
function cookieAt(offset: number): (readAt: ReadAt) => number {
  return (readAt) => {
    const bytes = readAt(offset + 40, 4);
    return bytes.length < 4 ? 0 : new DataView(bytes.buffer).getUint32(0);
  };
}

function withFile<Result>(path: string, work: (readAt: ReadAt) => Result): Result {
  using file = openRegularFile(path);
  return work(readerOf(file));
}

/** Keeps the mark, for the only writer of a file. Disposing lets go of the log. */
export class LogMark implements Disposable {
  readonly #sql: Statements;
  readonly #log: string;
  /** Open from when it is first there: it stays the same file as long as the database is open. */
  #logFile: Deno.FsFile | undefined;
  #salt: number | undefined;

  constructor(database: DatabaseSync, history: string) {
    this.#sql = new Statements(database);
    this.#log = `${Deno.realPathSync(history)}-wal`;
  }

  /** Comes before all else that is written: the log begins with what the mark was. Nothing in a file without marks. */
  announce(): void {
    const tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'log_mark'";
    if (this.#sql.number(tables) === 0) return;
    const { database } = this.#sql;
    inTransaction(database, () => {
      this.#sql.run("UPDATE log_mark SET previous_salt = next_salt, next_salt = ?", unknownSalt);
      // Writes the first page, so that the log has its cookie.
      database.exec(`PRAGMA user_version = ${this.#sql.number("PRAGMA user_version")}`);
    });
  }

  /** Writes the mark if the log was begun anew. To be called after each change. */
  follow(): void {
    const salt = this.#readSalt();
    if (salt === undefined || salt === this.#salt) return;
    this.#sql.run(
      putSql,
      ...[(salt + 1) % saltsInAll, unknownSalt, this.#sql.number("PRAGMA schema_version")],
    );
    this.#salt = salt;
  }

  [Symbol.dispose](): void {
    this.#logFile?.close();
  }

  #readSalt(): number | undefined {
    if (this.#logFile === undefined && !exists(this.#log)) return undefined;
    this.#logFile ??= openRegularFile(this.#log);
    return readLogHeader(readerOf(this.#logFile))?.salt;
  }
}

const putSql = `
  INSERT INTO log_mark (one, next_salt, previous_salt, schema_cookie) VALUES (1, ?, ?, ?)
  ON CONFLICT (one) DO UPDATE SET
    previous_salt = iif(next_salt = ${unknownSalt}, previous_salt, next_salt),
    next_salt = excluded.next_salt, schema_cookie = excluded.schema_cookie
`;
