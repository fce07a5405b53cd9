import { linkOf } from "./link_of.ts";

/** Text as it looks, without the characters that mark it. */
export interface Span {
  readonly text: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  readonly code?: boolean;
  /** Where it leads, by `http` or `https`: what the text is. */
  readonly link?: string;
}

export type Block =
  /** Lines of text; an empty one has no spans. */
  | { readonly type: "lines"; readonly lines: readonly (readonly Span[])[] }
  /** As it was written between two fences. `language` is what stood behind the first, if anything did. */
  | { readonly type: "code"; readonly lines: readonly string[]; readonly language?: string };

/** A piece of a line. `code` is without its backticks; all others together are what was written. */
type Token =
  | { readonly type: "text" | "code" | "link"; readonly text: string }
  | Marker;

/** `*`, `**` or `_`, where it may mark the text behind it, or the text before it, or both. */
interface Marker {
  readonly type: "marker";
  readonly text: string;
  readonly canOpen: boolean;
  readonly canClose: boolean;
}

const fence = "```";
const maxLanguageLength = 32;

/**
 * Letters that no space stands beside where a word ends: of scripts that are written without, and of Korean, whose
 * particles follow words directly.
 */
export const unspaced = [
  ...["Han", "Hiragana", "Katakana", "Bopomofo", "Hangul", "Thai", "Lao", "Khmer", "Myanmar"],
].map((script) => `\\p{Script_Extensions=${script}}`).join("");

/** Where a token may begin. An address goes on to what no address has in it, and needs no space after letters that are not Latin. */
const candidate =
  /`+|\*+|_+|(?<![\p{Script=Latin}\p{N}]\p{M}*)https?:\/\/[^\s<>"`\p{Cc}。，、！？：；｡､｢｣（）［］｛｝〈-】〔-〟]*/giu;
/** What holds words together: what they are made of and, as in paths and formulas, what is between them. */
const joining = new RegExp(`[[\\p{L}\\p{M}\\p{N}\\/\\\\@#$%\\&=+~\\^\\|<>]--[${unspaced}]]`, "v");
/** A text to be marked does not begin with it: `*.ts` is no mark. */
const closing = /[\s.,;:!?)\]}/\\=。，、！？：；）］｝」』】〉》]/;

/**
 * How a message's text is to look: `*bold*`, `_italic_`, `` `code` ``, links, and blocks of code between lines of
 * three backticks. What marks it counts at the borders of words and within a line only, so that `snake_case` and
 * `2*3*4` stay; what is not closed is text. Takes time in proportion to the text's length; never throws.
 */
export function parseMarkup(text: string): readonly Block[] {
  const blocks: Block[] = [];
  const lines = text.split("\n");
  const lastFence = lines.findLastIndex(isFence);
  let plain: (readonly Span[])[] = [];
  const endLines = () => {
    if (plain.length > 0) blocks.push({ type: "lines", lines: plain });
    plain = [];
  };
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index] ?? "";
    const language = index < lastFence ? languageOf(line) : undefined;
    if (language === undefined) {
      plain.push(parseLine(line));
      continue;
    }
    endLines();
    const start = index + 1;
    for (index = start; !isFence(lines[index] ?? fence);) index++;
    const code = { type: "code", lines: lines.slice(start, index) } as const;
    blocks.push(language === "" ? code : { ...code, language });
  }
  endLines();
  return blocks;
}

function isFence(line: string): boolean {
  return line.trimEnd() === fence;
}

