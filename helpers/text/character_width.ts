import { eastAsianWidth } from "get-east-asian-width";

/** Characters that are not seen by themselves, such as joiners. */
const unseen = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}]/u;

/**
 * Marks that every terminal draws onto the letter before them. Some know those only that Unicode 5.0 has, and give
 * each later one a column of its own.
 */
const knownMarks =
  /[\u0300-\u0486\u0488-\u0615\u064b-\u065e\u0670-\u07f3\u0901\u0902\u093c-\u0954\u0962-\u09e3\u0a01-\u0a4d\u0a70\u0a71\u0a81-\u0ae3\u0b01-\u0b43\u0b4d\u0b56\u0b82-\u0bcd\u0c3e-\u0c56\u0cbc-\u0ce3\u0d41-\u0d43\u0d4d\u0dca-\u0eb9\u0ebb-\u0f87\u0f90-\u1032\u1036-\u1039\u1058\u1059\u135f-\u180d\u18a9-\u1a18\u1b00-\u1b73\u1dc0-\u1dca\u1dfe-\u20ef\u302a-\u309a\ua806-\ua826\ufb1e-\ufe23]/u;

/** The Arabic signs that stand around what follows them: some terminals give them a column. */
const leadingSigns = /[\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u{110bd}\u{110cd}]/u;

/** Two columns on some terminals: letters of flags, numbers in circles, and the sign for a missing consonant. */
const wideOnSome = /[\p{RI}\u3248-\u324f\u115f]/u;

/** The most columns that a terminal takes for a character. Where they agree, it is as UAX #11 has it. */
export function widestCharacter(character: string): number {
  if (wideOnSome.test(character)) return 2;
  const isMark = /[\p{Mn}\p{Me}]/u.test(character);
  const isUnseen = isMark ? knownMarks.test(character) : unseen.test(character);
  return isUnseen && !leadingSigns.test(character) ? 0 : widthOf(character);
}

function widthOf(character: string): number {
  return eastAsianWidth(character.codePointAt(0) ?? 0);
}
