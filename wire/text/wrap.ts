import { widestCharacter } from "../../helpers/text/character_width.ts";

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });
const printable = /^[\x20-\x7e]*$/;
/** What sets colours, and takes no room. */
// deno-lint-ignore no-control-regex -- ESC is what it begins with
const color = /^\x1b\[\d*m/;
const leastColumns = 20;

/**
 * The rows of a line, the first of so many columns and the others of `columns`: parted at blanks, or else between
 * graphemes. A terminal then never parts it, and what is on a row of its own is where it is put.
 */
export function wrap(line: string, firstColumns: number, columns: number): readonly string[] {
  if (columns < leastColumns) return [line];
  if (line.length <= firstColumns && printable.test(line)) return [line];
  const rows: string[] = [];
  let row = "";
  let used = 0;
  let room = firstColumns;
  /** Where the row could end, behind its last blank. */
  let border = 0;
  let usedAtBorder = 0;
  for (const { text, width } of partsOf(line)) {
    if (used + width > room) {
      // Not at a blank so early that the row would be all but empty, as before a very long word.
      const isParted = text !== " " && usedAtBorder > room / 3;
      rows.push((isParted ? row.slice(0, border) : row).trimEnd());
      [row, used] = isParted ? [row.slice(border), used - usedAtBorder] : ["", 0];
      [room, border, usedAtBorder] = [columns, 0, 0];
      if (text === " ") continue;
    }
    row += text;
    used += width;
    if (text === " ") [border, usedAtBorder] = [row.length, used];
  }
  return [...rows, row];
}

function* partsOf(line: string): Generator<{ readonly text: string; readonly width: number }> {
  for (let at = 0; at < line.length;) {
    const [code] = color.exec(line.slice(at, at + 8)) ?? [];
    if (code !== undefined) {
      yield { text: code, width: 0 };
      at += code.length;
      continue;
    }
    const escape = line.indexOf("\x1b", at + 1);
    const text = line.slice(at, escape === -1 ? undefined : escape);
    for (const { segment } of graphemes.segment(text)) {
      yield { text: segment === "\t" ? " " : segment, width: widthOf(segment) };
    }
    at += text.length;
  }
}

/** Of a grapheme, at most: terminals differ about those of several characters. */
function widthOf(grapheme: string): number {
  if (printable.test(grapheme)) return grapheme.length;
  let columns = 0;
  for (const character of grapheme) columns += widestCharacter(character);
  return columns;
}
