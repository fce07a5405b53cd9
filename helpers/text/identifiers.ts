import security from "./unicode_security.json" with { type: "json" };

/**
 * Unicode 17: letters, marks and digits with the identifier status Allowed, as ranges by script, in what follows as
 * in a class of characters. All ideographs and Korean syllables count: those of rare names look like no others.
 */
const { Common: common, Inherited: inherited, ...byScript } = Object.fromEntries(
  Object.entries(security.allowed).map(([script, ranges]) => [script, classOf(ranges)]),
);
/** Those with capitals and small letters in the shapes of Latin ones: none is mixed with another of them. */
const likeLatin = ["Latin", "Greek", "Cyrillic", "Armenian"];
/** Scripts that one language mixes. Any other script may be mixed with Latin only. */
const together = [["Han", "Hiragana", "Katakana"], ["Han", "Hangul"]];

const ascii = /^[\0-\x7f]*$/;
const signs = "_.\\[\\]{}\\|\\^\\-";
const notAllowed = new RegExp(
  `[^${signs}${common}${inherited}${Object.values(byScript).join("")}]`,
  "u",
);

const alone = Object.keys(byScript).map((script) => [script]);
const mixtures = [...alone, ...together].map((scripts) =>
  (likeLatin.includes(scripts[0] ?? "") ? scripts : ["Latin", ...scripts])
    .map((script) => byScript[script]).join("")
);
const unmixed = new RegExp(
  mixtures.map((letters) => `^[${signs}${common}${inherited}${letters}]*$`).join("|"),
  "u",
);

/** A letter with marks of its script on it. */
const marked = new RegExp(
  Object.entries(byScript).map(([script, letters]) =>
    `^[${letters}][${letters}${likeLatin.includes(script) ? inherited : ""}]+$`
  ).join("|"),
  "u",
);

/** More than four marks on a letter, one of them twice in a row, or a dot on what has one (UTS #39, 5.4). */
const tooManyMarks = /\p{M}{5}|(\p{Mn})\1|[ijlıȷ]\u0307/u;

/**
 * Why a name in NFKC may pass for another, or shows nothing, by UTS #39; undefined if it does not. Letters, marks
 * and digits are to have the status Allowed, marks to stand on letters of their script, and letters to be of
 * scripts that are used together (its level "moderately restrictive").
 */
export function suspicionOf(name: string): string | undefined {
  if (ascii.test(name)) return undefined;
  const odd = notAllowed.exec(name)?.[0];
  if (odd !== undefined) {
    return `${describe(odd)} is not among the letters that are in general use today`;
  }
  if (mixesDirections(name)) {
    return "it mixes letters that are written from the left with such from the right";
  }
  if (!unmixed.test(name)) return "it mixes scripts whose letters look alike";
  if (tooManyMarks.test(name)) return "a letter has too many marks";
  const isMarkedWell =
    name.match(/\P{M}?\p{M}+/gu)?.every((each) => /^\p{L}/u.test(each) && marked.test(each)) ??
      true;
  if (!isMarkedWell) return "a mark stands on what it does not belong to";
  // The ten digits of a system are in one row of sixteen.
  const systems = name.match(/\p{Nd}/gu)?.map((digit) => (digit.codePointAt(0) ?? 0) >> 4) ?? [];
  return new Set(systems).size > 1 ? "it mixes digits of several scripts" : undefined;
}

const fromTheRight = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thaana}]/u;
const fromTheLeft = /[[\p{L}]--[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Thaana}]]/v;

/** Whether a name has letters of both directions, which would reorder the line around it (RFC 5893, 2). */
export function mixesDirections(name: string): boolean {
  return fromTheRight.test(name) && fromTheLeft.test(name);
}

const prototypes: Readonly<Record<string, string>> = security.lookAlikes;

/** What all that look like it have in common: the skeleton of UTS #39. */
export function skeleton(text: string): string {
  return Array.from(text.normalize("NFD"), (each) => prototypes[each] ?? each).join("")
    .normalize("NFD");
}

/** `0030-0039 0041` as what stands in a class of characters. */
function classOf(ranges: string): string {
  return ranges.replace(/[0-9a-f]+/g, "\\u{$&}").replaceAll(" ", "");
}

function describe(character: string): string {
  const code = (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
  return /\p{M}/u.test(character) ? `U+${code}` : `"${character}" (U+${code})`;
}
