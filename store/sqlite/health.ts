import type { DatabaseSync } from "node:sqlite";
import { damaged, newer } from "./failures.ts";
import { schemaVersion, versionOf } from "./migrate.ts";
import type { Paths } from "./paths.ts";
import { integerOf, oneRow } from "./rows.ts";

/** Checking a larger file in full would hold the start up. */
const fullCheckBytes = 32 * 1024 * 1024;

/** Throws a `StoreError` if the database is newer than this program or, as far as can be told quickly, damaged. */
export function checkHealth(
  database: DatabaseSync,
  { history: path }: Pick<Paths, "history">,
  maxFullCheckBytes = fullCheckBytes,
): void {
  // Again: the log may bring a newer one than the file's own header has.
  const version = versionOf(database);
  if (version > schemaVersion) throw newer(path, version, schemaVersion);
  const size = oneRow(
    database.prepare(
      "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
    ),
  );
  // What an older version wrote has other tables.
  if (integerOf(size, "bytes") > maxFullCheckBytes) {
    return version === schemaVersion ? probe(database) : undefined;
  }
  const problem = Object.values(oneRow(database.prepare("PRAGMA quick_check(1)")))[0];
  if (problem !== "ok") throw damaged(path, `SQLite found "${problem}"`);
}

/** Each table and index, with the columns it is in the order of. */
const trees: readonly (readonly [table: string, columns: readonly string[]])[] = [
  ["room", ["id"]],
  ["room", ["name"]],
  ["identity", ["id"]],
  ["identity", ["name"]],
  ["nick", ["id"]],
  ["nick", ["nick"]],
  ["nick", ["folded"]],
  ["entry", ["seq"]],
  ["entry INDEXED BY entry_repeat", ["identity", "id"]],
  ["place", ["room", "seq"]],
  ["entry_words_data", ["id"]],
  ["entry_words_idx", ["segid", "term"]],
  ["entry_words_docsize", ["id"]],
  ["known_nick", ["key"]],
  ["known_nick", ["noted"]],
];

/** Walks down both ends of every table and index: SQLite throws where it meets a page that cannot be. */
function probe(database: DatabaseSync): void {
  for (const [table, columns] of trees) {
    const where = table.includes("entry_repeat") ? "WHERE id IS NOT NULL" : "";
    for (const direction of ["ASC", "DESC"]) {
      const order = columns.map((column) => `${column} ${direction}`).join(", ");
      database.prepare(`SELECT * FROM ${table} ${where} ORDER BY ${order} LIMIT 1`).get();
    }
  }
}
