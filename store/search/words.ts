/** A text is searched up to here, in UTF-16 code units: so what one message costs the index has a bound. */
export const maxSearchedLength = 8 * 1024;

/** Scripts that put no spaces between words, and Hangul, which puts particles and compounds into one. */
const unspacedScripts = [
  ...["Han", "Hira", "Kana", "Bopo", "Hang", "Yiii", "Tang", "Nshu"],
  ...["Thai", "Laoo", "Khmr", "Mymr", "Tale", "Talu", "Lana", "Tavt", "Java", "Bali", "Cham"],
].map((script) => String.raw`\p{scx=${script}}`).join("");

/** Marks are among them, since in some scripts vowels are marks. */
const letters = String.raw`[\p{L}\p{M}\p{N}]`;
const spacedLetter = `[${letters}--[${unspacedScripts}]]`;
const unspacedLetter = `[${letters}&&[${unspacedScripts}]]`;

/** A run of letters of one of the two kinds, or of symbols: all that is neither letter nor space. */
const runs = new RegExp(
  String.raw`(${spacedLetter}+)|(${unspacedLetter}+)|((?:(?!${letters})\S)+)`,
  "gv",
);
const words = new RegExp(`${spacedLetter}+|${unspacedLetter}`, "gv");
const asciiWords = /[a-z0-9]+/g;
const spacedAtStart = new RegExp(`^${spacedLetter}`, "v");
const letterAtStart = new RegExp(`^${letters}`, "v");

/**
 * Accents and the vowel signs that Hebrew, Arabic and Syriac mostly leave out, with Arabic's tatweel; not the marks
 * that make another letter.
 */
const diacritics =
  /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0730-\u074a\u08d3-\u08e1\u08e3-\u08ff\u1ab0-\u1aff\u1dc0-\u1dff\ufe20-\ufe2f]/g;
/** More marks than any letter has: normalizing takes time in the square of their number. */
const heapOfMarks = /(\p{M}{16})\p{M}+/gu;
/** What shows nothing, such as joiners and variation selectors, but for the tags that tell flags apart. */
const invisible = /(?![\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;
// deno-lint-ignore no-control-regex
const asciiControls = /[\0-\x1f\x7f]/g;
const notCharacters = /[\p{Cc}\p{Cs}]/gu;
/** A flag, and a digit or sign on a key, stand for themselves, whatever is beside them. */
const pairs = /\p{RI}{2}|[0-9#*]\u20e3/gu;

/** Letters with a stroke or joined, and signs that some keyboards replace by finer ones. */
const plainForms: Readonly<Record<string, string>> = {
  ...{ đ: "d", ð: "d", ø: "o", ł: "l", ħ: "h", ŧ: "t", æ: "ae", œ: "oe", þ: "th" },
  ...{ ς: "σ", "‘": "'", "’": "'", "“": '"', "”": '"', "‐": "-", "‑": "-", "–": "-", "—": "-" },
};
const withPlainForm = new RegExp(`[${Object.keys(plainForms).join("")}]`, "gu");

/** A text as it is searched, and what is looked for: without case and diacritics, of bounded length. */
export function foldText(text: string): string {
  return fold(text.length > maxSearchedLength ? text.slice(0, maxSearchedLength) : text);
}

/** Removes case and diacritics, of names as of texts. Takes time in proportion to the length. */
export function fold(text: string): string {
  if (isAscii(text)) return text.toLowerCase().replace(asciiControls, " ");
  return text
    .replace(invisible, "").replace(notCharacters, " ").replace(heapOfMarks, "$1")
    .normalize("NFKD").replace(diacritics, "")
    // Both ways: some letters have two lower forms, others no upper one.
    .toLowerCase().toUpperCase().toLowerCase()
    .replace(withPlainForm, (letter) => plainForms[letter] ?? letter)
    .normalize("NFC").replace(pairs, " $& ");
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** How long it takes to look through a text, in letters of ASCII: of other scripts each takes as long as four. */
export function weightOf(text: string): number {
  return isAscii(text) ? text.length : 4 * text.length;
}

/** How many words a folded text has; without spaces between words, each letter counts as one. */
export function countWords(folded: string): number {
  return folded.match(isAscii(folded) ? asciiWords : words)?.length ?? 0;
}

/** Whether a letter stands there. */
export function isLetterAt(folded: string, index: number): boolean {
  return isAt(letterAtStart, folded, index);
}

/** Whether a letter stands there that is part of a word with a beginning and an end. */
export function isSpacedAt(folded: string, index: number): boolean {
  return isAt(spacedAtStart, folded, index);
}

function isAt(pattern: RegExp, folded: string, index: number): boolean {
  const code = folded.codePointAt(index);
  if (code === undefined) return false;
  if (code < 0x80) return (code >= 0x61 && code <= 0x7a) || (code >= 0x30 && code <= 0x39);
  return pattern.test(String.fromCodePoint(code));
}

/** A stretch of a folded text that is of one kind. */
export interface Run {
  readonly kind: "word" | "unspaced" | "symbols";
  readonly text: string;
}

export function* runsOf(folded: string): Generator<Run> {
  for (const [text, word, unspaced] of folded.matchAll(runs)) {
    if (word !== undefined) yield { kind: "word", text };
    else yield { kind: unspaced === undefined ? "symbols" : "unspaced", text };
  }
}
