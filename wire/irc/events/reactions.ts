/** https://ircv3.net/specs/client-tags/react */

import type { DirectMessage, RoomMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { formatMsgid } from "../lines/msgid.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";

/** The tag that says it, of a message of that kind. */
const reactionTags: ReadonlyMap<string, string> = new Map([
  ["reaction", "+draft/react"],
  ["unreaction", "+draft/unreact"],
]);

export function isReaction({ kind }: RoomMessage | DirectMessage): boolean {
  return reactionTags.has(kind);
}

export function reactionLines(
  directory: Directory,
  message: RoomMessage | DirectMessage,
): readonly OutLine[] {
  const { from, person, ts, seq, text, kind, replyTo } = message;
  const tag = reactionTags.get(kind);
  if (tag === undefined || replyTo === undefined) return [];
  const target = message.type === "message" ? channelOf(message.room) : ircNickOf(message.to);
  const tags: OutLine["tags"] = [["+draft/reply", formatMsgid(replyTo)], [tag, text]];
  const about = { ...senderOf(directory, from, person), ts, msgid: formatMsgid(seq), tags };
  return [{ ...about, command: "TAGMSG", params: [target], needs: "message-tags" }];
}
