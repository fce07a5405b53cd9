import { utf8Bytes } from "../helpers/text/text_length.ts";
import { limits } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import { cleanLine } from "./text.ts";

/** Client-only tags, cleaned. Throws `text_too_long`. */
export function parseTags(raw: string): string {
  return parseBounded("tags", raw, limits.tagsBytes);
}

/** What programs pass to each other, as a line that is cleaned. Throws `text_too_long`. */
export function parseBounded(what: string, raw: string, maxBytes: number): string {
  const text = cleanLine(raw);
  const bytes = utf8Bytes(text);
  if (bytes <= maxBytes) return text;
  const problem = `The ${what} has ${bytes} bytes; at most ${maxBytes} are allowed`;
  throw new ChatError("text_too_long", problem);
}
