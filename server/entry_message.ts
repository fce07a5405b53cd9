import { deletedText } from "../helpers/text/deleted_text.ts";
import type { DirectMessage, FoundMessage, RoomMessage, TopicMessage } from "../protocol.ts";
import { type Entry, type FoundEntry, identityOf } from "../store/store.ts";
import type { Persons } from "./accounts/persons.ts";

/** What a client sees of an entry: neither its identity nor, unless it is the sender's echo, its `id`. */
export function entryMessage(
  entry: Entry,
  persons: Persons,
): RoomMessage {
  const { room, seq, ts, from, identity, kind } = entry;
  const person = persons.of(identity);
  const text = shownText(entry);
  return { type: "message", room, seq, ts, from, person, text, kind, ...fewHave(entry) };
}

/** The same as it happens: a topic has a message of its own. */
export function liveMessage(entry: Entry, persons: Persons): RoomMessage | TopicMessage {
  const { topic, room, ts, from: by, identity, seq } = entry;
  if (topic === undefined) return entryMessage(entry, persons);
  return { type: "topic", room, ts, by, person: persons.of(identity), topic, seq };
}

function fewHave(
  { deletes, reason, topic, replyTo, joins }: Entry,
): Pick<RoomMessage, "deletes" | "reason" | "topic" | "replyTo" | "joins"> {
  return {
    ...(deletes === undefined ? {} : { deletes }),
    ...(reason === undefined ? {} : { reason }),
    ...(topic === undefined ? {} : { topic }),
    ...(replyTo === undefined ? {} : { replyTo }),
    ...(joins === undefined ? {} : { joins }),
  };
}

function shownText({ text, deletedBy }: Entry): string {
  return deletedBy === undefined ? text : deletedText(deletedBy);
}

/** The same of what a search found. */
export function foundMessage(entry: FoundEntry, persons: Persons): FoundMessage {
  const { foundAt, excerptAt } = entry;
  const excerpt = excerptAt === undefined ? undefined : true;
  return { ...entryMessage(entry, persons), excerpt, foundAt, excerptAt };
}

/** The same of an entry in an inbox. */
export function directMessage(entry: Entry, persons: Persons): DirectMessage {
  const { seq, ts, from, identity, to = "", room, alsoIn = room, kind } = entry;
  const [person, toPerson] = [persons.of(identity), persons.of(identityOf(alsoIn))];
  const text = shownText(entry);
  const message = { type: "direct", seq, ts, from, person, to, toPerson, text, kind } as const;
  return { ...message, ...fewHave(entry) };
}

/** What its sender gets of an entry that was kept before, and perhaps elsewhere than now. */
export function echo(
  entry: Entry,
  id: string | undefined,
  persons: Persons,
): RoomMessage | DirectMessage {
  const message = entry.to === undefined
    ? entryMessage(entry, persons)
    : directMessage(entry, persons);
  return { ...message, id };
}
