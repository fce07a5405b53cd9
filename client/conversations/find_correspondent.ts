import { directRoom, limits } from "../../protocol.ts";
import type { ChatClient } from "../chat_client.ts";
import type { Settings } from "../settings/settings.ts";
import { isShown } from "./message_filter.ts";

/**
 * What somebody is called now who was the last to say something to oneself alone, but for those whom one ignores;
 * undefined if nobody has lately. Asks the server, which knows what came in earlier runs, too. Rejects as
 * `ChatClient.history` does.
 */
export async function findCorrespondent(
  client: Pick<ChatClient, "state" | "history">,
  settings: Settings,
): Promise<string | undefined> {
  const { state } = client;
  const { messages } = await client.history(directRoom, { limit: limits.historyPage });
  const last = messages.findLast((message) =>
    !state.isOwnMessage(message) && isShown(message, settings, state)
  );
  return last && state.people.nickOf({ nick: last.from, person: last.person });
}
