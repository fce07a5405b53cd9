import { stripVTControlCharacters } from "node:util";
import { padText, splitGraphemes, textWidth } from "../../../ui/cells.ts";

/** CHA, which puts what follows at its column. */
// deno-lint-ignore no-control-regex
const columnCode = /\x1b\[(\d+)G/;

/** Rows as they are read: without colours and links. What is put over something else hides that. */
export function plainRows(rows: readonly string[]): string[] {
  return rows.map((row) => {
    const [first = "", ...pieces] = row.split(columnCode).map(stripVTControlCharacters);
    let placed = first;
    for (let index = 0; index < pieces.length; index += 2) {
      placed = over(placed, Number(pieces[index]) - 1, pieces[index + 1] ?? "");
    }
    return placed;
  });
}

function over(row: string, column: number, text: string): string {
  const cells = cellsOf(padText(row, column));
  cells.splice(column, textWidth(text), text);
  return cells.join("");
}

/** A place for each column: behind a wide character stands an empty one. */
function cellsOf(text: string): string[] {
  return splitGraphemes(text).flatMap((grapheme) => [
    grapheme,
    ...Array<string>(Math.max(0, textWidth(grapheme) - 1)).fill(""),
  ]);
}
