import { cleanName, cleanText } from "../../clean_text.ts";
import { type Paint, unpainted, wrapRuns } from "../../runs.ts";
import { cutText, fitText, padText } from "../../cells.ts";
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

/** What part of a page is looked at. */
export interface PagePosition {
  /** Rows of the body above the first that is seen; kept within bounds. */
  readonly scroll: number;
  /** Of all entries, counted from 0 over all sections; scrolled to if it is not seen. */
  readonly selected?: number;
}

export interface PageRows {
  /** Exactly `height`. */
  readonly rows: readonly PageRow[];
  /** Within bounds, and with the selected entry on the screen. */
  readonly scroll: number;
  readonly maxScroll: number;
  /** Rows of the body that are seen at once. */
  readonly bodyHeight: number;
}

/** A page laid out for a width and a theme; kept between drawings, since a page may be long. */
export interface LaidOutPage {
  readonly page: Page;
  readonly columns: number;
  readonly theme: Theme;
  /** All between the title and the hint. */
  readonly body: readonly PageRow[];
}

export interface PageRow {
  readonly text: string;
  /** As `PagePosition.selected` counts; absent between entries. */
  readonly entry?: number;
}

const indent = 2;
const gap = 2;
const maxLeftShare = 0.4;
/** On narrower screens the right column goes below the left one. */
const twoColumnsFrom = 40;
/** On narrower screens an optional left column is left out. */
const roomyColumns = 30;
/** On lower screens the title and the hint are left out. */
const roomyHeight = 5;

export function layOutPage(page: Page, columns: number, theme: Theme): LaidOutPage {
  return { page, columns, theme, body: bodyRows(page, columns, theme) };
}

/** The rows of a page that are on the screen. */
export function pageRows(
  { page, columns, theme, body }: LaidOutPage,
  { scroll, selected }: PagePosition,
  height: number,
): PageRows {
  const hasTitle = height >= roomyHeight;
  const hasHint = hasTitle && page.hint !== "";
  const bodyHeight = Math.max(0, height - (hasTitle ? 1 : 0) - (hasHint ? 1 : 0));
  // The body's first row is blank, which is for below a title.
  const top = hasTitle ? 0 : 1;
  const maxScroll = Math.max(0, body.length - bodyHeight);
  const wanted = selected === undefined ? scroll : scrollTo(body, selected, scroll, bodyHeight);
  const first = Math.max(top, Math.min(wanted, maxScroll));
  const seen = Array.from({ length: bodyHeight }, (_, row) => body[first + row] ?? { text: "" });
  const more = maxScroll > 0 ? ` (${Math.round((first / maxScroll) * 100)}%)` : "";
  const title = cutText(cleanName(page.title) + more, columns);
  const all: readonly PageRow[] = [
    ...hasTitle ? [{ text: theme.paint("title", title) }] : [],
    ...seen.map((row) => select(row, selected, columns, theme)),
    ...hasHint ? [{ text: theme.paint("told", cutText(cleanName(page.hint), columns)) }] : [],
  ];
  return { rows: all.slice(0, Math.max(0, height)), scroll: first, maxScroll, bodyHeight };
}

function bodyRows({ sections }: Page, columns: number, theme: Theme): PageRow[] {
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

/** The least scrolling that brings an entry onto the screen. */
function scrollTo(body: readonly PageRow[], entry: number, from: number, height: number): number {
  const first = body.findIndex((row) => row.entry === entry);
  if (first < 0) return from;
  const last = body.findLastIndex((row) => row.entry === entry);
  return Math.min(first, Math.max(from, last - height + 1));
}

/** A row of the selected entry is marked over all columns. */
function select(
  row: PageRow,
  selected: number | undefined,
  columns: number,
  theme: Theme,
): PageRow {
  if (selected === undefined || row.entry !== selected) return row;
  return { ...row, text: theme.paint("selected", padText(row.text, columns)) };
}
