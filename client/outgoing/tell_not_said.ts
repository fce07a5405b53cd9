import type { Conversation } from "../conversations/conversation.ts";
import type { Conversations } from "../conversations/conversations.ts";
import { placeName } from "../conversations/place_name.ts";
import type { SentMessage } from "./sent_messages.ts";

/**
 * For `SentMessagesOptions.onFailure`. What failed stands in its conversation; what was for somebody elsewhere is told
 * where it was typed. Where the person cannot look there any more, it is told where it is seen.
 */
export function tellNotSaid(
  conversations: Pick<Conversations, "list" | "current" | "tell">,
  { to, text }: SentMessage,
  conversation: Conversation,
  reason: string,
): void {
  const { list, current } = conversations;
  const isThere = list.includes(conversation);
  if (isThere && to === undefined) return;
  const isToPerson = to !== undefined || conversation.type === "direct";
  const whom = `${isToPerson ? "to" : "in"} ${to ?? placeName(conversation)}`;
  conversations.tell(`Not said ${whom}: ${reason} (${text})`, isThere ? conversation : current);
}
