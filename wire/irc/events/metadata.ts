/** What is set of people and of channels: https://ircv3.net/specs/extensions/metadata */

import type { MetadataMessage, ServerMessage } from "../../../protocol.ts";
import type { PersonFacts, RoomFacts } from "../../directory.ts";
import type { CapabilityName } from "../capabilities.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { batched } from "../lines/batch.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { joinLines } from "./membership.ts";

type Values = Readonly<Record<string, string>>;

/** Nothing is hidden from anybody. */
const visibility = "*";

/** More values are not told unasked: https://ircv3.net/specs/extensions/metadata#postponed-synchronization */
const maxUnasked = 200;

const inVersion2: CapabilityName = "draft/metadata-2";
const inVersion3: CapabilityName = "draft/metadata-3";

function knowsMetadata(client: IrcClient): boolean {
  return client.has(inVersion2) || client.has(inVersion3);
}

/** What is set under a key, or that nothing is: what was asked for. */
export function valueLine(
  client: IrcClient,
  target: string,
  key: string,
  value: string | undefined,
): OutLine {
  return value === undefined
    ? client.numeric("RPL_KEYNOTSET", target, key)
    : { ...client.numeric("RPL_KEYVALUE", target, key, visibility, value), trailing: true };
}

/** The same as something that has happened, or is told unasked. */
function newsLine(
  client: IrcClient,
  target: string,
  key: string,
  value: string | undefined,
): OutLine {
  if (client.has(inVersion3)) return valueLine(client, target, key, value);
  const params = [target, key, visibility, ...value === undefined ? [] : [value]];
  return { source: client.hostName, command: "METADATA", params, trailing: value !== undefined };
}

/** In a batch, which names whom they are of. */
export function metadataBatch(
  { responses, hostName: source }: IrcClient,
  target: string,
  lines: readonly OutLine[],
): readonly OutLine[] {
  const reference = responses.nextReference();
  return batched({ reference, type: "metadata", params: [target], source }, lines);
}

/** Of what many get: what the client is to have of changes, and of who comes into a channel; undefined for the rest. */
export function ownMetadataLines(
  client: IrcClient,
  message: ServerMessage,
): readonly OutLine[] | undefined {
  if (message.type === "metadata") return changeLines(client, message);
  if (message.type !== "join" || client.subscriptions.size === 0) return undefined;
  const facts = client.directory.findPerson(message.person ?? "");
  const lines = facts === undefined
    ? []
    : subscribed(client, ircNickOf(facts.nick), facts.metadata);
  return lines.length === 0 ? undefined : [...joinLines(client.directory, message), ...lines];
}

function changeLines(
  client: IrcClient,
  { room, nick = "*", values }: MetadataMessage,
): readonly OutLine[] {
  if (!knowsMetadata(client)) return [];
  const target = room === undefined ? ircNickOf(nick) : channelOf(room);
  return values.filter(({ key }) => client.subscriptions.has(key)).map(({ key, value }) =>
    newsLine(client, target, key, value)
  );
}

/** Of these values those that the client wants to know of. */
function subscribed(
  client: IrcClient,
  target: string,
  values: Values,
  keys: Iterable<string> = client.subscriptions,
): readonly OutLine[] {
  if (!knowsMetadata(client)) return [];
  return Array.from(keys).flatMap((key) =>
    Object.hasOwn(values, key) ? [newsLine(client, target, key, values[key])] : []
  );
}

/** What the client wants to know of a person. */
export function syncedPerson(client: IrcClient, facts: PersonFacts): readonly OutLine[] {
  return subscribed(client, ircNickOf(facts.nick), facts.metadata);
}

/** What the client wants to know of a room, and of all who are in it; `keys`: of these alone. */
export function syncedRoom(
  client: IrcClient,
  room: RoomFacts,
  keys?: Iterable<string>,
): readonly OutLine[] {
  const lines = [...subscribed(client, channelOf(room.name), room.metadata, keys)];
  if (client.subscriptions.size === 0) return lines;
  for (const { facts } of room.members()) {
    lines.push(...subscribed(client, ircNickOf(facts.nick), facts.metadata, keys));
  }
  return lines;
}

/** For who comes into a channel, or wants to know of more keys: at once, or to be asked for later. */
export function roomMetadataLines(
  client: IrcClient,
  name: string,
  keys?: Iterable<string>,
): readonly OutLine[] {
  const room = client.directory.findRoom(name);
  const lines = room === undefined ? [] : syncedRoom(client, room, keys);
  if (room === undefined || lines.length === 0) return [];
  const channel = channelOf(room.name);
  if (lines.length <= maxUnasked) return metadataBatch(client, channel, lines);
  return [client.numeric("RPL_METADATASYNCLATER", channel, "1")];
}

/** The client's own, when it comes: what is kept, and what it has set before that. */
export function ownBurst(client: IrcClient): readonly OutLine[] {
  const { self, registration, nick } = client;
  if (!knowsMetadata(client)) return [];
  const values = new Map([...Object.entries(self?.metadata ?? {}), ...registration.metadata]);
  const lines = [...values].map(([key, value]) => valueLine(client, nick, key, value));
  return metadataBatch(client, nick, lines);
}

/** What people read of others. */
const shownKeys = ["display-name", "pronouns", "homepage", "url", "status"];

export function whoisMetadata(
  client: IrcClient,
  { nick, metadata }: PersonFacts,
): readonly OutLine[] {
  if (!knowsMetadata(client)) return [];
  return shownKeys.filter((key) => Object.hasOwn(metadata, key)).map((key) => ({
    ...client.numeric("RPL_WHOISKEYVALUE", ircNickOf(nick), key, visibility, metadata[key] ?? ""),
    trailing: true,
  }));
}
