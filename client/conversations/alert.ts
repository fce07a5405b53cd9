import type { SaidMessage } from "../../protocol.ts";
import type { Conversation } from "./conversation.ts";
import type { BellMode } from "../settings/settings.ts";

const letter = String.raw`[\p{L}\p{M}\p{N}_]`;
/** Such a run is in no nick, and would take long to normalize. */
const manyMarks = /\p{M}{40,}/gu;

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

export function alertReason(message: SaidMessage, ownNick: string): AlertReason {
  if (message.type === "direct") return "direct";
  return isMention(message.text, ownNick) ? "mention" : "said";
}

/** Whether the bell is to ring for it. `isRead`: somebody looks at the conversation right now. */
export function ringsBell(
  { reason }: Alert,
  bell: BellMode,
  { isRead }: { readonly isRead: boolean },
): boolean {
  return !isRead && (bell === "all" || (bell === "mentions" && reason !== "said"));
}

/**
 * Whether a text has the nick in it as a whole word, in any case. What goes on behind a hyphen or a full stop is another
 * nick: `ann-marie` is not `ann`.
 */
export function isMention(text: string, nick: string): boolean {
  if (nick === "") return false;
  const word = RegExp.escape(nick.normalize("NFKC"));
  const pattern = new RegExp(`(?<!${letter}[-.]?)${word}(?![-.]?${letter})`, "iu");
  return pattern.test(text.replace(manyMarks, " ").normalize("NFKC"));
}
