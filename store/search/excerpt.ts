import type { Entry, FoundEntry } from "../store.ts";
import { fold, isAscii } from "./words.ts";

/** A longer text is found as an excerpt. In UTF-16 code units. */
const maxExcerptLength = 1000;
/** How much of it stands before what was found. */
const lengthBefore = 100;
/** Folding changes lengths, so a place in a folded text is looked for in pieces of this length. */
const pieceLength = 64;
const mark = "…";

/** The entry, its text cut to `maxExcerptLength` around a place in its folded text. */
export function excerptOf(entry: Entry, foldedIndex: number): FoundEntry {
  const { text } = entry;
  if (text.length <= maxExcerptLength) return entry;
  const latest = text.length - maxExcerptLength;
  const wanted = placeInText(text, foldedIndex) - lengthBefore;
  const start = border(text, Math.min(latest, Math.max(0, wanted)));
  const end = border(text, start + maxExcerptLength);
  const cut = text.slice(start, end);
  const marked = (start > 0 ? mark : "") + cut + (end < text.length ? mark : "");
  return { ...entry, text: marked, isExcerpt: true };
}

/** About where in a text its folded form has that index. */
function placeInText(text: string, foldedIndex: number): number {
  if (isAscii(text)) return foldedIndex;
  let [place, length] = [0, 0];
  while (place < text.length) {
    const next = border(text, place + pieceLength);
    length += fold(text.slice(place, next)).length;
    if (length > foldedIndex) return place;
    place = next;
  }
  return text.length;
}

/** The index, or the next one that cuts no character in two. */
function border(text: string, index: number): number {
  const isWithin = /^[\udc00-\udfff]/.test(text.charAt(index));
  return isWithin ? index + 1 : index;
}
