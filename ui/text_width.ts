import { eastAsianWidth } from "get-east-asian-width";

/** Characters that join nothing and take one column each: most Latin letters, arrows, lines. */
const simple = /^[\x20-\x7e\xa1-\xac\xae-\u02ff\u2010-\u2027\u2190-\u21ff\u2500-\u259f]*$/;

/** SGR (ECMA-48, 8.3.117), and OSC 8, which begins and ends a hyperlink: they take no room. */
// deno-lint-ignore no-control-regex
export const lookCodes: RegExp = /(\x1b\[[\d;:]*m|\x1b\]8;[^\x07\x1b]*(?:\x07|\x1b\\))/g;

/** Characters that are not seen by themselves, such as marks and joiners. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Mn}\p{Me}\p{Cs}]/u;

/** Hangul vowels and finals behind what begins their syllable: it is as wide as all of them. */
const laterJamo = /(?<=.)[\u1160-\u11ff\ud7b0-\ud7fb]/gsu;

/** Emoji of several characters (UTS #51): with a selector or a skin tone, joined, flags, keycaps. */
const emoji =
  /^(?:\p{Extended_Pictographic}(?:\ufe0f|\p{Emoji_Modifier}|.*\u200d\p{Extended_Pictographic})|\p{RI}{2}|[\d#*]\ufe0f?\u20e3)/u;

let graphemes: Intl.Segmenter | undefined;

/**
 * The columns that a text takes on a terminal, SGR and links aside: an emoji takes two, however
 * many characters it is joined of, all else what its characters take (UAX #11). Where terminals may
 * disagree, `anchorColumns()` puts the cursor where this has it.
 */
export function textWidth(text: string): number {
  const plain = text.includes("\x1b") ? text.replace(lookCodes, "") : text;
  if (isSimple(plain)) return plain.length;
  return splitGraphemes(plain).reduce((width, grapheme) => width + graphemeWidth(grapheme), 0);
}

/** The same of what `splitGraphemes()` gives. */
export function graphemeWidth(grapheme: string): number {
  if (grapheme.length > 1 && emoji.test(grapheme)) return 2;
  let width = 0;
  for (const character of grapheme.replace(laterJamo, "")) {
    if (!unseen.test(character)) width += eastAsianWidth(character.codePointAt(0) ?? 0);
  }
  return width;
}

/** What a terminal draws as one: splitting it would change how it looks. */
export function splitGraphemes(text: string): string[] {
  if (isSimple(text)) return text.split("");
  return Array.from(segmented(text), ({ segment }) => segment);
}

/** The same, to be asked for the grapheme at an index. */
export function segmented(text: string): Intl.Segments {
  // Not before it is needed: the first takes 10 ms.
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  return graphemes.segment(text);
}

/** Whether each character of the text is a grapheme of one column. False does not say that one is not. */
export function isSimple(text: string): boolean {
  return simple.test(text);
}
