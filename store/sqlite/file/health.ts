import type { DatabaseSync } from "node:sqlite";
import { damaged, newer } from "./failures.ts";
import { schemaVersion, versionOf } from "./migrate.ts";
import { migrations } from "../migrations/mod.ts";
import type { Paths } from "./paths.ts";
import { integerOf, oneRow } from "../rows.ts";

/** A larger file is not checked in full, which would delay the start. */
const fullCheckBytes = 32 * 1024 * 1024;

/** Throws a `StoreError` if the database is newer than this program or, as far as can be told quickly, damaged. */
export function checkHealth(
  database: DatabaseSync,
  { history: path }: Pick<Paths, "history">,
  maxFullCheckBytes = fullCheckBytes,
): void {
  // The header was checked before, but the log may bring a newer version than the file's header has.
  const version = versionOf(database);
  if (version > schemaVersion) throw newer(path, version, schemaVersion);
  const size = oneRow(
    database.prepare(
      "SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size",
    ),
  );
  if (integerOf(size, "bytes") > maxFullCheckBytes) return probe(database, version);
  const problem = Object.values(oneRow(database.prepare("PRAGMA quick_check(1)")))[0];
  if (problem !== "ok") throw damaged(path, `SQLite found "${problem}"`);
}

/** Walks down both ends of every table and index: SQLite throws where it meets a page that cannot be. */
function probe(database: DatabaseSync, version: number): void {
  for (const [source, ...columns] of migrations.slice(0, version).flatMap(({ trees }) => trees)) {
    for (const direction of ["ASC", "DESC"]) {
      const order = columns.map((column) => `${column} ${direction}`).join(", ");
      database.prepare(`SELECT * FROM ${source} ORDER BY ${order} LIMIT 1`).get();
    }
  }
}
