/** Of scripts that put no spaces between words: a dictionary tells where one ends. */
const unspaced =
  /[\p{scx=Han}\p{scx=Hira}\p{scx=Kana}\p{scx=Thai}\p{scx=Lao}\p{scx=Khmr}\p{scx=Mymr}]/u;

/** Marks are among them, since in some scripts vowels are marks. */
const wordCharacters = /[\p{L}\p{M}\p{N}\p{Co}]+/gu;
/** Accents, and the vowel signs that Arabic mostly leaves out; not the marks that make another letter. */
const diacritics = /[\u0300-\u036f\u064b-\u065f\u0670]/g;
const asciiWord = /[A-Za-z0-9]+/g;

/**
 * The words of a text by which it is found: letters and digits, without case and diacritics, in order. The
 * same for what is kept and for what is looked for.
 */
export function wordsOf(text: string): string[] {
  if (isAscii(text)) return text.toLowerCase().match(asciiWord) ?? [];
  const folded = fold(text);
  const words = folded.match(wordCharacters) ?? [];
  return unspaced.test(folded) ? words.flatMap(segment) : words;
}

/** Removes case and diacritics, of names as of words. */
export function fold(text: string): string {
  return text.normalize("NFKD").replace(diacritics, "").toUpperCase().toLowerCase().normalize(
    "NFC",
  );
}

export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Made when it is first needed: with its dictionaries it takes megabytes. */
let segmenter: Intl.Segmenter | undefined;

function segment(word: string): string[] {
  if (!unspaced.test(word)) return [word];
  segmenter ??= new Intl.Segmenter(undefined, { granularity: "word" });
  return Array.from(segmenter.segment(word), ({ segment }) => segment);
}
