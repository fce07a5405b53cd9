import type { DatabaseSync } from "node:sqlite";
import { textOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import { damaged, newer } from "./failures.ts";
import { applicationId, schemaVersion, versionOf } from "../migrations/mod.ts";

/** A larger file is not checked in full, which would delay the start. */
const fullCheckBytes = 32 * 1024 * 1024;

/**
 * Throws a `StoreError` if the database is another program's, newer than this one or, as far as can be told quickly,
 * damaged. SQLite itself sees what is no database, or lacks pages.
 */
export function checkHealth(
  database: DatabaseSync,
  path: string,
  maxFullCheckBytes = fullCheckBytes,
): void {
  const sql = new Statements(database);
  const stranger = findStranger(sql, path);
  if (stranger !== undefined) throw damaged(path, stranger);
  const bytes = sql.number("PRAGMA page_count") * sql.number("PRAGMA page_size");
  if (bytes > maxFullCheckBytes) return walkEdges(sql);
  const problem = Object.values(sql.one("PRAGMA quick_check(1)"))[0];
  if (problem !== "ok") throw damaged(path, `SQLite found "${problem}"`);
}

/**
 * Says so if it is another program's database; throws a `StoreError` if a newer version wrote it. Comes before
 * anything reads the schema, which may be a newer one than this program can read.
 */
export function findStranger(sql: Statements, path: string): string | undefined {
  if (sql.number("PRAGMA application_id") !== applicationId) {
    return "it is another program's database, not a chatroom's history";
  }
  const version = versionOf(sql.database);
  if (version > schemaVersion) throw newer(path, version, schemaVersion);
  return undefined;
}

/** Walks down both ends of every table and index: SQLite throws where it meets a page that cannot be. */
function walkEdges(sql: Statements): void {
  for (const tree of sql.all(treesSql)) {
    for (const direction of ["ASC", "DESC"]) {
      const [source, column] = [textOf(tree, "source"), textOf(tree, "first_column")];
      sql.get(`SELECT * FROM ${source} ORDER BY ${column} ${direction} LIMIT 1`);
    }
  }
}

/** Each table and index, as what makes SQLite use it, and the column it is in the order of. */
const treesSql = `
  SELECT name AS source, iif((SELECT wr FROM pragma_table_list(tree.name)),
      (SELECT name FROM pragma_table_info(tree.name) WHERE pk = 1), 'rowid') AS first_column
  FROM sqlite_schema AS tree WHERE type = 'table' AND rootpage > 0
  UNION ALL
  SELECT tbl_name || ' INDEXED BY ' || name || ifnull(' ' || substr(sql, nullif(instr(sql, 'WHERE '), 0)), ''),
    (SELECT name FROM pragma_index_info(tree.name) WHERE seqno = 0)
  FROM sqlite_schema AS tree WHERE type = 'index' AND rootpage > 0
`;
