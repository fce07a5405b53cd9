import { cleanForTerminal, cleanName } from "../../clean_for_terminal.ts";
import { type Paint, unpainted, wrapText } from "../../runs.ts";
import { cutText, fitText, textWidth } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";

/** Shown in place of a conversation: help, keys, search results. Texts may be uncleaned. */
export interface Page {
  readonly title: string;
  readonly sections: readonly PageSection[];
  /** At the foot: what keys do here. */
  readonly hint: string;
}

export interface PageSection {
  readonly title?: string;
  readonly entries: readonly PageEntry[];
}

export interface PageEntry {
  /** In a column of its own: a key or a usage, of which `right` tells what it does. */
  readonly left?: string;
  readonly right: string;
  /** Whether the left one may be left out where there are few columns. */
  readonly isLeftOptional?: boolean;
}

export interface PageRow {
  readonly text: string;
  /** Of all entries, counted from 0 over all sections; absent between entries. */
  readonly entry?: number;
}

const indent = 2;
const gap = 2;
const maxLeftShare = 0.4;
/** On narrower screens the right column goes below the left one. */
const twoColumnsFrom = 40;
/** On narrower screens an optional left column is left out. */
const roomyColumns = 30;

/** All between the title and the hint. */
export function layOutPage({ sections }: Page, columns: number, theme: Theme): PageRow[] {
  const rows: PageRow[] = [];
  let entry = 0;
  for (const { title, entries } of sections) {
    rows.push({ text: "" });
    if (title !== undefined) {
      rows.push({ text: theme.paint("title", cutText(cleanName(title), columns)) });
    }
    const lefts = entries.map(({ left = "" }) => textWidth(cleanName(left)));
    const leftColumns = Math.min(Math.max(0, ...lefts), Math.floor(columns * maxLeftShare));
    for (const each of entries) {
      const texts = entryRows(each, columns, leftColumns, theme);
      rows.push(...texts.map((text) => ({ text, entry })));
      entry++;
    }
  }
  return rows;
}

function entryRows(
  { left, right, isLeftOptional = false }: PageEntry,
  columns: number,
  leftColumns: number,
  theme: Theme,
): string[] {
  if (left === undefined || (isLeftOptional && columns < roomyColumns)) {
    return wrapIndented(right, indent, columns, unpainted);
  }
  const name = cleanName(left);
  const bold: Paint = (text) => theme.paint("bold", text);
  const isStacked = columns < twoColumnsFrom;
  const start = isStacked ? 2 * indent : indent + leftColumns + gap;
  const rows = wrapIndented(right, start, columns, unpainted);
  if (isStacked || textWidth(name) > leftColumns) {
    return [...wrapIndented(name, indent, columns, bold), ...rows];
  }
  const [first = "", ...others] = rows;
  const head = " ".repeat(indent) + bold(fitText(name, leftColumns));
  return [head + first.slice(indent + leftColumns), ...others];
}

function wrapIndented(text: string, wanted: number, columns: number, paint: Paint): string[] {
  const start = Math.min(wanted, Math.max(0, columns - 1));
  const margin = " ".repeat(start);
  const rows = wrapText(cleanForTerminal(text), Math.max(1, columns - start), paint);
  return rows.map((row) => margin + row);
}
