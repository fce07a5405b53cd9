import { stripVTControlCharacters } from "node:util";
import { padText } from "../../../ui/cells.ts";

/** CHA, which puts what follows at its column. */
// deno-lint-ignore no-control-regex
const columnCode = /\x1b\[(\d+)G/;

/** Rows as they are read: without colours and links. */
export function plainRows(rows: readonly string[]): string[] {
  return rows.map((row) => {
    const [first = "", ...pieces] = row.split(columnCode);
    let placed = first;
    for (let index = 0; index < pieces.length; index += 2) {
      placed = padText(placed, Number(pieces[index]) - 1) + pieces[index + 1];
    }
    return stripVTControlCharacters(placed);
  });
}
