const capitals = /[A-Z]+/g;

/** Small letters for the capitals of ASCII, and nothing else changed: IRC's `CASEMAPPING=ascii`. */
export function foldAscii(text: string): string {
  return text.replace(capitals, (letters) => letters.toLowerCase());
}
