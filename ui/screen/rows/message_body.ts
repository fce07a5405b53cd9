import { type Block, parseMarkup, type Span } from "../../../client/markup.ts";
import { hardWrap } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import type { ThemeRole } from "../style/theme_styles.ts";
import { linkPaint } from "./link.ts";
import { type Paint, type Run, unpainted, wrapRuns } from "../../runs.ts";

export interface BodyOptions {
  readonly theme: Theme;
  readonly columns: number;
  /** Columns of the first row, beside what stands before it; at most `columns`. */
  readonly firstColumns: number;
  /** Before the first line. */
  readonly before?: Run;
  /** After the last line. */
  readonly after?: Run;
  /** Of all the text. */
  readonly paint?: Paint;
}

const bar = "│ ";

/** The rows of what somebody said, which must be clean; lines of code are not broken between words. */
export function messageBody(text: string, options: BodyOptions): string[] {
  const blocks = withAround(parseMarkup(text), options);
  const rows: string[] = [];
  for (const block of blocks) rows.push(...blockRows(block, rows.length === 0, options));
  return rows.length === 0 ? [""] : rows;
}

/** A block whose lines are made into painted runs. */
type PaintedBlock =
  | { readonly type: "lines"; readonly lines: readonly (readonly Run[])[] }
  | Extract<Block, { readonly type: "code" }>;

function withAround(blocks: readonly Block[], options: BodyOptions): PaintedBlock[] {
  const { theme, before, after, paint = unpainted } = options;
  const painted: PaintedBlock[] = blocks.map((block) =>
    block.type === "code" ? block : {
      type: "lines",
      lines: block.lines.map((line) => line.map((span) => spanRun(span, theme, paint))),
    }
  );
  if (before !== undefined) {
    const [first, ...others] = painted;
    if (first?.type !== "lines") painted.unshift({ type: "lines", lines: [[before]] });
    else painted.splice(0, painted.length, withFirst(first.lines, before), ...others);
  }
  if (after !== undefined) {
    const last = painted.at(-1);
    if (last?.type !== "lines") painted.push({ type: "lines", lines: [[after]] });
    else painted[painted.length - 1] = withLast(last.lines, after);
  }
  return painted;
}

function withFirst(lines: readonly (readonly Run[])[], run: Run): PaintedBlock {
  const [first = [], ...others] = lines;
  return { type: "lines", lines: [[run, ...first], ...others] };
}

function withLast(lines: readonly (readonly Run[])[], run: Run): PaintedBlock {
  return { type: "lines", lines: [...lines.slice(0, -1), [...lines.at(-1) ?? [], run]] };
}

function blockRows(block: PaintedBlock, isFirst: boolean, options: BodyOptions): string[] {
  const { theme, columns } = options;
  const firstColumns = isFirst ? options.firstColumns : columns;
  if (block.type === "lines") {
    return block.lines.flatMap((line, index) =>
      wrapRuns(line, columns, index === 0 ? firstColumns : columns)
    );
  }
  const hasRoom = columns > bar.length;
  const codeColumns = hasRoom ? columns - bar.length : columns;
  const rows = block.lines
    .flatMap((line) => hardWrap(line, codeColumns))
    .map((row) => (hasRoom ? theme.paint("border", bar) : "") + theme.paint("code", row));
  return firstColumns < columns ? ["", ...rows] : rows;
}

function spanRun(span: Span, theme: Theme, outer: Paint): Run {
  const roles: ThemeRole[] = [];
  if (span.bold) roles.push("bold");
  if (span.italic) roles.push("italic");
  if (span.code) roles.push("code");
  if (span.link !== undefined) roles.push("link");
  if (roles.length === 0) return { text: span.text, paint: outer };
  const link = span.link === undefined ? unpainted : linkPaint(span.link);
  const paint: Paint = (text) =>
    outer(link(roles.reduce((painted, role) => theme.paint(role, painted), text)));
  return { text: span.text, paint };
}
