import type { SaidEvent, TopicEvent, Words } from "../../chat/event.ts";
import { topicText } from "../../helpers/text/topic_text.ts";
import { type EntryDraft, inboxOf } from "../../store/store.ts";

type DirectWords = Words & { readonly to: string; readonly toIdentity?: string };

/** A direct message is in the inboxes of both; there is but one of somebody who talks to itself. */
export function directDraft(
  { to, toIdentity, ...words }: DirectWords,
  ts: number,
): EntryDraft {
  const { identity } = words;
  const isToOneself = toIdentity === undefined || toIdentity === identity;
  const alsoIn = isToOneself ? undefined : inboxOf(toIdentity);
  return { room: inboxOf(identity), alsoIn, ts, to, ...wordsOf(words) };
}

/** What is kept of words said in a room. */
export function roomDraft(event: SaidEvent, ts: number): EntryDraft {
  return { room: event.room, ts, ...wordsOf(event) };
}

/** The same of a topic: a line of its room. */
export function topicDraft({ room, identity, by, topic }: TopicEvent, ts: number): EntryDraft {
  const text = topicText(topic);
  return { room, ts, from: by, text, topic, kind: "topic", identity };
}

function wordsOf({ identity, from, text, kind, id, replyTo, joins }: Words): Omit<Words, "tags"> {
  return {
    ...{ from, text, kind, identity, id },
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(joins === undefined ? {} : { joins }),
  };
}
