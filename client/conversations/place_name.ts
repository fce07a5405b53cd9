import type { Conversation } from "./conversation.ts";

/** `#lobby`, or a nick; of a person whose nick somebody else has now, that. */
export function placeName(
  { type, name, isFormer }: Pick<Conversation, "type" | "name" | "isFormer">,
): string {
  if (type === "room") return `#${name}`;
  return isFormer ? `${name} (former)` : name;
}
