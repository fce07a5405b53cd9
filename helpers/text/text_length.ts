const encoder = new TextEncoder();

/** Length in bytes of UTF-8. */
export function utf8Bytes(text: string): number {
  return encoder.encode(text).length;
}

/** Length in code points: what a person would count, but for combined characters. */
export function codePoints(text: string): number {
  return [...text].length;
}

/** Whether it has more code points than that; of UTF-16 units a text has at most twice as many. */
export function isLonger(text: string, maxLength: number): boolean {
  if (text.length <= maxLength) return false;
  return text.length > 2 * maxLength || codePoints(text) > maxLength;
}
