import { cleanName, cleanText } from "../../clean_text.ts";
import { type Paint, unpainted, wrapRuns } from "../../runs.ts";
import { cutText, fitText } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import { textWidth } from "../../text_width.ts";

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

export type PageEntry =
  /** Two columns: a key or a usage, and what it does. */
  | {
    readonly type: "pair";
    readonly left: string;
    readonly right: string;
    /** Whether the left one may be left out where there are few columns. */
    readonly isLeftOptional?: boolean;
  }
  | { readonly type: "text"; readonly text: string };

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
    const lefts = entries.map((each) => each.type === "pair" ? textWidth(cleanName(each.left)) : 0);
    const leftColumns = Math.min(Math.max(0, ...lefts), Math.floor(columns * maxLeftShare));
    for (const each of entries) {
      const texts = entryRows(each, columns, leftColumns, theme);
      rows.push(...texts.map((text) => ({ text, entry })));
      entry++;
    }
  }
  return rows;
}

function entryRows(entry: PageEntry, columns: number, leftColumns: number, theme: Theme): string[] {
  const bold: Paint = (text) => theme.paint("bold", text);
  switch (entry.type) {
    case "text":
      return wrapIndented(entry.text, indent, columns, unpainted);
    case "pair": {
      const left = cleanName(entry.left);
      if (entry.isLeftOptional === true && columns < roomyColumns) {
        return wrapIndented(entry.right, indent, columns, unpainted);
      }
      const isStacked = columns < twoColumnsFrom;
      const start = isStacked ? 2 * indent : indent + leftColumns + gap;
      const right = wrapIndented(entry.right, start, columns, unpainted);
      if (isStacked || textWidth(left) > leftColumns) {
        return [...wrapIndented(left, indent, columns, bold), ...right];
      }
      const [first = "", ...others] = right;
      const head = " ".repeat(indent) + bold(fitText(left, leftColumns));
      return [head + first.slice(indent + leftColumns), ...others];
    }
    default:
      return entry satisfies never;
  }
}

function wrapIndented(text: string, wanted: number, columns: number, paint: Paint): string[] {
  const start = Math.min(wanted, Math.max(0, columns - 1));
  const margin = " ".repeat(start);
  return cleanText(text).split("\n")
    .flatMap((line) => wrapRuns([{ text: line, paint }], Math.max(1, columns - start)))
    .map((row) => margin + row);
}
