/** Client-only tags, which clients pass to each other: https://ircv3.net/specs/extensions/message-tags */

import { parseMsgid } from "./msgid.ts";
import { formatTags, parseTags, type Tags } from "./tags.ts";

/** https://ircv3.net/specs/client-tags/react */
export const reactTag = "+draft/react";
export const unreactTag = "+draft/unreact";

export type Tag = readonly [key: string, value: string];

/** Those among the tags of a line, as they stand in front of one; undefined if there are none. */
export function clientTagsOf(tags: Tags): string | undefined {
  if (tags.size === 0) return undefined;
  const text = formatTags([...tags].filter(isForClients));
  return text === "" ? undefined : text.slice(1, -1);
}

/** Whatever else stands among them is left out. */
export function parseClientTags(text: string | undefined): readonly Tag[] | undefined {
  return text === undefined ? undefined : [...parseTags(text)].filter(isForClients);
}

function isForClients([key]: Tag): boolean {
  return key.length > 1 && key[0] === "+";
}

/** The `seq` of what the line answers: https://ircv3.net/specs/client-tags/reply */
export function replyOf(tags: Tags): number | undefined {
  const msgid = tags.size === 0 ? undefined : tags.get("+reply") ?? tags.get("+draft/reply");
  return msgid === undefined ? undefined : parseMsgid(msgid);
}
