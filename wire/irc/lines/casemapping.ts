import { foldAscii } from "../../../helpers/text/fold_ascii.ts";

const ascii = /^[\0-\x7f]*$/;

/** Whether they are one under `CASEMAPPING=ascii`. */
export function sameName(name: string, other: string): boolean {
  return name === other || foldAscii(name) === foldAscii(other);
}

/** The other way round, for commands, which are told apart in any case. */
export function upperCase(word: string): string {
  if (ascii.test(word)) return word.toUpperCase();
  return word.replace(/[a-z]+/g, (letters) => letters.toUpperCase());
}
