import { unspaced } from "../markup.ts";
import type { SaidMessage } from "../../protocol.ts";
import type { Conversation } from "./conversation.ts";
import type { BellMode } from "../settings/settings.ts";

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
 * Whether a text has the nick in it as a whole word, in any case. What goes on behind a hyphen, a full stop or an
 * underscore is another nick: `ann-marie` is not `ann`; but `_ann_` is. In scripts without spaces any letter ends
 * a word: `annさん` has `ann` in it.
 */
export function isMention(text: string, nick: string): boolean {
  if (nick === "") return false;
  return mentionPattern(nick).test(text.replace(manyMarks, " ").normalize("NFKC"));
}

function mentionPattern(nick: string): RegExp {
  const name = nick.normalize("NFKC");
  // A Korean word begins after a space, and goes on with particles.
  const korean = /^\p{Script=Hangul}/u.test(name) ? "\\p{Script=Hangul}" : "";
  const before = `[[[\\p{L}\\p{M}\\p{N}]--[${unspaced}]]${korean}]`;
  const behind = `[[\\p{L}\\p{N}]--[${unspaced}]]`;
  return new RegExp(
    `(?<!${before}[._\\-]{0,2})${RegExp.escape(name)}(?!\\p{M}|[._\\-]{0,2}${behind})`,
    "iv",
  );
}
