import type { Conversation } from "../../../../client/conversations/conversation.ts";

/** `#lobby`, or the person's nick. */
export function placeName({ type, name }: Pick<Conversation, "type" | "name">): string {
  return type === "room" ? `#${name}` : name;
}
