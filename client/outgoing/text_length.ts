import type { Happening, TimelineItem, Traffic } from "../conversations/timeline_item.ts";

/** How long an item's texts are, names too where there may be many, in UTF-16 code units. */
export function textLength(item: TimelineItem | undefined): number {
  switch (item?.type) {
    case "said":
      return item.message.text.length;
    case "happened":
      return happeningLength(item.message);
    case "traffic":
      return trafficLength(item);
    case "told":
      return item.text.length;
    default:
      return 0;
  }
}

function happeningLength(message: Happening): number {
  switch (message.type) {
    case "notice":
      return message.text.length;
    case "error":
      return message.message.length;
    case "topic":
      return message.topic.length;
    case "joined":
      return lengthOf([
        message.topic,
        ...message.members.flatMap(({ nick, away = "" }) => [nick, away]),
      ]);
    case "away":
    case "leave":
      return message.text?.length ?? 0;
    case "rename":
      return message.from.length + message.to.length;
    case "left":
      return 0;
    default:
      return message satisfies never;
  }
}

function trafficLength({ joined, left, passed }: Traffic): number {
  return lengthOf([...joined, ...left, ...passed]);
}

function lengthOf(texts: readonly string[]): number {
  return texts.reduce((sum, { length }) => sum + length, 0);
}
