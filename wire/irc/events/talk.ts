import { utf8Bytes } from "../../../helpers/text_length.ts";
import type { DirectMessage, RoomMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { formatCtcp } from "../lines/ctcp.ts";
import type { IrcClient } from "../irc_client.ts";
import { lineBounds } from "../lines/line.ts";
import { formatMsgid } from "../lines/msgid.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";
import { splitText, withoutBlank } from "../lines/split.ts";

/** What is said, as lines that fit. */
export function saidLines(
  directory: Directory,
  message: RoomMessage | DirectMessage,
): readonly OutLine[] {
  const { from, person, ts, seq, text, kind } = message;
  if (kind === "deletion" || kind === "deleted") return [];
  const target = message.type === "message" ? channelOf(message.room) : ircNickOf(message.to);
  const sender = senderOf(directory, from, person);
  const command = kind === "notice" ? "NOTICE" : "PRIVMSG";
  const isAction = kind === "action";
  const bare = `:${sender.source} ${command} ${target} :${isAction ? formatCtcp(action("")) : ""}`;
  const pieces = withoutBlank(splitText(text, lineBounds.line - 3 - utf8Bytes(bare)));
  return pieces.map((piece, index) => {
    const said = isAction ? formatCtcp(action(piece.text)) : piece.text;
    const line = { ...sender, ts, command, params: [target, said], trailing: true };
    return index === 0 ? { ...line, msgid: formatMsgid(seq) } : line;
  });
}

function action(params: string) {
  return { command: "ACTION", params };
}

/**
 * What the client has said itself: it hears it once where it is to have its messages echoed
 * (https://ircv3.net/specs/extensions/echo-message), and once more what it said to itself.
 */
export function ownLines(
  { directory, capabilities, self }: IrcClient,
  message: RoomMessage | DirectMessage,
): { readonly forAll: readonly OutLine[]; readonly echo: readonly OutLine[] } {
  const lines = saidLines(directory, message);
  const isToItself = message.type === "direct" && message.toPerson === self?.person;
  return {
    forAll: isToItself ? lines : [],
    echo: capabilities.has("echo-message") ? lines : [],
  };
}
