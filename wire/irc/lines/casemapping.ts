const ascii = /^[\0-\x7f]*$/;

/** What names are compared by under `CASEMAPPING=ascii`: `A` to `Z` are `a` to `z`, and nothing else is folded. */
export function foldCase(name: string): string {
  if (ascii.test(name)) return name.toLowerCase();
  return name.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
}

export function sameName(name: string, other: string): boolean {
  return name === other || foldCase(name) === foldCase(other);
}

/** The other way round, for commands, which are told apart in any case. */
export function upperCase(word: string): string {
  if (ascii.test(word)) return word.toUpperCase();
  return word.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
