/** https://ircv3.net/specs/extensions/metadata */

import { parseMetadataKey } from "../../../../helpers/text/metadata_key.ts";
import { utf8Bytes } from "../../../../helpers/text/text_length.ts";
import { type ErrorMessage, limits, type ServerMessage } from "../../../../protocol.ts";
import { metadataBatch, syncedPerson, syncedRoom, valueLine } from "../../events/metadata.ts";
import type { Asked, IrcClient } from "../../client/irc_client.ts";
import { upperCase } from "../../lines/casemapping.ts";
import { channelOf, ircNickOf, nickOf, roomOf } from "../../lines/names.ts";
import type { OutLine } from "../../out_line.ts";
import type { IrcCommand } from "../command.ts";
import { sub, subs, unsub } from "./metadata_subscriptions.ts";

/** Of whom metadata are. */
interface Target {
  /** As it is told. */
  readonly name: string;
  readonly values: Readonly<Record<string, string>>;
  /** Undefined for the client itself before it is in. */
  readonly place: { readonly room: string } | { readonly nick: string } | undefined;
  /** What the client wants to know of it, and of those who are in it. */
  synced(): readonly OutLine[];
}

type Subcommand = (
  client: IrcClient,
  target: Target,
  params: readonly string[],
) => Asked | void;

const subcommands: ReadonlyMap<string, Subcommand> = new Map<string, Subcommand>([
  ["GET", get],
  ["LIST", list],
  ["SET", set],
  ["CLEAR", clear],
  ["SYNC", sync],
  ["SUB", (client, _target, keys) => sub(client, keys)],
  ["UNSUB", (client, _target, keys) => unsub(client, keys)],
  ["SUBS", (client) => subs(client)],
]);

export const metadata: IrcCommand = {
  leastParams: 2,
  shownParam: 3,
  isForNewcomers: true,
  run(client, { params: [asked = "", name = "", ...params] }) {
    const subcommand = subcommands.get(upperCase(name));
    if (subcommand === undefined) {
      return client.fail("METADATA", "SUBCOMMAND_INVALID", [name], "No such subcommand");
    }
    const target = findTarget(client, asked);
    if (target !== undefined) return subcommand(client, target, params);
    client.fail(
      "METADATA",
      "INVALID_TARGET",
      [asked],
      "There is nobody, and no channel, so called",
    );
  },
};

function findTarget(client: IrcClient, asked: string): Target | undefined {
  const { directory, registration, self } = client;
  if (asked === "*" && self === undefined) {
    const values = Object.fromEntries(registration.metadata);
    return { name: "*", values, place: undefined, synced: () => [] };
  }
  const name = roomOf(asked);
  const room = name === undefined ? undefined : directory.findRoom(name);
  if (room !== undefined) {
    const about = { name: channelOf(room.name), values: room.metadata };
    return { ...about, place: { room: room.name }, synced: () => syncedRoom(client, room) };
  }
  const facts = asked === "*" ? self : directory.findNick(nickOf(asked));
  if (facts === undefined || self === undefined) return undefined;
  const about = { name: ircNickOf(facts.nick), values: facts.metadata };
  return { ...about, place: { nick: facts.nick }, synced: () => syncedPerson(client, facts) };
}

function get(client: IrcClient, { name, values }: Target, keys: readonly string[]): void {
  if (keys.length === 0) return client.reply("ERR_NEEDMOREPARAMS", "METADATA");
  const lines = keys.map((raw) => {
    const key = parseKey(raw);
    if (key === undefined) return invalidKey(client, raw);
    return valueLine(client, name, key, Object.hasOwn(values, key) ? values[key] : undefined);
  });
  client.respond(...metadataBatch(client, name, lines));
}

function list(client: IrcClient, { name, values }: Target): void {
  const lines = Object.keys(values).toSorted().map((key) =>
    valueLine(client, name, key, values[key])
  );
  client.respond(...metadataBatch(client, name, lines));
}

