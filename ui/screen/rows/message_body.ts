import { type Block, parseMarkup, type Span } from "../../../client/markup.ts";
import { fnv1a } from "../../../helpers/text/nick_hash.ts";
import { hardWrap } from "../../cells.ts";
import type { Theme } from "../style/theme.ts";
import { isCommand, type Paint, type Run, unpainted, wrapRuns } from "../../runs.ts";

/** A line that is broken between words; lines of code, or a command, which are not. */
export type BodyLine =
  | readonly Run[]
  | Extract<Block, { readonly type: "code" }>
  | { readonly type: "command"; readonly run: Run };

export interface BodyPaint {
  /** Of all the text. */
  readonly paint: Paint;
  /** Before the first line. */
  readonly before?: Run;
  /** After the last line. */
  readonly after?: Run;
}

const bar = "│ ";
/** What a span may be, which are roles of the theme. */
const spanRoles = ["bold", "italic", "code", "link"] as const;
/** Terminals ignore longer links. */
const maxLinkLength = 2000;

/** What somebody said, which must be clean. */
export function markupLines(
  text: string,
  theme: Theme,
  { paint, before, after }: BodyPaint,
): BodyLine[] {
  const lines = parseMarkup(text).flatMap((block): readonly BodyLine[] =>
    block.type === "code"
      ? [block]
      : block.lines.map((line) => line.map((span) => spanRun(span, theme, paint)))
  );
  const first = wordsOf(lines[0]);
  if (before !== undefined) lines.splice(0, first ? 1 : 0, [before, ...first ?? []]);
  const last = wordsOf(lines.at(-1));
  if (after !== undefined) lines.splice(last ? -1 : lines.length, 1, [...last ?? [], after]);
  return lines;
}

/** A text without markup. */
export function plainLines(text: string, paint: Paint): BodyLine[] {
  return text.split("\n").map((line) => [{ text: line, paint }]);
}

/** The same, told by the client itself: it may have commands to paste. */
export function noteLines(text: string, paint: Paint): BodyLine[] {
  return text.split("\n").map((line) => {
    const run = { text: line, paint };
    return isCommand(line) ? { type: "command", run } : [run];
  });
}

/** `firstColumns`: of the first row, beside what stands before it; at most `columns`. */
export function bodyRows(
  lines: readonly BodyLine[],
  theme: Theme,
  columns: number,
  firstColumns: number,
): string[] {
  const rows: string[] = [];
  for (const line of lines) {
    const room = rows.length === 0 ? firstColumns : columns;
    if (!("type" in line)) rows.push(...wrapRuns(line, columns, room));
    else if (line.type === "command") {
      rows.push(...hardWrap(line.run.text, room).map(line.run.paint));
    } else rows.push(...room < columns ? [""] : [], ...codeRows(line.lines, theme, columns));
  }
  return rows;
}

function wordsOf(line: BodyLine | undefined): readonly Run[] | undefined {
  return line === undefined || "type" in line ? undefined : line;
}

function codeRows(lines: readonly string[], theme: Theme, columns: number): string[] {
  const hasRoom = columns > bar.length;
  const edge = hasRoom ? theme.paint("border", bar) : "";
  return lines.flatMap((line) => hardWrap(line, hasRoom ? columns - bar.length : columns))
    .map((row) => edge + theme.paint("code", row));
}

function spanRun(span: Span, theme: Theme, outer: Paint): Run {
  const roles = spanRoles.filter((role) => span[role]);
  if (roles.length === 0) return { text: span.text, paint: outer };
  const link = span.link === undefined ? unpainted : linkPaint(span.link);
  const paint: Paint = (text) =>
    outer(link(roles.reduce((painted, role) => theme.paint(role, painted), text)));
  return { text: span.text, paint };
}

/**
 * Makes a text one that terminals open (OSC 8), if `url` is an address of the web: nothing else is worth a click. The
 * pieces of a link that goes over several rows are known by their `id`.
 */
export function linkPaint(url: string): Paint {
  const href = webAddress(url);
  if (href === undefined) return unpainted;
  const open = `\x1b]8;id=${fnv1a(href).toString(36)};${href}\x1b\\`;
  return (text) => text === "" ? "" : `${open}${text}\x1b]8;;\x1b\\`;
}

/** As ASCII without control characters, which is what the URL parser makes of an address. */
function webAddress(url: string): string | undefined {
  if (url.length > maxLinkLength || !URL.canParse(url)) return undefined;
  const { protocol, href } = new URL(url);
  const isWeb = protocol === "http:" || protocol === "https:";
  return isWeb && href.length <= maxLinkLength && /^[\x21-\x7e]*$/.test(href) ? href : undefined;
}
