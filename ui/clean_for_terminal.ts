import { escapeSequence } from "../helpers/text/escape_sequence.ts";

const unsafe = new RegExp(`${escapeSequence}|[^\\P{Cc}\\n]|\\p{Bidi_Control}|\\p{Cs}`, "gu");

/**
 * Without escape sequences, and what else could move the cursor, turn the direction of writing or end a row,
 * whatever server it came from; tabs become spaces, line feeds stay.
 */
export function cleanForTerminal(text: string): string {
  return text
    .replaceAll("\t", "    ")
    .replace(/[\u2028\u2029]/g, " ")
    .replace(unsafe, "");
}

/** The same for what takes one row: a nick, a room's name, a topic. */
export function cleanName(name: string): string {
  return cleanForTerminal(name).replaceAll("\n", "");
}
