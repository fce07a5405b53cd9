import type { SaidMessage } from "../../protocol.ts";
import type { Conversation } from "./conversation.ts";
import { isMention } from "./mention.ts";
import type { BellMode } from "../settings/settings.ts";

/**
 * Something that another has said and that the person may want to hear of. One stands for all of a page that was missed:
 * the newest of those with the best reason.
 */
export interface Call {
  readonly conversation: Conversation;
  readonly message: SaidMessage;
  readonly reason: CallReason;
}

/** `direct` and `mention`: it is for oneself. */
export type CallReason = "mention" | "direct" | "said";

export function callReason(message: SaidMessage, ownNick: string): CallReason {
  if (message.type === "direct") return "direct";
  return isMention(message.text, ownNick) ? "mention" : "said";
}

/** Whether the bell is to ring for it. `isRead`: somebody looks at the conversation right now. */
export function isToBeTold(
  { reason }: Call,
  bell: BellMode,
  { isRead }: { readonly isRead: boolean },
): boolean {
  return !isRead && (bell === "all" || (bell === "mentions" && reason !== "said"));
}
