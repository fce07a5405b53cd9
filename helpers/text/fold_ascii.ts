const ascii = /^[\0-\x7f]*$/;

/** Small letters for the capitals of ASCII, and nothing else changed: IRC's `CASEMAPPING=ascii`. */
export function foldAscii(text: string): string {
  if (ascii.test(text)) return text.toLowerCase();
  return text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}
