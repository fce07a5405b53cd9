/** Of which keys a client wants to know: https://ircv3.net/specs/extensions/metadata#metadata-sub */

import { parseMetadataKey } from "../../../../helpers/text/metadata_key.ts";
import { limits } from "../../../../protocol.ts";
import { maxSubscriptions } from "../../capabilities.ts";
import { roomMetadataLines } from "../../events/metadata.ts";
import type { IrcClient } from "../../client/irc_client.ts";

type KeysNumeric = "RPL_METADATASUBOK" | "RPL_METADATAUNSUBOK" | "RPL_METADATASUBS";

/** A line has at most 15 parameters. */
const keysPerLine = 12;

export function sub(client: IrcClient, rawKeys: readonly string[]): void {
  const { subscriptions } = client;
  const taken: string[] = [];
  const added: string[] = [];
  const tooMany = forEachKey(client, rawKeys, (key) => {
    if (subscriptions.size >= maxSubscriptions && !subscriptions.has(key)) return false;
    if (!subscriptions.has(key)) added.push(key);
    subscriptions.add(key);
    taken.push(key);
    return true;
  });
  tell(client, "RPL_METADATASUBOK", taken);
  if (tooMany !== undefined) {
    const text = `At most ${maxSubscriptions} subscriptions are allowed`;
    client.fail("METADATA", "TOO_MANY_SUBS", [tooMany], text);
  }
  for (const { name } of client.self?.rooms() ?? []) {
    client.respond(...roomMetadataLines(client, name, added));
  }
}

export function unsub(client: IrcClient, rawKeys: readonly string[]): void {
  const given: string[] = [];
  forEachKey(client, rawKeys, (key) => {
    client.subscriptions.delete(key);
    given.push(key);
    return true;
  });
  tell(client, "RPL_METADATAUNSUBOK", given);
}

export function subs(client: IrcClient): void {
  tell(client, "RPL_METADATASUBS", [...client.subscriptions]);
}

/** Up to the first that is not taken, which it gives. What is no key is refused, and passed over. */
function forEachKey(
  client: IrcClient,
  rawKeys: readonly string[],
  take: (key: string) => boolean,
): string | undefined {
  for (const raw of rawKeys) {
    const key = parseMetadataKey(raw, limits.metadataKeyLength);
    if (key === undefined) client.fail("METADATA", "KEY_INVALID", [raw], "That is no key");
    else if (!take(key)) return key;
  }
  return undefined;
}

function tell(client: IrcClient, name: KeysNumeric, keys: readonly string[]): void {
  for (let at = 0; at < keys.length; at += keysPerLine) {
    client.reply(name, ...keys.slice(at, at + keysPerLine));
  }
}
