import type { Happening, TimelineItem } from "./timeline_item.ts";

/** How long an item's texts are, in UTF-16 code units, as far as they may be long. */
export function textLength(item: TimelineItem | undefined): number {
  switch (item?.type) {
    case "said":
      return item.message.text.length;
    case "happened":
      return happeningText(item.message).length;
    case "told":
      return item.text.length;
    default:
      return 0;
  }
}

/** What may be long in it: a name is not. */
function happeningText(message: Happening): string {
  switch (message.type) {
    case "notice":
      return message.text;
    case "error":
      return message.message;
    case "topic":
    case "joined":
      return message.topic;
    case "away":
    case "leave":
      return message.text ?? "";
    case "rename":
    case "left":
      return "";
    default:
      return message satisfies never;
  }
}
