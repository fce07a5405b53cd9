/** A piece of a line. `code` is without its backticks; all others together are what was written. */
export type MarkupToken =
  | { readonly type: "text" | "code" | "link"; readonly text: string }
  /** `*`, `**` or `_`, where it may mark the text behind it, or the text before it, or both. */
  | {
    readonly type: "marker";
    readonly text: string;
    readonly canOpen: boolean;
    readonly canClose: boolean;
  };

interface FoundToken {
  readonly token: MarkupToken;
  /** Where it ends in the line. */
  readonly end: number;
}

const word = /[\p{L}\p{M}\p{N}]/u;
/** What holds words together as paths, addresses and formulas do. */
const joint = /[/\\@#$%&=+~^|<>]/;
/** A text to be marked does not begin with it: `*.ts` is no mark. */
const closing = /[\s.,;:!?)\]}/\\=]/;
/** What no address has in it. */
const endOfLink = /[\s<>"`\p{Cc}。，、！？]/u;
const scheme = /^https?:\/\//i;
const pairs: ReadonlyMap<string, string> = new Map([[")", "("], ["]", "["], ["}", "{"]]);

/** In order. Links and code are found first: within them nothing is marked. */
export function tokenize(line: string): readonly MarkupToken[] {
  const tokens: MarkupToken[] = [];
  const code = new CodeEnds(line);
  let textFrom = 0;
  let index = 0;
  const endText = (end: number) => {
    if (end > textFrom) tokens.push({ type: "text", text: line.slice(textFrom, end) });
  };
  while (index < line.length) {
    const start = index;
    const found = findAt(line, start, code);
    index = typeof found === "number" ? found : found.end;
    if (typeof found === "number") continue;
    endText(start);
    tokens.push(found.token);
    textFrom = index;
  }
  endText(line.length);
  return tokens;
}

/** What begins there or, if that is text, where to look next. */
function findAt(line: string, index: number, code: CodeEnds): FoundToken | number {
  switch (line[index]) {
    case "`":
      return codeAt(line, index, code);
    case "*":
    case "_":
      return markerAt(line, index);
    case "h":
    case "H":
      return linkAt(line, index);
    default:
      return index + 1;
  }
}

function codeAt(line: string, index: number, code: CodeEnds): FoundToken | number {
  const start = endOfRun(line, index);
  const end = isBorder(before(line, index)) ? code.next(start, start - index) : undefined;
  const text = line.slice(start, end);
  if (end === undefined || text.trim() === "") return start;
  return { token: { type: "code", text }, end: end + start - index };
}

function markerAt(line: string, index: number): FoundToken | number {
  const end = endOfRun(line, index);
  const text = line.slice(index, end);
  if (text !== "*" && text !== "**" && text !== "_") return end;
  const [last, next] = [before(line, index), after(line, end)];
  const canOpen = isBorder(last) && !/[-.]/.test(last ?? "") && next !== undefined &&
    !closing.test(next);
  const canClose = isBorder(next) && last !== undefined && !/\s/.test(last);
  return { token: { type: "marker", text, canOpen, canClose }, end };
}

function linkAt(line: string, index: number): FoundToken | number {
  const [start] = scheme.exec(line.slice(index, index + "https://".length)) ?? [];
  const last = before(line, index);
  if (start === undefined || (last !== undefined && word.test(last))) return index + 1;
  let end = index + start.length;
  while (end < line.length && !endOfLink.test(line[end] ?? "")) end++;
  const text = withoutPunctuation(line.slice(index, end));
  // Looked at once: a long one that is none is not to be tried from each of its places.
  if (text.length <= start.length || !URL.canParse(text)) return end;
  return { token: { type: "link", text }, end: index + text.length };
}

/** Without what belongs to the sentence around an address: a full stop, a bracket that it did not open. */
function withoutPunctuation(address: string): string {
  const counts = new Map<string, number>();
  for (const character of address) counts.set(character, (counts.get(character) ?? 0) + 1);
  let end = address.length;
  for (; end > 0; end--) {
    const last = address[end - 1] ?? "";
    const opening = pairs.get(last);
    const isClosed = opening !== undefined &&
      (counts.get(last) ?? 0) <= (counts.get(opening) ?? 0);
    if (isClosed || (opening === undefined && !/[.,;:!?'*_~([{”’»]/.test(last))) break;
    counts.set(last, (counts.get(last) ?? 0) - 1);
  }
  return address.slice(0, end);
}

/** Where code may end, by how many backticks; to be asked from left to right. */
class CodeEnds {
  readonly #ends = new Map<number, { readonly places: number[]; next: number }>();

  constructor(line: string) {
    let index = line.indexOf("`");
    while (index !== -1) {
      const end = endOfRun(line, index);
      const length = end - index;
      const ends = this.#ends.get(length) ?? { places: [], next: 0 };
      this.#ends.set(length, ends);
      if (isBorder(after(line, end))) ends.places.push(index);
      index = line.indexOf("`", end);
    }
  }

  /** The first run of so many backticks from `index` on. */
  next(index: number, length: number): number | undefined {
    const ends = this.#ends.get(length);
    if (ends === undefined) return undefined;
    while ((ends.places[ends.next] ?? Infinity) < index) ends.next++;
    return ends.places[ends.next];
  }
}

function endOfRun(line: string, index: number): number {
  let end = index + 1;
  while (line[end] === line[index]) end++;
  return end;
}

/** Whether a word ends beside this character; beyond either end of the line it does. */
function isBorder(character: string | undefined): boolean {
  return character === undefined || !(word.test(character) || joint.test(character));
}

function after(line: string, index: number): string | undefined {
  const codePoint = line.codePointAt(index);
  return codePoint === undefined ? undefined : String.fromCodePoint(codePoint);
}

function before(line: string, index: number): string | undefined {
  if (index === 0) return undefined;
  const last = line.slice(Math.max(0, index - 2), index);
  return [...last].at(-1);
}
