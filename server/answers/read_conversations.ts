import type { ConversationsRequest, ConversationSummary, ServerMessage } from "../../protocol.ts";
import type { ConversationEnd, ConversationsQuery } from "../../store/store.ts";
import type { Persons } from "../accounts/persons.ts";
import { storageFailed } from "../log.ts";
import { storeAnswer } from "../store_answer.ts";
import type { ReadSources } from "./read_page.ts";

/** What is asked for, with what the rules say that it may be. */
export type ConversationsLookup =
  & ConversationsRequest
  & Pick<ConversationsQuery, "rooms" | "inbox">;

/** The answer, or an `error`: never rejects. */
export async function readConversations(
  { store, persons, log, forgetting }: ReadSources,
  { id, ...query }: ConversationsLookup,
): Promise<ServerMessage> {
  try {
    await forgetting.forgotten(query.rooms);
    const { ends, complete } = await storeAnswer(store.conversations(query));
    const conversations = ends.map((end) => summarize(end, persons));
    return { type: "conversations", conversations, complete, id };
  } catch (error) {
    const message = "Cannot look for conversations";
    log(storageFailed(message, error));
    return { type: "error", code: "storage_failed", message, id };
  }
}

function summarize({ of, seq, ts }: ConversationEnd, persons: Persons): ConversationSummary {
  if (typeof of === "string") return { room: of, seq, ts };
  return { nick: of.nick, with: persons.of(of.identity), seq, ts };
}
