import { isLonger } from "../helpers/text/text_length.ts";
import { limits, type SayMessage } from "../protocol.ts";
import { ChatError } from "./chat_error.ts";
import type { Words } from "./event.ts";
import { parseTags } from "./tags.ts";
import { cleanText, parseKind, parseText, quote } from "./text.ts";

/** What somebody wants to say, as it came. */
export type Saying = Pick<SayMessage, "text" | "kind" | "replyTo" | "joins" | "tags" | "id">;

/**
 * What is said, cleaned. That what it answers is there nobody looks: a number of nothing does no harm. Throws as
 * `parseText` and `parseKind` do, and for a reaction to nothing `bad_usage`.
 */
export function parseSaying(
  { text: raw, kind: rawKind, replyTo, joins, tags, id }: Saying,
): Omit<Words, "identity" | "from"> {
  const [text, kind] = [parseText(raw), parseKind(rawKind)];
  if (kind === "reaction" || kind === "unreaction") refuseUnlessReaction(text, replyTo);
  const joinedAt = joins === undefined ? undefined : parseJoins(raw, text, joins);
  return {
    ...{ text, kind, id },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(joinedAt === undefined ? {} : { joins: joinedAt }),
    ...(tags === undefined ? {} : { tags: parseTags(tags) }),
  };
}

function refuseUnlessReaction(text: string, replyTo: number | undefined): void {
  if (replyTo === undefined) {
    throw new ChatError("bad_usage", "A reaction must say what it is to: replyTo is missing");
  }
  if (!isLonger(text, limits.reactionLength) && !text.includes("\n")) return;
  const problem = `A reaction is one line of at most ${limits.reactionLength} characters`;
  throw new ChatError("text_too_long", `${problem}, not ${quote(text)}`);
}

/** Where the cleaned text was joined; undefined where that cannot be told, since cleaning took away what stood there. */
function parseJoins(
  raw: string,
  text: string,
  joins: readonly number[],
): readonly number[] | undefined {
  const bounds = [0, ...joins, raw.length];
  if (bounds.some((at, index) => at < (bounds[index - 1] ?? 0))) return undefined;
  const pieces = bounds.slice(1).map((end, index) => cleanText(raw.slice(bounds[index], end)));
  let length = 0;
  const cleaned = pieces.slice(0, -1).map((piece) => length += piece.length);
  const isSame = pieces.join("").trimEnd() === text;
  const within = cleaned.filter((at) => at > 0 && at < text.length);
  return isSame && within.length > 0 ? within : undefined;
}
