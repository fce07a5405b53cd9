/** What happens in a room and is not said. */

import type { AwayMessage, TopicMessage } from "../../../protocol.ts";
import type { Directory } from "../../directory.ts";
import { awayText } from "../answers/away_text.ts";
import { formatMsgid } from "../lines/msgid.ts";
import { channelOf } from "../lines/names.ts";
import type { OutLine } from "../out_line.ts";
import { senderOf } from "../source.ts";

export function topicSetLines(directory: Directory, message: TopicMessage): readonly OutLine[] {
  const { room, by, person, topic, ts, seq } = message;
  const msgid = seq === undefined ? undefined : formatMsgid(seq);
  const about = { ...senderOf(directory, by, person), ts, msgid };
  return [{ ...about, command: "TOPIC", params: [channelOf(room), topic], trailing: true }];
}

/** https://ircv3.net/specs/extensions/away-notify */
export function awayLines(directory: Directory, message: AwayMessage): readonly OutLine[] {
  const { nick, person, text, ts } = message;
  const line = { ...senderOf(directory, nick, person), ts, command: "AWAY" };
  if (text === undefined) return [{ ...line, needs: "away-notify" }];
  return [{ ...line, params: [awayText(text)], trailing: true, needs: "away-notify" }];
}
