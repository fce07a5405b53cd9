// deno-lint-ignore-file no-control-regex -- what is written has escape sequences in it

import type { ScreenTerminal } from "../../../ui/screen/screen_client.ts";
import { bounded } from "../../support/bounded.ts";
import { textWidth } from "../../../ui/cells.ts";

/** What a full-screen client may send: SGR, cursor, erasing, synchronized updates, and hyperlinks. */
const known =
  /^(?:\x1b\[(?<args>[?\d;:]*)(?<final>[mHJKGhl])|\x1b\]8;[^\x07\x1b\n]*\x1b\\|(?<text>[^\p{Cc}]+))/u;
const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
const modes = ["?2026", "?25"];

/** A terminal that has what is written on it, as rows to read. */
export class FakeScreenTerminal implements ScreenTerminal {
  readonly writes: string[] = [];
  /** What it was told besides. */
  readonly calls: string[] = [];
  /** What no full-screen client may send. */
  readonly unexpected: string[] = [];
  isMouseOn = false;
  #changed = Promise.withResolvers<void>();
  #cells: string[][] = [];
  #place = { column: 0, row: 0 };

  constructor(public size: { readonly columns: number; readonly rows: number }) {}

  write(text: string): Promise<void> {
    this.writes.push(text);
    for (let rest = text; rest !== "";) {
      const { 0: piece, groups = {} } = known.exec(rest) ?? { 0: "" };
      if (piece === "") this.unexpected.push(JSON.stringify(rest.slice(0, 80)));
      if (piece === "") break;
      this.#take(groups);
      rest = rest.slice(piece.length);
    }
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    return Promise.resolve();
  }

  alert(title: string, body: string): void {
    this.calls.push(`alert ${title}: ${body}`);
  }

  setMouse(isOn: boolean): void {
    this.isMouseOn = isOn;
  }

  copy(text: string): void {
    this.calls.push(`copy ${text}`);
  }

  setTitle(text: string): void {
    this.calls.push(`title ${text}`);
  }

  suspend(): void {
    this.calls.push("suspend");
  }

  /** As they are read, without spaces at their ends. */
  get rows(): string[] {
    return Array.from(
      { length: this.size.rows },
      (_, row) => (this.#cells[row] ?? []).join("").trimEnd(),
    );
  }

  /** Counted from 0. */
  get cursor(): { readonly column: number; readonly row: number } {
    return this.#place;
  }

  /** Waits until it shows what is wanted. */
  async until(isWanted: (screen: string) => boolean): Promise<readonly string[]> {
    while (!isWanted(this.rows.join("\n"))) {
      const what = () => `another screen than\n${this.rows.join("\n")}`;
      await bounded(this.#changed.promise, what);
    }
    return this.rows;
  }

  #take({ args = "", final, text }: Record<string, string | undefined>): void {
    const [first = "", second = "1"] = args.split(";");
    const count = Number(first) || 1;
    if (text !== undefined) this.#type(text);
    if (final === "H") this.#place = { row: count - 1, column: Number(second) - 1 };
    if (final === "G") this.#place = { ...this.#place, column: count - 1 };
    if (final === "J") this.#cells = [];
    if (final === "K") this.#row.splice(args === "2" ? 0 : this.#place.column);
    if ((final === "h" || final === "l") && !modes.includes(args)) this.unexpected.push(args);
  }

  get #row(): string[] {
    return this.#cells[this.#place.row] ??= [];
  }

  #type(text: string): void {
    for (const { segment: cell } of graphemes.segment(text)) {
      const columns = textWidth(cell);
      const { column, row } = this.#place;
      if (column + columns > this.size.columns || row >= this.size.rows) {
        this.unexpected.push(`"${cell}" at column ${column} of row ${row}`);
      }
      this.#put(column, cell);
      for (let index = 1; index < columns; index++) this.#put(column + index, "");
      this.#place = { row, column: column + columns };
    }
  }

  #put(column: number, cell: string): void {
    const row = this.#row;
    while (row.length < column) row.push(" ");
    row[column] = cell;
  }
}
