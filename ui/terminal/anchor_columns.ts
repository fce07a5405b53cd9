// deno-lint-ignore-file no-control-regex -- rows have escape sequences in them

import { graphemeWidth, lookCodes, splitGraphemes } from "../cells.ts";

const ascii = /^[\x00-\x7f]*$/;
const plain = /^[\x20-\x7e]*$/;

/** Two columns wide on every terminal: ideographs, kana, hangul and full-width forms. */
const wide =
  /[\p{Unified_Ideograph}\u3000-\u3029\u3041-\u3096\u309b-\u30ff\uac00-\ud7a3\uff01-\uff60]/u;
/**
 * One column wide, but where a terminal is told to draw "ambiguous" characters (Unicode, UAX 11)
 * as wide as ideographs.
 */
const narrow =
  /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\u00a1-\u00ac\u00ae-\u02ff\u2010-\u2027\u2500-\u25ff]/u;
const uncertain = /[\p{Emoji_Presentation}\p{M}]/u;

/** `run`: only as many columns as its neighbours, so that one anchor behind all of them will do. */
type Certainty = "certain" | "run" | "none";

/**
 * A row, drawn from the first column on, with the cursor put where `textWidth()` has it
 * wherever a terminal may have it elsewhere: behind emoji, marks, flags, and runs of letters that
 * some draw wide. What such a character leaves of its columns is cleared first (ECH).
 */
export function anchorColumns(row: string): string {
  if (ascii.test(row)) return row;
  let anchored = "";
  let column = 1;
  let isLoose = false;
  const put = (text: string, width: number, certainty: Certainty) => {
    if (isLoose && certainty !== "run") anchored += moveTo(column);
    anchored += certainty === "none" && width > 0 ? `\x1b[${width}X${text}` : text;
    column += width;
    isLoose = certainty !== "certain";
  };
  row.split(lookCodes).forEach((part, index) => {
    // What `split` captures stands between the others.
    if (index % 2 === 1 || part === "") anchored += part;
    else if (plain.test(part)) put(part, part.length, "certain");
    else for (const each of splitGraphemes(part)) put(each, graphemeWidth(each), certaintyOf(each));
  });
  return isLoose ? anchored + moveTo(column) : anchored;
}

/** Cursor character absolute, CHA (ECMA-48, 8.3.9). */
function moveTo(column: number): string {
  return `\x1b[${column}G`;
}

function certaintyOf(grapheme: string): Certainty {
  const [character = "", ...marks] = grapheme;
  if (marks.length > 0) return "none";
  if (character <= "\x7f" || wide.test(character)) return "certain";
  return narrow.test(character) && !uncertain.test(character) ? "run" : "none";
}
