import type {
  DirectMessage,
  RoomMessage,
  SignalMessage,
  TypingMessage,
} from "../../../protocol.ts";
import { parseClientTags } from "../lines/client_tags.ts";
import type { Directory } from "../../directory.ts";
import { formatCtcp } from "../lines/ctcp.ts";
import type { IrcClient } from "../irc_client.ts";
import { bytesBehind } from "../lines/line.ts";
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
  const pieces = withoutBlank(splitText(text, bytesBehind(bare) - (isAction ? 1 : 0)));
  return pieces.map((piece, index) => {
    const said = isAction ? formatCtcp(action(piece.text)) : piece.text;
    const line = { ...sender, ts, command, params: [target, said], trailing: true };
    return index === 0 ? { ...line, msgid: formatMsgid(seq) } : line;
  });
}

function action(params: string) {
  return { command: "ACTION", params };
}

/** What clients of IRC pass to each other. */
export function signalLines(
  directory: Directory,
  { from, person, ts, ref, room, to = "", ctcp, isReply, tags }: SignalMessage,
): readonly OutLine[] {
  const line = {
    ...senderOf(directory, from, person),
    ts,
    msgid: ref,
    tags: parseClientTags(tags),
  };
  const target = room === undefined ? ircNickOf(to) : channelOf(room);
  if (ctcp === undefined) {
    return [{ ...line, command: "TAGMSG", params: [target], needs: "message-tags" }];
  }
  const params = [target, formatCtcp({ command: ctcp, params: "" })];
  return [{ ...line, command: isReply === true ? "NOTICE" : "PRIVMSG", params, trailing: true }];
}

/** https://ircv3.net/specs/client-tags/typing: `nick` is the client's own, where it alone is told. */
export function typingLines(
  directory: Directory,
  { room, nick, person }: TypingMessage,
  own: string,
): readonly OutLine[] {
  return [{
    ...{ ...senderOf(directory, nick, person), command: "TAGMSG", tags: [["+typing", "active"]] },
    ...{ params: [room === undefined ? own : channelOf(room)], needs: "message-tags" },
  }];
}

/**
 * What the client has said itself: it hears it once where it is to have its messages echoed
 * (https://ircv3.net/specs/extensions/echo-message), and once more what it said to itself.
 */
export function ownLines(
  { directory, capabilities, self }: IrcClient,
  message: RoomMessage | DirectMessage | SignalMessage,
): { readonly forAll: readonly OutLine[]; readonly echo: readonly OutLine[] } {
  const lines = message.type === "signal"
    ? signalLines(directory, message)
    : saidLines(directory, message);
  const isToItself = message.type !== "message" && message.toPerson !== undefined &&
    message.toPerson === self?.person;
  return {
    forAll: isToItself ? lines : [],
    echo: capabilities.has("echo-message") ? lines : [],
  };
}
