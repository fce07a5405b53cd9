import { reasonOf } from "../../../helpers/reason_of.ts";
import { StoreError } from "../../store.ts";
import { openToRead } from "../file/database.ts";
import { sizeOf } from "../file/files.ts";
import { findStranger } from "../file/health.ts";
import { textOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import { PageFile } from "./page_file.ts";
import { type Damage, Scan } from "./scan.ts";
import { knownShapes } from "./shapes.ts";

/** So many problems are told. */
const maxProblems = 20;

/**
 * What is wrong with a history, in words; nothing where it is whole. Reads all of it. Throws a `StoreError` for one that
 * a newer version wrote.
 */
export function findProblems(path: string): readonly string[] {
  if (sizeOf(path) === 0) return ["it is empty"];
  try {
    const database = openToRead(path);
    try {
      const sql = new Statements(database);
      const stranger = findStranger(sql, path);
      if (stranger !== undefined) return [stranger];
      const found = sql.all(`PRAGMA integrity_check(${maxProblems})`)
        .flatMap((row) => textOf(row, "integrity_check").split("\n"))
        .filter((line) => !line.startsWith("***"));
      return found[0] === "ok" ? [] : found.map((problem) => inWords(sql, problem));
    } finally {
      database.close();
    }
  } catch (error) {
    if (error instanceof StoreError && error.code === "newer") throw error;
    return [reasonOf(error)];
  }
}

/** Names the table or index that SQLite has by the number of its first page, and says what its codes mean. */
function inWords(sql: Statements, problem: string): string {
  const named = problem.replace(/^Tree (\d+)/, (tree, root) => {
    const row = sql.get("SELECT type, name FROM sqlite_schema WHERE rootpage = ?", Number(root));
    return row === undefined ? tree : `${textOf(row, "type")} ${textOf(row, "name")}`;
  });
  return named.replace(/: btreeInitPage\(\) returns error code \d+/, " is damaged")
    .replace(/: unable to get the page. error code=\d+/, " cannot be read");
}

/** What could be recovered of a damaged history. Throws what the system says. */
export function countReadable(path: string): Damage & { readonly messages: number } {
  using file = new PageFile(path);
  const scan = new Scan(file, knownShapes());
  let messages = 0;
  for (const { shape } of scan.rows()) if (shape.table === "entry") messages++;
  return { ...scan.damage, messages };
}
