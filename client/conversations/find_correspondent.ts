import { directRoom, limits, type SaidMessage } from "../../protocol.ts";
import type { ChatClient, SayOptions } from "../chat_client.ts";
import type { Settings } from "../settings/settings.ts";
import { isShown } from "./message_filter.ts";

/** Whom `/reply` is to; or why to nobody, for a person to read. */
export type Correspondent =
  | Required<Pick<SayOptions, "to">> & Pick<SayOptions, "toPerson">
  | { readonly problem: string };

/**
 * What somebody is called now who was the last to say something to oneself alone, but for those whom one ignores. Asks
 * the server, which knows what came in earlier runs, too. Rejects as `ChatClient.history` does.
 */
export async function findCorrespondent(
  client: Pick<ChatClient, "state" | "history">,
  settings: Settings,
): Promise<Correspondent> {
  const { state } = client;
  const { messages } = await client.history(directRoom, { limit: limits.historyPage });
  const received = messages.filter((message) => !state.isOwnMessage(message));
  const nickOf = ({ from: nick, person }: SaidMessage) => state.people.nickOf({ nick, person });
  const last = received.findLast((message) => isShown(message, settings, state));
  if (last !== undefined) return { to: nickOf(last), toPerson: last.person };
  const ignored = received.at(-1);
  if (ignored === undefined) return { problem: "Nobody has sent you a direct message yet" };
  const nick = nickOf(ignored);
  const problem = `Only people you ignore have sent you direct messages, ${nick} the last: ` +
    `/msg ${nick} TEXT answers all the same`;
  return { problem };
}
