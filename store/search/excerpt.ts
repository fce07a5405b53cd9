import type { Entry, FoundEntry } from "../store.ts";
import { fold, isAscii } from "./words.ts";

/** A longer text is found as an excerpt. In UTF-16 code units. */
const maxExcerptLength = 1000;
/** How much of it stands before what was found. */
const lengthBefore = 100;
/** Folding changes lengths, so a place in a folded text is looked for in pieces of this length. */
const pieceLength = 64;
const mark = "…";

/** The entry, its text cut to `maxExcerptLength` around a place in its folded text, if there is one. */
export function excerptOf(entry: Entry, foldedIndex: number | undefined): FoundEntry {
  const { text } = entry;
  const foundAt = foldedIndex === undefined ? undefined : placeInText(text, foldedIndex);
  const found = foundAt === undefined ? entry : { ...entry, foundAt };
  if (text.length <= maxExcerptLength) return found;
  const latest = text.length - maxExcerptLength;
  const wanted = (foundAt ?? 0) - lengthBefore;
  const start = border(text, Math.min(latest, Math.max(0, wanted)));
  const end = border(text, start + maxExcerptLength);
  const cut = text.slice(start, end);
  const marked = (start > 0 ? mark : "") + cut + (end < text.length ? mark : "");
  return { ...found, text: marked, excerptAt: start };
}

/** Where in a text its folded form has that index; where letters join over the border of two pieces, about there. */
function placeInText(text: string, foldedIndex: number): number {
  if (isAscii(text)) return foldedIndex;
  const [piece, length] = pieceAt(text, pieceLength, foldedIndex);
  const [place] = pieceAt(text.slice(piece, piece + pieceLength), 1, foldedIndex - length);
  return piece + place;
}

/** Where the piece begins that has this index when it is folded, and the folded length of all before it. */
function pieceAt(text: string, pieceLength: number, foldedIndex: number): [number, number] {
  let [place, length] = [0, 0];
  while (place < text.length) {
    const next = border(text, place + pieceLength);
    const withPiece = length + fold(text.slice(place, next)).length;
    if (withPiece > foldedIndex) break;
    [place, length] = [next, withPiece];
  }
  return [place, length];
}

/** The index, or the next one that cuts no character in two. */
function border(text: string, index: number): number {
  const isWithin = /^[\udc00-\udfff]/.test(text.charAt(index));
  return isWithin ? index + 1 : index;
}
