import type { Conversation } from "../../../../client/conversations/conversation.ts";
import type { TalkRow } from "./rows_of.ts";

/**
 * How many unread messages are above what is seen, or `More` where not all of them are here; 0 if the line of what
 * is new is seen, or below; undefined where there is none.
 */
export function unreadAbove(
  { readMark, readMarkSeq, timeline: { oldestSeq = 0 } }: Conversation,
  rows: readonly TalkRow[],
  seen: number,
): number | "More" | undefined {
  const isHere = readMark !== undefined;
  if (!isHere && (readMarkSeq === undefined || readMarkSeq >= oldestSeq - 1)) return undefined;
  if (!isHere) return "More";
  const line = rows.findIndex(({ isFirstNew }) => isFirstNew);
  return line < 0
    ? undefined
    : rows.slice(line, seen).filter(({ key }) => "type" in key && key.type === "said").length;
}
