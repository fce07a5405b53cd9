/** What does not fit in one line, cut into pieces that do. */

export interface Piece {
  readonly text: string;
  /** It goes on with the line that the piece before it began: `draft/multiline-concat`. */
  readonly continues: boolean;
}

/**
 * Text of one or more lines as pieces of at most `maxBytes` bytes of UTF-8 each, or of 4. A line that is longer is
 * cut behind its last space that fits, or else between two graphemes, or within one that fits in no piece; the pieces
 * of a line are together what it was. Empty lines are pieces too. `joins`: where it is cut as well, in UTF-16 code
 * units, in order.
 */
export function splitText(
  text: string,
  maxBytes: number,
  joins: readonly number[] = [],
): readonly Piece[] {
  // With less, a character would fit in no piece.
  const most = Math.max(maxBytes, 4);
  let end = -1;
  return text.split("\n").flatMap((line) => {
    const start = end + 1;
    end = start + line.length;
    const cuts = joins.filter((at) => at > start && at < end).map((at) => at - start);
    return [0, ...cuts].flatMap((at, index) =>
      splitLine(line.slice(at, cuts[index]), most).map((piece, part) =>
        index > 0 && part === 0 ? { ...piece, continues: true } : piece
      )
    );
  });
}

/** For those who get each piece as a message of its own: nothing is said by an empty line. */
export function withoutBlank(pieces: readonly Piece[]): readonly Piece[] {
  return pieces.filter(({ text }) => text.trim() !== "");
}

const encoder = new TextEncoder();
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
const space = 0x20;

function splitLine(line: string, maxBytes: number): readonly Piece[] {
  // A UTF-16 unit takes at most three bytes.
  if (line.length * 3 <= maxBytes) return [{ text: line, continues: false }];
  const bytes = encoder.encode(line);
  const pieces: Piece[] = [];
  for (let start = 0; start < bytes.length || start === 0;) {
    const end = endOfPiece(bytes, start, maxBytes);
    pieces.push({ text: decoder.decode(bytes.subarray(start, end)), continues: start > 0 });
    if (end === bytes.length) break;
    start = end;
  }
  return pieces;
}

function endOfPiece(bytes: Uint8Array, start: number, maxBytes: number): number {
  const most = start + maxBytes;
  if (most >= bytes.length) return bytes.length;
  const lastSpace = bytes.subarray(start, most).lastIndexOf(space);
  if (lastSpace >= 0) return start + lastSpace + 1;
  const end = characterStart(bytes, most);
  if (isAscii(bytes[end - 1]) && isAscii(bytes[end])) return end;
  return graphemeStart(bytes, start, end);
}

/** Where the character begins that has this byte. */
function characterStart(bytes: Uint8Array, index: number): number {
  let start = index;
  while (((bytes[start] ?? 0) & 0xc0) === 0x80) start--;
  return start;
}

/** Between two of these there is always a border, since there is no CR. */
function isAscii(byte = 0): boolean {
  return byte < 0x80;
}

let graphemes: Intl.Segmenter | undefined;
/** A grapheme that is longer is cut as if what follows were another: it fits in few pieces anyway. */
const lookAheadBytes = 64;

/** Where the grapheme begins that the character at `end` belongs to; `end` if that would be `start`. */
function graphemeStart(bytes: Uint8Array, start: number, end: number): number {
  graphemes ??= new Intl.Segmenter(undefined, { granularity: "grapheme" });
  const before = decoder.decode(bytes.subarray(start, end));
  const behind = characterStart(bytes, Math.min(end + lookAheadBytes, bytes.length));
  const after = decoder.decode(bytes.subarray(end, behind));
  const index = graphemes.segment(before + after).containing(before.length)?.index ?? 0;
  return index === 0 ? end : start + encoder.encode(before.slice(0, index)).length;
}
