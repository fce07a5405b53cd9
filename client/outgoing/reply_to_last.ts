import { reasonOf } from "../../helpers/reason_of.ts";
import type { ChatClient } from "../chat_client.ts";
import { type Conversation, directKey } from "../conversations/conversation.ts";
import { findCorrespondent } from "../conversations/find_correspondent.ts";
import type { Settings } from "../settings/settings.ts";
import type { SentMessages } from "./sent_messages.ts";

interface ReplyOptions {
  readonly client: Pick<ChatClient, "state" | "history">;
  readonly sent: Pick<SentMessages, "say">;
  /** Whom they ignore is passed over. */
  readonly settings: Settings;
}

/** Says something from a conversation to whoever wrote last. Never rejects; gives why it was not said, for the person. */
export async function replyToLast(
  conversation: Conversation,
  text: string,
  { client, sent, settings }: ReplyOptions,
): Promise<string | undefined> {
  try {
    const found = await findCorrespondent(client, settings);
    if ("problem" in found) return found.problem;
    const { to, toPerson } = found;
    const isHere = toPerson === undefined || conversation.person === undefined
      ? conversation.key === directKey(to)
      : conversation.person === toPerson;
    sent.say(conversation, text, isHere ? {} : found);
    return undefined;
  } catch (error) {
    return `Not said: ${reasonOf(error)} (${text})`;
  }
}
