/** How a run of text looks; colours as CSS has them, undefined for the terminal's own. */
export interface RunStyle {
  readonly foreground?: string;
  readonly background?: string;
  readonly bold?: boolean;
  readonly dim?: boolean;
  readonly italic?: boolean;
  readonly underline?: boolean;
  readonly inverse?: boolean;
}

export interface Run {
  readonly text: string;
  readonly style: RunStyle;
}

/** The 16 colours, which each terminal has its own of. */
// deno-fmt-ignore: by eight
const palette = [
  "#3b4252", "#e06c75", "#98c379", "#e5c07b", "#61afef", "#c678dd", "#56b6c2", "#d8dee9",
  "#6b7488", "#f08a93", "#b1d994", "#f0d399", "#82c3f7", "#d897ea", "#7bcdd8", "#ffffff",
];

const attributes: Readonly<Record<number, RunStyle>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  22: { bold: false, dim: false },
  23: { italic: false },
  24: { underline: false },
  27: { inverse: false },
  39: { foreground: undefined },
  49: { background: undefined },
};

// deno-lint-ignore no-control-regex -- what is looked for
const pieces = /\x1b\[([\d;]*)m|\x1b(?:\[[\d;?]*[@-~]|.)|([^\x1b]+)/g;

/** Text with SGR sequences (ECMA-48, and xterm's 256 colours) as runs of one style each; other sequences go. */
export function readStyledRow(row: string): Run[] {
  const runs: Run[] = [];
  let style: RunStyle = {};
  for (const [, parameters, text] of row.matchAll(pieces)) {
    if (text !== undefined) runs.push({ text, style });
    else if (parameters !== undefined) style = applySgr(style, parameters);
  }
  return runs;
}

function applySgr(before: RunStyle, parameters: string): RunStyle {
  const codes = parameters.split(";").map(Number);
  let style = before;
  for (let code = codes.shift(); code !== undefined; code = codes.shift()) {
    if (code === 0) style = {};
    else if (code === 38) style = { ...style, foreground: readColor(codes) };
    else if (code === 48) style = { ...style, background: readColor(codes) };
    else if (code >= 30 && code <= 37) style = { ...style, foreground: palette[code - 30] };
    else if (code >= 40 && code <= 47) style = { ...style, background: palette[code - 40] };
    else if (code >= 90 && code <= 97) style = { ...style, foreground: palette[code - 82] };
    else if (code >= 100 && code <= 107) style = { ...style, background: palette[code - 92] };
    else style = { ...style, ...attributes[code] };
  }
  return style;
}

/** Takes what follows 38 or 48. */
function readColor(codes: number[]): string | undefined {
  const kind = codes.shift();
  if (kind === 5) return indexedColor(codes.shift() ?? 0);
  if (kind === 2) return hex(codes.splice(0, 3));
  return undefined;
}

/** xterm's: 16 of the terminal's own, a cube of 6×6×6, and 24 greys. */
function indexedColor(index: number): string | undefined {
  if (index < 16) return palette[index];
  if (index >= 232) {
    const grey = 8 + 10 * (index - 232);
    return hex([grey, grey, grey]);
  }
  const level = (step: number) => step === 0 ? 0 : 55 + 40 * step;
  const cube = index - 16;
  return hex([Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(level));
}

function hex(parts: readonly number[]): string {
  return `#${parts.map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}
