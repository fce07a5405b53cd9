import { renderUnicode, renderUnicodeCompact } from "uqr";
import { paint, type Style } from "./text_style.ts";

export interface QrCodeLook {
  /** The terminal shows half blocks (U+2580, U+2584); ASCII alone takes twice the rows and columns. */
  readonly hasBlocks: boolean;
  /** Without them it is light on dark only on a terminal that is. */
  readonly colors: boolean;
}

/** Rows of the same width, as far as is seen. */
export interface QrCode {
  readonly rows: readonly string[];
  readonly columns: number;
}

/** Light modules all around (ISO/IEC 18004, "Quiet zone"). */
const quietModules = 4;
/** Exact colours of the 256, which no theme changes: white on black, as the blocks are what is light. */
const inBlocks: Style = { on: "38;5;231;48;5;16", off: "39;49" };
const light: Style = { on: "48;5;231", off: "49" };
const dark: Style = { on: "48;5;16", off: "49" };

/** The QR code of a text, for a terminal. */
export function drawQrCode(text: string, { hasBlocks, colors }: QrCodeLook): QrCode {
  const size = { border: quietModules, ecc: "L" } as const;
  if (hasBlocks) {
    const rows = renderUnicodeCompact(text, size).split("\n");
    return { rows: rows.map((row) => paint(row, inBlocks, colors)), columns: columnsOf(rows) };
  }
  const rows = renderUnicode(text, { ...size, whiteChar: "##", blackChar: "  " }).split("\n");
  return { rows: colors ? rows.map(paintInAscii) : rows, columns: columnsOf(rows) };
}

function columnsOf([row = ""]: readonly string[]): number {
  return row.length;
}

/** Spaces, with what is light and what is dark behind them. */
function paintInAscii(row: string): string {
  return row.replace(/#+| +/g, (run) => {
    return paint(" ".repeat(run.length), run.startsWith("#") ? light : dark, true);
  });
}
