import { type MarkupToken, tokenize } from "./markup_tokens.ts";

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

const fence = "```";
const maxLanguageLength = 32;

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
  for (const [index, token] of tokens.entries()) {
    const { type, text } = token;
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
function pairMarkers(tokens: readonly MarkupToken[]): ReadonlyMap<number, 1 | -1> {
  const paired = new Map<number, 1 | -1>();
  const open: { readonly text: string; readonly index: number }[] = [];
  const openCount = new Map<string, number>();
  const count = (text: string, change: number) => {
    openCount.set(text, (openCount.get(text) ?? 0) + change);
  };
  let lastText = -1;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== "marker") {
      lastText = index;
      continue;
    }
    const { text, canOpen, canClose } = token;
    if (canClose && (openCount.get(text) ?? 0) > 0) {
      let begin = open.pop();
      while (begin !== undefined && begin.text !== text) {
        count(begin.text, -1);
        begin = open.pop();
      }
      if (begin === undefined) continue;
      count(text, -1);
      if (begin.index < lastText) paired.set(begin.index, 1).set(index, -1);
    } else if (canOpen) {
      open.push({ text, index });
      count(text, 1);
    }
  }
  return paired;
}
