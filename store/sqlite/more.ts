import { list, number, object, optional, text } from "../records/shapes.ts";
import type { EntryDraft } from "../store.ts";

/** What few entries have, and so has no column of its own: it is kept together, as JSON. */
export type More = Pick<EntryDraft, "reason" | "topic" | "replyTo" | "joins">;

const more = object<More>({
  reason: optional(text),
  topic: optional(text),
  replyTo: optional(number),
  joins: optional(list(number)),
});

/** Throws for what is none of that. */
export function readMore(json: string): More {
  return more(JSON.parse(json));
}

/** Null for an entry that has nothing of it. */
export function writeMore({ reason, topic, replyTo, joins }: EntryDraft): string | null {
  const isThere = (reason ?? topic ?? replyTo ?? joins) !== undefined;
  return isThere ? JSON.stringify({ reason, topic, replyTo, joins }) : null;
}
