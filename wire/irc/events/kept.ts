/** What is kept of a room or of direct messages, as it was told when it happened. */

import type { DirectMessage, MessageKind, RoomMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { formatMsgid } from "../lines/msgid.ts";
import { channelOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";
import { saidLines } from "./talk.ts";

/** What takes something back, and what is left of that: it is not there any more. */
const gone: readonly MessageKind[] = ["deletion", "deleted"];

/** What is no message: https://ircv3.net/specs/extensions/chathistory#eventplayback */
const events: readonly MessageKind[] = ["topic", "reaction", "unreaction"];

/** The kinds that a client is not told of. */
export function untoldKinds(isToldEvents: boolean): readonly MessageKind[] {
  return isToldEvents ? gone : [...gone, ...events];
}

export function keptLines(
  directory: Directory,
  messages: readonly (RoomMessage | DirectMessage)[],
): readonly OutLine[] {
  return messages.flatMap((message) =>
    message.type === "message" && message.kind === "topic"
      ? topicLines(directory, message)
      : saidLines(directory, message)
  );
}

function topicLines(directory: Directory, message: RoomMessage): readonly OutLine[] {
  const { room, from, person, seq, ts, topic = "" } = message;
  const about = { ...senderOf(directory, from, person), ts, msgid: formatMsgid(seq) };
  return [{ ...about, command: "TOPIC", params: [channelOf(room), topic], trailing: true }];
}
