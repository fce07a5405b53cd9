// deno-lint-ignore-file no-control-regex -- what is written has escape sequences in it

import { eastAsianWidth } from "get-east-asian-width";
import type { WritableScreen } from "../../../ui/screen/drawing/screen_writer.ts";

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
/** CUP and CHA, EL and ED, what changes no cell, and what is drawn. */
const pieces =
  /\x1b\[(?<args>[?\d;:]*)(?<final>[HGKJmhl])|\x1b\]8;[^\x1b]*\x1b\\|(?<text>[^\x1b\r\n]+)|(?<lineEnd>\r\n)/gu;

export interface TerminalModel {
  /** How it measures: each code point by itself, or what is drawn as one by its first. */
  readonly measures: "codePoints" | "graphemes";
  /** Whether the other half goes where half of a wide character is drawn over or erased. */
  readonly blanksHalves: boolean;
}

export const terminalModels: readonly TerminalModel[] = [
  { measures: "codePoints", blanksHalves: true },
  { measures: "codePoints", blanksHalves: false },
  { measures: "graphemes", blanksHalves: true },
  { measures: "graphemes", blanksHalves: false },
];

/** In the cells behind the first of a wide character. */
const behind = "";
const blank = " ";

/** A terminal as small as a full-screen client needs one, with its own idea of how wide characters are. */
export class ModelTerminal implements WritableScreen {
  #cells: string[][];
  row = 0;
  column = 0;

  constructor(
    readonly model: TerminalModel,
    readonly size: { readonly columns: number; readonly rows: number },
  ) {
    this.#cells = this.#blankRows();
  }

  get rows(): readonly string[] {
    return this.#cells.map((cells) => cells.join("").trimEnd());
  }

  write(text: string): Promise<void> {
    for (const { groups = {} } of text.matchAll(pieces)) {
      const { args = "", final, text, lineEnd } = groups;
      const [first = 1, second = 1] = args.split(";").map((arg) => Number(arg) || 1);
      if (lineEnd !== undefined) [this.row, this.column] = [this.row + 1, 0];
      if (final === "G") this.column = first - 1;
      if (final === "H") [this.row, this.column] = [first - 1, second - 1];
      if (final === "J") this.#cells = this.#blankRows();
      if (final === "K") this.#erase(args === "2" ? 0 : this.column, this.size.columns);
      if (text !== undefined) this.#draw(text);
    }
    return Promise.resolve();
  }

  #blankRows(): string[][] {
    const { rows, columns } = this.size;
    return Array.from({ length: rows }, () => Array(columns).fill(blank));
  }

  #draw(text: string): void {
    const drawn = this.model.measures === "codePoints"
      ? [...text]
      : Array.from(graphemes.segment(text), ({ segment }) => segment);
    for (const each of drawn) this.#put(each, this.#widthOf(each));
  }

  #widthOf(drawn: string): number {
    if (/\ufe0f|\p{RI}\p{RI}/u.test(drawn)) return 2;
    const isUnseen = /^[\p{M}\p{Cf}\p{Default_Ignorable_Code_Point}]/u.test(drawn);
    const isSpacing = /^\p{Mc}/u.test(drawn) && this.model.measures === "codePoints";
    return isUnseen && !isSpacing ? 0 : eastAsianWidth(drawn.codePointAt(0) ?? 0);
  }

  /** Without wrapping: what goes beyond the last column is drawn over it. */
  #put(text: string, width: number): void {
    const cells = this.#cells[this.row] ?? [];
    if (width === 0) {
      const at = cells.findLastIndex((cell, index) => index < this.column && cell !== behind);
      cells[Math.max(0, at)] += text;
      return;
    }
    const column = Math.min(this.column, this.size.columns - width);
    this.#erase(column, column + width);
    cells.splice(column, width, text, ...Array(width - 1).fill(behind));
    this.column = column + width;
  }

  #erase(from: number, to: number): void {
    const cells = this.#cells[this.row] ?? [];
    if (this.model.blanksHalves) {
      for (let left = from; cells[left] === behind && left > 0;) cells[--left] = blank;
      for (let right = to; cells[right] === behind; right++) cells[right] = blank;
    }
    cells.fill(blank, from, to);
  }
}
