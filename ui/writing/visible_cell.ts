import { type Cell, cellOf } from "../cells.ts";

const unreadable = "\ufffd";

/** A grapheme; something to see in place of what has no columns of its own or must not reach a terminal. */
export function visibleCell(grapheme: string): Cell {
  const cell = cellOf(visible(grapheme));
  return cell.columns === 0 ? { text: unreadable, columns: 1 } : cell;
}

export function visible(text: string): string {
  return text.replaceAll("\t", " ").replace(/[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu, unreadable);
}