function sync(client: IrcClient, { name, synced }: Target): void {
  client.respond(...metadataBatch(client, name, synced()));
}

function set(client: IrcClient, target: Target, params: readonly string[]): Asked | void {
  const [raw, value = ""] = params;
  if (raw === undefined) return client.reply("ERR_NEEDMOREPARAMS", "METADATA");
  const { name, place } = target;
  if (place === undefined) return setBefore(client, raw, value);
  const id = client.expect({
    command: "METADATA",
    onError: (error) => refuse(client, name, raw, error),
    onAnswer: (answer) => answerLines(client, name, answer),
  });
  return [{ type: "setMetadata", ...place, key: raw, value, id }];
}

function clear(client: IrcClient, { name, place }: Target): Asked | void {
  if (place === undefined) {
    const keys = [...client.registration.metadata.keys()];
    client.registration.metadata.clear();
    const lines = keys.map((key) => valueLine(client, name, key, undefined));
    return client.respond(...metadataBatch(client, name, lines));
  }
  const id = client.expect({
    command: "METADATA",
    onError: (error) => refuse(client, name, "*", error),
    onAnswer: (answer) => metadataBatch(client, name, answerLines(client, name, answer)),
  });
  return [{ type: "clearMetadata", ...place, id }];
}

function answerLines(
  client: IrcClient,
  target: string,
  answer: ServerMessage,
): readonly OutLine[] {
  if (answer.type !== "metadata") return [];
  return answer.values.map(({ key, value }) => valueLine(client, target, key, value));
}

/** False: it is told as it is for all. */
function refuse(
  client: IrcClient,
  target: string,
  key: string,
  { code, message }: ErrorMessage,
): boolean {
  const fail = (failure: string, ...context: readonly string[]) => {
    client.fail("METADATA", failure, context, message);
    return true;
  };
  switch (code) {
    case "key_invalid":
      return fail("KEY_INVALID", key);
    case "text_too_long":
      return fail("INVALID_VALUE", key);
    case "too_many_keys":
      return fail("LIMIT_REACHED", target);
    case "not_allowed":
      return fail("KEY_NO_PERMISSION", target, key);
    case "no_such_nick":
    case "no_such_room":
      return fail("INVALID_TARGET", target);
    default:
      return false;
  }
}

/** Of itself, before it is in: https://ircv3.net/specs/extensions/metadata */
function setBefore(client: IrcClient, raw: string, value: string): void {
  const { registration } = client;
  const key = parseKey(raw);
  if (key === undefined) return client.respond(invalidKey(client, raw));
  if (utf8Bytes(value) > limits.metadataValueBytes) {
    const text = `At most ${limits.metadataValueBytes} bytes are allowed`;
    return client.fail("METADATA", "INVALID_VALUE", [key], text);
  }
  if (value === "") registration.metadata.delete(key);
  else if (registration.metadata.size < limits.metadataKeys) registration.metadata.set(key, value);
  else return client.fail("METADATA", "LIMIT_REACHED", ["*"], "Too many keys are set");
  client.respond(valueLine(client, "*", key, value === "" ? undefined : value));
}

/** What was set before the client was in, once it is. */
export function setBeforehand(client: IrcClient): Asked {
  const { self, registration } = client;
  if (self === undefined || registration.metadata.size === 0) return [];
  const all = [...registration.metadata];
  registration.metadata.clear();
  return all.map(([key, value]) => {
    // It was told already.
    const onError = (error: ErrorMessage) => refuse(client, ircNickOf(self.nick), key, error);
    const id = client.expect({ command: "METADATA", onError, onAnswer: () => [] });
    return { type: "setMetadata", key, value, id };
  });
}

function parseKey(raw: string): string | undefined {
  return parseMetadataKey(raw, limits.metadataKeyLength);
}

function invalidKey(client: IrcClient, raw: string): OutLine {
  return client.failLine("METADATA", "KEY_INVALID", [raw], "That is no key");
}
