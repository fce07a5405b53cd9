import type { SaidMessage } from "../../protocol.ts";
import type { Conversation } from "./conversation.ts";
import type { Mentions } from "../mentions.ts";
import type { BellMode } from "../settings/settings.ts";

/**
 * Something that another has said and that the person may want to hear of. One stands for all of a page that was missed:
 * the newest of those with the best reason.
 */
export interface Alert {
  readonly conversation: Conversation;
  readonly message: SaidMessage;
  readonly reason: AlertReason;
}

/** `direct` and `mention`: it is for oneself. */
export type AlertReason = "mention" | "direct" | "said";

export function alertReason(message: SaidMessage, mentions: Pick<Mentions, "has">): AlertReason {
  if (message.type === "direct") return "direct";
  return mentions.has(message) ? "mention" : "said";
}

/** Whether the bell is to ring for it. `isRead`: somebody looks at the conversation right now. */
export function ringsBell(
  { reason }: Alert,
  bell: BellMode,
  { isRead }: { readonly isRead: boolean },
): boolean {
  return !isRead && (bell === "all" || (bell === "mentions" && reason !== "said"));
}
