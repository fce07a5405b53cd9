import { stripVTControlCharacters } from "node:util";

/** Rows as they are read: without colours and links. */
export function plainRows(rows: readonly string[]): string[] {
  return rows.map(stripVTControlCharacters);
}
