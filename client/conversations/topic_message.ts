import { topicText } from "../../helpers/text/topic_text.ts";
import type { RoomMessage, TopicMessage } from "../../protocol.ts";

/** A topic that the server keeps, as it stands in pages; undefined for one of an older server. */
export function asSaid(
  { room, seq, ts, by, person, topic }: TopicMessage,
): RoomMessage | undefined {
  if (seq === undefined) return undefined;
  const text = topicText(topic);
  return { type: "message", room, seq, ts, from: by, person, text, kind: "topic", topic };
}
