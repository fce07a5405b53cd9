import { utf8Bytes } from "../helpers/text/text_length.ts";
import { parseMetadataKey } from "../helpers/text/metadata_key.ts";
import { showsSomething } from "../helpers/text/shows_something.ts";
import {
  type ClearMetadata,
  type GetMetadata,
  limits,
  type MetadataMessage,
  type MetadataRequest,
  type MetadataTarget,
  type MetadataValue,
  type SetMetadata,
} from "../protocol.ts";
import type { Metadata } from "../records.ts";
import type { Chat } from "./chat.ts";
import { ChatError } from "./chat_error.ts";
import type { MetadataEvent } from "./event.ts";
import type { Member } from "./people/member.ts";
import { may } from "./permissions.ts";
import type { RecordChange } from "./record_change.ts";
import type { Room } from "./rooms/room.ts";
import { cleanLine, ownCopy, quote } from "./text.ts";

type Outcome = RecordChange | MetadataEvent | MetadataMessage;
type Of = { readonly room: Room } | { readonly member: Member };

/**
 * What somebody asks of metadata, or wants them to be. The answer comes last. Throws `no_such_nick`, `no_such_room`,
 * `room_invalid`, `not_allowed`, `key_invalid`, `text_too_long` or `too_many_keys`.
 */
export function* askMetadata(
  chat: Chat,
  by: Member,
  asked: MetadataRequest,
): Iterable<Outcome> {
  const of = find(chat, by, asked);
  if (asked.type === "getMetadata") return yield answer(of, valuesOf(chat, of, asked));
  refuseUnlessTheirs(by, of);
  const before = metadataIn(chat, of);
  const values = asked.type === "setMetadata" ? [parse(asked)] : cleared(asked, before);
  const after = changed(before, values);
  if (after !== before) {
    yield* set(chat, by, of, after);
    const { nick, identity } = by;
    yield { type: "metadataChanged", identity, by: nick, about: about(of), values, ...told(of) };
  }
  yield answer(of, values);
}

/** What is set of somebody: of its account or, where it has none, as long as it is here. */
export function metadataOf({ accounts }: Pick<Chat, "accounts">, member: Member): Metadata {
  return accounts.get(member.identity)?.metadata ?? member.metadata ?? {};
}

function find({ members, rooms }: Chat, by: Member, { room, nick }: MetadataTarget): Of {
  if (room !== undefined) return { room: rooms.findKnown(by, room) };
  return { member: nick === undefined ? by : members.find(nick) };
}

function refuseUnlessTheirs(by: Member, of: Of): void {
  if ("room" in of) {
    if (of.room.members.has(by) && may(by, "setMetadata", of.room)) return;
    throw new ChatError("not_allowed", `Only moderators of #${of.room.name} set its metadata`);
  }
  if (of.member === by || (!of.member.isConsole && may(by, "setMetadataOfOthers"))) return;
  throw new ChatError("not_allowed", `Only "${of.member.nick}" sets its metadata, and operators`);
}

function metadataIn(chat: Chat, of: Of): Metadata {
  return "room" in of ? of.room.record.metadata ?? {} : metadataOf(chat, of.member);
}

/** In the order of the keys; those that were asked for in that order. */
function valuesOf(chat: Chat, of: Of, { keys }: GetMetadata): readonly MetadataValue[] {
  const metadata = metadataIn(chat, of);
  const wanted = keys?.map(parseKey) ?? Object.keys(metadata).toSorted();
  return wanted.map((key) => ({ key, value: valueIn(metadata, key) }));
}

function valueIn(metadata: Metadata, key: string): string | undefined {
  return Object.hasOwn(metadata, key) ? metadata[key] : undefined;
}

/** In any case; kept in lower case. */
function parseKey(raw: string): string {
  const key = parseMetadataKey(raw, limits.metadataKeyLength);
  if (key !== undefined) return key;
  const shape = `at most ${limits.metadataKeyLength} letters a to z, digits and _ . : / -`;
  throw new ChatError("key_invalid", `${quote(raw)} is no key: that is ${shape}`);
}

/** What shows nothing is no value. */
function parse({ key: rawKey, value: raw = "" }: SetMetadata): MetadataValue {
  const [key, value] = [parseKey(rawKey), ownCopy(cleanLine(raw))];
  if (!showsSomething(value)) return { key };
  const bytes = utf8Bytes(value);
  if (bytes <= limits.metadataValueBytes) return { key, value };
  const problem = `The value of ${key} has ${bytes} bytes`;
  throw new ChatError(
    "text_too_long",
    `${problem}; at most ${limits.metadataValueBytes} are allowed`,
  );
}

function cleared(_asked: ClearMetadata, before: Metadata): readonly MetadataValue[] {
  return Object.keys(before).toSorted().map((key) => ({ key }));
}

/** The same object where nothing is changed by it. */
function changed(before: Metadata, values: readonly MetadataValue[]): Metadata {
  const news = values.filter(({ key, value }) => valueIn(before, key) !== value);
  if (news.length === 0) return before;
  const after = new Map(Object.entries(before));
  for (const { key, value } of news) {
    if (value === undefined) after.delete(key);
    else after.set(key, value);
  }
  if (after.size <= limits.metadataKeys) return Object.fromEntries(after);
  const problem = `${limits.metadataKeys} keys are set already`;
  throw new ChatError("too_many_keys", `${problem}, and more are not allowed: unset one first`);
}

function* set(chat: Chat, by: Member, of: Of, metadata: Metadata): Iterable<RecordChange> {
  if ("room" in of) return yield chat.rooms.setRecord(of.room, { metadata }, by);
  const { member } = of;
  const account = chat.accounts.get(member.identity);
  if (account === undefined) member.metadata = metadata;
  else yield chat.accounts.set({ ...account, metadata });
}

function about(of: Of): MetadataEvent["about"] {
  if ("room" in of) return { room: of.room.name };
  return { nick: of.member.nick, person: of.member.person };
}

/** All who are in the room, or in one with that person, and that person itself. */
function told(of: Of): Pick<MetadataEvent, "rooms" | "toIdentity"> {
  if ("room" in of) return { rooms: [of.room.name] };
  return { rooms: [...of.member.rooms], toIdentity: of.member.identity };
}

function answer(of: Of, values: readonly MetadataValue[]): MetadataMessage {
  return { type: "metadata", ...about(of), values };
}
