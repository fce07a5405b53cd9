import type { ChatClient } from "../chat_client.ts";
import type { ConversationList } from "./conversation_list.ts";

/**
 * Has the client keep what is read, for the next run and for other devices. To be called as it is drawn, since many
 * events may come meanwhile, and at the end.
 */
export function keepRead(
  conversations: Pick<ConversationList, "endReached" | "readSeqs" | "readPlaces">,
  client: Pick<ChatClient, "markRead" | "tellRead">,
): void {
  conversations.endReached();
  for (const [room, seq] of conversations.readSeqs) client.markRead(room, seq);
  for (const place of conversations.readPlaces) client.tellRead(place);
}
