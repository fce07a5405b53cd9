import { textWidth } from "../../ui/cells.ts";
import { readStyledRow, type Run, type RunStyle } from "./styled_row.ts";

export interface TerminalPicture {
  readonly title: string;
  /** As `tmux capture-pane -e` gives them: text with SGR sequences. */
  readonly rows: readonly string[];
  readonly columns: number;
  /** Counted from 0; absent, no cursor is drawn. */
  readonly cursor?: { readonly column: number; readonly row: number };
}

const cell = { width: 8.4, height: 18 };
const margin = 14;
const barHeight = 32;
const foreground = "#d8dee9";
const background = "#1f2430";

/** A terminal's screen as an SVG 1.1 picture, with a window around it. Every run of text stands in its column. */
export function terminalSvg({ title, rows, columns, cursor }: TerminalPicture): string {
  const width = Math.ceil(columns * cell.width + 2 * margin);
  const height = barHeight + rows.length * cell.height + 2 * margin;
  const lines = rows.map((row, index) => drawRow(readStyledRow(row), index));
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" ` +
    `viewBox="0 0 ${width} ${height}" role="img" aria-label="${escape(title)}">`,
    `<rect width="${width}" height="${height}" rx="8" fill="${background}"/>`,
    ...["#ec6a5e", "#f4bf4f", "#61c554"].map((fill, index) =>
      `<circle cx="${20 + 18 * index}" cy="${barHeight / 2}" r="5.5" fill="${fill}"/>`
    ),
    `<text x="${width / 2}" y="${barHeight / 2 + 4}" text-anchor="middle" fill="#8a93a5" ` +
    `font-family="system-ui, sans-serif" font-size="12">${escape(title)}</text>`,
    `<g font-family="ui-monospace, 'DejaVu Sans Mono', Menlo, Consolas, monospace" ` +
    `font-size="14" fill="${foreground}" style="white-space: pre" xml:space="preserve">`,
    ...lines.flat(),
    ...cursor === undefined ? [] : [drawCursor(cursor.column, cursor.row)],
    "</g>",
    "</svg>",
    "",
  ].join("\n");
}

function drawRow(runs: readonly Run[], row: number): string[] {
  const drawn: string[] = [];
  let column = 0;
  for (const { text, style } of runs) {
    const columns = textWidth(text);
    drawn.push(...drawRun(text, style, { column, row, columns }));
    column += columns;
  }
  return drawn;
}

function drawRun(
  text: string,
  style: RunStyle,
  { column, row, columns }: { column: number; row: number; columns: number },
): string[] {
  const [front, back] = style.inverse
    ? [style.background ?? background, style.foreground ?? foreground]
    : [style.foreground, style.background];
  const x = margin + column * cell.width;
  const y = barHeight + margin + row * cell.height;
  const length = columns * cell.width;
  const size = `width="${round(length)}" height="${cell.height}"`;
  const box = back === undefined
    ? []
    : [`<rect x="${round(x)}" y="${round(y)}" ${size} fill="${back}"/>`];
  const shown = text.trim();
  if (shown === "") return box;
  const start = x + (text.length - text.trimStart().length) * cell.width;
  const attributes = [
    `x="${round(start)}" y="${round(y + 13)}"`,
    // The text takes its columns in whatever font there is.
    `textLength="${round(textWidth(shown) * cell.width)}" lengthAdjust="spacingAndGlyphs"`,
    ...front === undefined ? [] : [`fill="${front}"`],
    ...style.bold ? [`font-weight="bold"`] : [],
    ...style.italic ? [`font-style="italic"`] : [],
    ...style.underline ? [`text-decoration="underline"`] : [],
    ...style.dim ? [`opacity="0.6"`] : [],
  ];
  return [...box, `<text ${attributes.join(" ")}>${escape(shown)}</text>`];
}

function drawCursor(column: number, row: number): string {
  const x = margin + column * cell.width;
  const y = barHeight + margin + row * cell.height;
  const size = `width="${cell.width}" height="${cell.height - 1}"`;
  return `<rect x="${round(x)}" y="${round(y)}" ${size} fill="${foreground}" opacity="0.7"/>`;
}

function round(length: number): string {
  return String(Math.round(length * 10) / 10);
}

/** For text and for attributes. */
function escape(text: string): string {
  const entities: Readonly<Record<string, string>> = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    '"': "&quot;",
  };
  // Viewers differ in what they make of several spaces.
  return text.replace(/[&<>"]/g, (character) => entities[character] ?? character)
    .replace(/ {2,}/g, (spaces) => "\u00a0".repeat(spaces.length));
}
