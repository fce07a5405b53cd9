import { placeCursor } from "../../terminal/place_cursor.ts";

/** Counted from 0, from the upper left corner. */
export interface CursorPlace {
  readonly column: number;
  readonly row: number;
}

/** Where frames are brought to. */
export interface WritableScreen {
  /** Of the terminal, as it is now. */
  readonly size: { readonly columns: number; readonly rows: number };
  /** Resolves when the terminal has taken it. Must not reject. */
  write(text: string): Promise<void>;
}

interface Frame {
  readonly rows: readonly string[];
  /** Whether the terminal wraps those that are too long. */
  readonly isUnbroken: boolean;
  readonly cursor: CursorPlace | undefined;
}

// xterm ctlseqs; 2026 is "Synchronized Output", which terminals that lack it ignore.
const beginUpdate = "\x1b[?2026h";
const endUpdate = "\x1b[?2026l";
const hideCursor = "\x1b[?25l";
/** Private mode 7. */
const wrapOn = "\x1b[?7h";
const wrapOff = "\x1b[?7l";
const showCursor = "\x1b[?25h";
const clearScreen = "\x1b[m\x1b[2J";
const clearRow = "\x1b[2K";
const endHyperlink = "\x1b]8;;\x1b\\";

/**
 * Brings frames to a terminal, of which it writes what has changed. One write is under way at a
 * time; of the frames that come meanwhile the newest waits, and the others are never seen.
 */
export class ScreenWriter {
  /** What the terminal shows; undefined if that is not known. */
  #shown: Frame | undefined;
  #waiting: Frame | undefined;
  #isWriting = false;
  #written: Promise<void> = Promise.resolve();

  constructor(private readonly screen: WritableScreen) {}

  /**
   * Each row ends the SGR that it begins. Without `cursor` the cursor is hidden. `isUnbroken`: rows may be longer than
   * the terminal's, which wraps them; all of them must have room.
   */
  draw(rows: readonly string[], cursor: CursorPlace | undefined, isUnbroken = false): void {
    this.#waiting = { rows, cursor, isUnbroken };
    if (!this.#isWriting) this.#written = this.#writeAll();
  }

  /** The screen is no longer as it was drawn: the next frame clears it, and is written whole. */
  reset(): void {
    this.#shown = undefined;
  }

  /** Resolves when the newest frame is on the screen. */
  async settled(): Promise<void> {
    await this.#written;
  }

  async #writeAll(): Promise<void> {
    this.#isWriting = true;
    while (this.#waiting !== undefined) {
      const { rows } = this.screen.size;
      const next = { ...this.#waiting, rows: this.#waiting.rows.slice(0, rows) };
      this.#waiting = undefined;
      const text = updateText(this.#shown, next);
      this.#shown = next;
      if (text !== "") await this.screen.write(text);
    }
    this.#isWriting = false;
  }
}

function updateText(last: Frame | undefined, next: Frame): string {
  if (next.isUnbroken) return unbrokenText(last, next);
  const shown = last?.isUnbroken ? undefined : last;
  const before = shown?.rows ?? [];
  const count = Math.max(before.length, next.rows.length);
  let changed = shown === undefined ? clearScreen : "";
  for (let row = 0; row < count; row++) {
    const text = next.rows[row] ?? "";
    if (text !== (before[row] ?? "")) changed += moveToRow(row) + rowContent(text);
  }
  const isCursorSame = shown?.cursor?.column === next.cursor?.column &&
    shown?.cursor?.row === next.cursor?.row;
  if (changed === "" && isCursorSame) return "";
  return beginUpdate + hideCursor + changed + cursorText(next) + endUpdate;
}

/** One below the other, from the upper left corner on; written whole. */
function unbrokenText(last: Frame | undefined, { rows }: Frame): string {
  const text = rows.join("\r\n");
  if (last?.isUnbroken && last.rows.join("\r\n") === text) return "";
  const written = clearScreen + moveToRow(0) + wrapOn + text + wrapOff;
  return beginUpdate + hideCursor + written + endUpdate;
}

/** Onto a blank row: half of a wide character that stands there would hide some of what is written over it. */
function rowContent(text: string): string {
  let written = clearRow + text;
  if (text.includes("\x1b[")) written += "\x1b[m";
  if (text.includes("\x1b]8;")) written += endHyperlink;
  return written;
}

function cursorText({ cursor, rows }: Frame): string {
  if (cursor === undefined) return "";
  const { row, column } = cursor;
  return moveToRow(row) + placeCursor(rows[row] ?? "", column) + showCursor;
}

/** To the first column of a row: cursor position, CUP (ECMA-48, 8.3.21), which counts from 1. */
function moveToRow(row: number): string {
  return `\x1b[${row + 1}H`;
}
