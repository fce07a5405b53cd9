import type {
  DirectMessage,
  RoomMessage,
  SignalMessage,
  TypingMessage,
} from "../../../protocol.ts";
import { batched } from "../lines/batch.ts";
import { parseClientTags, reactTag, type Tag, unreactTag } from "../lines/client_tags.ts";
import { concatTag, multilineType } from "../lines/multiline.ts";
import type { Directory } from "../../directory.ts";
import { formatCtcp } from "../lines/ctcp.ts";
import type { IrcClient } from "../client/irc_client.ts";
import { bytesBehind } from "../lines/line.ts";
import { formatMsgid } from "../lines/msgid.ts";
import { channelOf, ircNickOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";
import { type Piece, splitText, withoutBlank } from "../lines/split.ts";

/** What is said, as lines that fit. */
export function saidLines(
  directory: Directory,
  message: RoomMessage | DirectMessage,
): readonly OutLine[] {
  const { from, person, ts, seq, text, kind, joins } = message;
  if (kind === "deleted") return [];
  const target = message.type === "message" ? channelOf(message.room) : ircNickOf(message.to);
  const sender = senderOf(directory, from, person);
  if (kind === "deletion") return redactionLines({ ...sender, ts }, target, message);
  const tags = clientTags(message);
  const about = { ...sender, ts, msgid: formatMsgid(seq), tags };
  if (kind === "reaction" || kind === "unreaction") {
    return [{ ...about, command: "TAGMSG", params: [target], needs: "message-tags" }];
  }
  const command = kind === "notice" ? "NOTICE" : "PRIVMSG";
  const isAction = kind === "action";
  const bare = `:${sender.source} ${command} ${target} :${isAction ? formatCtcp(action("")) : ""}`;
  const maxBytes = bytesBehind(bare) - (isAction ? 1 : 0);
  const line = (said: string): OutLine => {
    const params = [target, isAction ? formatCtcp(action(said)) : said];
    return { ...about, command, params, trailing: true };
  };
  // As nearly all are. A UTF-16 unit takes at most three bytes.
  if (joins === undefined && text.length * 3 <= maxBytes && !text.includes("\n")) {
    return [line(text)];
  }
  const pieces = bounded(splitText(text, maxBytes, joins));
  const [first, ...others] = withoutBlank(pieces).map((piece) => line(piece.text));
  if (first === undefined) return [];
  const lines = [first, ...others.map(({ msgid: _, ...other }): OutLine => other)];
  if (pieces.length === 1 || isAction) return lines;
  const inBatch = pieces.map((piece): OutLine => ({
    ...{ source: sender.source, command, params: [target, piece.text], trailing: true },
    tags: piece.continues ? [[concatTag, ""]] : undefined,
  }));
  return [
    ...lines.map((each): OutLine => ({ ...each, unless: multilineType })),
    ...batchLines(about, target, inBatch),
  ];
}

/** https://ircv3.net/specs/extensions/multiline */
function batchLines(
  about: Omit<OutLine, "command">,
  target: string,
  lines: readonly OutLine[],
): readonly OutLine[] {
  // What was said once is in one batch at a time.
  const { msgid: reference = "", source = "" } = about;
  const all = batched({ reference, type: multilineType, params: [target], source }, lines);
  return all.map((line, index): OutLine => ({
    ...line,
    ...(index === 0 ? { ...about, ...line, tags: about.tags } : {}),
    needs: multilineType,
  }));
}

/** What has more lines is told with how many are left out. */
const maxPieces = 200;

function bounded(pieces: readonly Piece[]): readonly Piece[] {
  if (pieces.length <= maxPieces) return pieces;
  const left = pieces.length - maxPieces + 1;
  return [...pieces.slice(0, maxPieces - 1), { text: `… ${left} more lines`, continues: false }];
}

/** Those that came with it, and what it itself has in their form. */
function clientTags(
  { tags, replyTo, kind, text }: RoomMessage | DirectMessage,
): readonly Tag[] | undefined {
  if (tags === undefined && replyTo === undefined) return undefined;
  const told = new Map(parseClientTags(tags) ?? []);
  if (replyTo !== undefined && !told.has("+draft/reply") && !told.has("+reply")) {
    told.set("+draft/reply", formatMsgid(replyTo)).set("+reply", formatMsgid(replyTo));
  }
  const tag = kind === "reaction" ? reactTag : kind === "unreaction" ? unreactTag : undefined;
  if (tag !== undefined) told.set(tag, text);
  return [...told];
}

/** https://ircv3.net/specs/extensions/message-redaction */
function redactionLines(
  about: Omit<OutLine, "command">,
  target: string,
  { deletes = [], reason }: RoomMessage | DirectMessage,
): readonly OutLine[] {
  const why = reason === undefined ? [] : [reason];
  return deletes.map((seq) => ({
    ...{ ...about, command: "REDACT", params: [target, formatMsgid(seq), ...why] },
    ...{ trailing: reason !== undefined, needs: "draft/message-redaction" },
  }));
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
  { room, ts, nick, person }: TypingMessage,
  own: string,
): readonly OutLine[] {
  return [{
    ...{
      ...senderOf(directory, nick, person),
      ts,
      command: "TAGMSG",
      tags: [["+typing", "active"]],
    },
    ...{ params: [room === undefined ? own : channelOf(room)], needs: "message-tags" },
  }];
}

/**
 * What the client has said itself: it hears it once where it is to have its messages echoed
 * (https://ircv3.net/specs/extensions/echo-message), and once more what it said to itself.
 */
export function ownLines(
  client: IrcClient,
  message: RoomMessage | DirectMessage | SignalMessage,
): { readonly forAll: readonly OutLine[]; readonly echo: readonly OutLine[] } {
  const isDeletion = message.type !== "signal" && message.kind === "deletion";
  // What was taken back is told in any case.
  const isEchoed = isDeletion || client.has("echo-message");
  const isToItself = !isDeletion && message.type !== "message" && message.toPerson !== undefined &&
    message.toPerson === client.self?.person;
  if (!isEchoed && !isToItself) return { forAll: [], echo: [] };
  const lines = message.type === "signal"
    ? signalLines(client.directory, message)
    : saidLines(client.directory, message);
  return { forAll: isToItself ? lines : [], echo: isEchoed ? lines : [] };
}
