import { utf8Bytes } from "../../../helpers/text/text_length.ts";

/**
 * Bounds in bytes: https://modern.ircdocs.horse/#message-format and
 * https://ircv3.net/specs/extensions/message-tags#size-limit
 */
export const lineBounds = {
  /** All but the tags, with CR and LF. */
  line: 512,
  /** Tags that a client sends, from `@` to the space behind them. It gets at most 8191: these, and few of ours. */
  clientTags: 4096,
  /** A line from a client without CR and LF. */
  clientFrame: 4096 + 510,
} as const;

const maxLine = lineBounds.line - 2;

/** `tags_too_long` and `line_too_long` are answered with 417, `bad_utf8` with `FAIL`: only the line is lost. */
export type LineErrorCode = "tags_too_long" | "line_too_long" | "bad_utf8";

export class LineError extends Error {
  override readonly name = "LineError";

  constructor(readonly code: LineErrorCode, message: string) {
    super(message);
  }
}

const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
const at = 0x40;
const space = 0x20;

/** The text of a line from a client, without what ends it. Throws `LineError`. */
export function readLine(frame: Uint8Array): string {
  const tags = frame[0] === at ? tagBytes(frame) : 0;
  if (tags > lineBounds.clientTags) {
    const most = `at most ${lineBounds.clientTags} are allowed`;
    throw new LineError("tags_too_long", `The tags have ${tags} bytes; ${most}`);
  }
  if (frame.length - tags > maxLine) {
    const most = `at most ${maxLine} are allowed`;
    throw new LineError("line_too_long", `The line has ${frame.length - tags} bytes; ${most}`);
  }
  try {
    return decoder.decode(frame);
  } catch {
    throw new LineError("bad_utf8", "The line is not UTF-8");
  }
}

function tagBytes(frame: Uint8Array): number {
  const end = frame.indexOf(space);
  return end < 0 ? frame.length : end + 1;
}

/** Whether a line without tags, and without CR and LF, may be sent. */
export function fitsInLine(line: string): boolean {
  // A UTF-16 unit takes at most three bytes.
  return line.length * 3 <= maxLine || utf8Bytes(line) <= maxLine;
}

const encoder = new TextEncoder();
/** Written to, and never read. */
const scratch = new Uint8Array(maxLine);

/** As much of a line without tags, in whole characters, as may be sent. */
export function cutToLine(text: string): string {
  return fitsInLine(text) ? text : text.slice(0, encoder.encodeInto(text, scratch).read);
}

/** How many bytes there are for what follows, in a line that begins so. */
export function bytesBehind(start: string): number {
  return maxLine - utf8Bytes(start);
}