/** What stands behind the fence that opens a block; undefined for any other line. */
function languageOf(line: string): string | undefined {
  if (!line.startsWith(fence)) return undefined;
  const language = line.slice(fence.length).trim();
  const isOne = language.length <= maxLanguageLength && !/[\s`]/.test(language);
  return isOne ? language : undefined;
}

function parseLine(line: string): readonly Span[] {
  const tokens = tokenize(line);
  const markers = pairMarkers(tokens);
  const spans: Span[] = [];
  const depth = { bold: 0, italic: 0 };
  let plain = "";
  const style = () => ({
    ...depth.bold > 0 ? { bold: true } : {},
    ...depth.italic > 0 ? { italic: true } : {},
  });
  const endPlain = () => {
    if (plain !== "") spans.push({ text: plain, ...style() });
    plain = "";
  };
  for (const [index, { type, text }] of tokens.entries()) {
    const step = markers.get(index);
    if (step !== undefined) {
      endPlain();
      depth[text === "_" ? "italic" : "bold"] += step;
    } else if (type === "code" || type === "link") {
      endPlain();
      spans.push({ text, ...style(), ...type === "code" ? { code: true } : { link: text } });
    } else {
      plain += text;
    }
  }
  endPlain();
  return spans;
}

/**
 * Of the tokens that are a pair's, which begins (1) and which ends (-1): the nearest two, never crosswise, and
 * not with nothing but marks between them, as in a `*_*`.
 */
function pairMarkers(tokens: readonly Token[]): ReadonlyMap<number, 1 | -1> {
  const paired = new Map<number, 1 | -1>();
  const open: Readonly<Record<string, number[]>> = { "*": [], "**": [], "_": [] };
  let lastText = -1;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "marker") {
      lastText = index;
      continue;
    }
    const begin = token.canClose ? open[token.text]?.pop() : undefined;
    if (begin === undefined) {
      if (token.canOpen) open[token.text]?.push(index);
      continue;
    }
    for (const others of Object.values(open)) {
      while ((others.at(-1) ?? -1) > begin) others.pop();
    }
    if (begin < lastText) paired.set(begin, 1).set(index, -1);
  }
  return paired;
}

/** In order. Links and code are found first: within them nothing is marked. */
function tokenize(line: string): readonly Token[] {
  const tokens: Token[] = [];
  const codeEnd = codeEndsOf(line);
  let textFrom = 0;
  /** Where `_` may have begun what it marks, so that one at the end of an address may end it. */
  let underscores = 0;
  candidate.lastIndex = 0;
  for (let match = candidate.exec(line); match !== null; match = candidate.exec(line)) {
    const [{ 0: found, index: start }, end] = [match, candidate.lastIndex];
    const token = tokenAt(line, start, end, { codeEnd, isMarked: underscores > 0 });
    if (token === undefined) continue;
    if (start > textFrom) tokens.push({ type: "text", text: line.slice(textFrom, start) });
    tokens.push(token);
    if (token.type === "marker" && token.text === "_") {
      if (token.canClose && underscores > 0) underscores--;
      else if (token.canOpen) underscores++;
    }
    const marks = token.type === "code" ? 2 * found.length : 0;
    textFrom = candidate.lastIndex = start + token.text.length + marks;
  }
  if (textFrom < line.length) tokens.push({ type: "text", text: line.slice(textFrom) });
  return tokens;
}

/** `end`: of the candidate. Undefined where that is text after all. */
function tokenAt(
  line: string,
  start: number,
  end: number,
  { codeEnd, isMarked }: { readonly codeEnd: CodeEnd; readonly isMarked: boolean },
): Token | undefined {
  switch (line[start]) {
    case "`":
      return codeAt(line, start, end, codeEnd);
    case "*":
    case "_":
      return markerAt(line, start, end);
    default:
      return linkAt(line, start, end, isMarked);
  }
}

function codeAt(line: string, start: number, from: number, codeEnd: CodeEnd): Token | undefined {
  if (!isBorder(before(line, start))) return undefined;
  const text = line.slice(from, codeEnd(from, from - start));
  return text.trim() === "" ? undefined : { type: "code", text };
}

/** Where code that begins there ends, by how many backticks; there, if nowhere. Asked about from left to right. */
type CodeEnd = (start: number, length: number) => number;

function codeEndsOf(line: string): CodeEnd {
  const runs = [...line.matchAll(/`+/g)].reverse();
  const ends = Map.groupBy(
    runs.filter(({ 0: run, index }) => isBorder(after(line, index + run.length))),
    ([run]) => run.length,
  );
  return (start, length) => {
    const left = ends.get(length) ?? [];
    while ((left.at(-1)?.index ?? start) < start) left.pop();
    return left.at(-1)?.index ?? start;
  };
}

function markerAt(line: string, start: number, end: number): Token | undefined {
  const text = line.slice(start, end);
  if (text !== "*" && text !== "**" && text !== "_") return undefined;
  const [last, next] = [before(line, start), after(line, end)];
  const canOpen = isBorder(last) && !/[-.]/.test(last) && next !== "" && !closing.test(next);
  const canClose = isBorder(next) && last !== "" && !/\s/.test(last);
  return { type: "marker", text, canOpen, canClose };
}

function linkAt(line: string, start: number, end: number, isMarked: boolean): Token | undefined {
  const text = linkOf(line.slice(start, end), isMarked);
  return text === undefined ? undefined : { type: "link", text };
}

/** Whether a word ends beside this character; beyond either end of the line it does. */
function isBorder(character: string): boolean {
  return !joining.test(character);
}

/** The character that begins there; none at the end. */
function after(line: string, index: number): string {
  return [...line.slice(index, index + 2)].at(0) ?? "";
}

/** The character that ends there; none at the beginning. */
function before(line: string, index: number): string {
  return [...line.slice(Math.max(0, index - 2), index)].at(-1) ?? "";
}
