/** RFC 4648, 6, in lower case. */
export const fingerprintAlphabet = "abcdefghijklmnopqrstuvwxyz234567";
/** 100 bits: nobody makes a second key for one that is there. */
export const fingerprintLength = 20;
const groupLength = 4;

/** What `parseFingerprint` accepts, in words for help and errors. */
export const fingerprintForm = "20 letters from a to z and digits from 2 to 7";

/** A fingerprint as it is shown: its letters in groups, as in `kq3f-2abc-defg-hijk-lmno`. */
export function groupFingerprint(letters: string): string {
  return (letters.match(new RegExp(`.{${groupLength}}`, "g")) ?? []).join("-");
}

/** As `groupFingerprint` writes it; in any case, and with or without the hyphens. Undefined for all else. */
export function parseFingerprint(text: string): string | undefined {
  const letters = text.toLowerCase().replaceAll("-", "");
  const isWhole = letters.length === fingerprintLength && /^[a-z2-7]+$/.test(letters);
  return isWhole ? groupFingerprint(letters) : undefined;
}
