import { DatabaseSync } from "node:sqlite";
import { migrate } from "../migrations/mod.ts";
import { integerOf, textOf } from "../rows.ts";
import { Statements } from "../statements.ts";
import type { Value } from "./record.ts";

interface Column {
  readonly name: string;
  readonly type: string;
  readonly isRequired: boolean;
  /** SQLite keeps the row's id in its place. */
  readonly isRowid: boolean;
}

/** What the rows of a table look like. */
export interface Shape {
  readonly table: string;
  /** In the order in which a row has them. */
  readonly columns: readonly Column[];
  readonly hasRowid: boolean;
}

/** Those of all tables of this program's schema but what SQLite itself makes for the search index. */
export function knownShapes(): readonly Shape[] {
  const database = new DatabaseSync(":memory:");
  try {
    migrate(database);
    const sql = new Statements(database);
    const tables = sql.all(
      "SELECT name, wr FROM pragma_table_list WHERE type = 'table' AND schema = 'main' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'",
    );
    return tables.map((row) => shapeOf(sql, textOf(row, "name"), integerOf(row, "wr") === 0));
  } finally {
    database.close();
  }
}

/** Tables whose index has their names a second time, with the rows' ids. */
const namedBy: Readonly<Record<string, string>> = { room: "name", identity: "name", nick: "nick" };

/** Of the rows of an index that has names a second time: as the table's, with less. */
export function shapeOfIndex(index: string): Shape | undefined {
  const table = /^sqlite_autoindex_(.+)_1$/.exec(index)?.[1] ?? "";
  const name = namedBy[table];
  if (name === undefined) return undefined;
  const column = { isRequired: true, isRowid: false };
  const columns = [{ ...column, name, type: "TEXT" }, { ...column, name: "id", type: "INTEGER" }];
  return { table, columns, hasRowid: false };
}

function shapeOf(sql: Statements, table: string, hasRowid: boolean): Shape {
  const rows = sql.all(
    `SELECT name, type, "notnull" AS required, pk FROM pragma_table_info(?)
      ORDER BY iif(? OR pk = 0, 1000, pk), cid`,
    ...[table, hasRowid ? 1 : 0],
  );
  const columns = rows.map((row) => {
    const type = textOf(row, "type");
    const isKey = integerOf(row, "pk") > 0;
    return {
      name: textOf(row, "name"),
      type,
      isRequired: integerOf(row, "required") === 1 || isKey,
      isRowid: hasRowid && isKey && type === "INTEGER",
    };
  });
  return { table, columns, hasRowid };
}

/**
 * The values of a row by the table's columns, if it can be one of this table: columns that were added since may be
 * missing at its end.
 */
export function rowOf(
  { columns, hasRowid }: Shape,
  record: readonly Value[],
  rowid: number | undefined,
): Value[] | undefined {
  if ((rowid !== undefined) !== hasRowid || record.length > columns.length) return undefined;
  const row: Value[] = [];
  for (const [index, { type, isRequired, isRowid }] of columns.entries()) {
    const value = record[index] ?? null;
    if (isRowid) {
      if (value !== null || index >= record.length || rowid === undefined) return undefined;
      row.push(rowid);
    } else {
      if (value === null ? isRequired : !isOfType(value, type)) return undefined;
      row.push(value);
    }
  }
  return row;
}

function isOfType(value: Value, type: string): boolean {
  if (type === "INTEGER") return Number.isInteger(value);
  if (type === "TEXT") return typeof value === "string";
  if (type === "BLOB") return value instanceof Uint8Array;
  return true;
}
