import type { MemberSummary, SaidMessage } from "../../protocol.ts";
import type { Conversation } from "../conversations/conversation.ts";
import { isSame, type Somebody } from "../people.ts";

/** What a menu is about: found again by who or what it is, since what comes meanwhile moves it. */
export type Subject =
  | { readonly type: "message"; readonly message: SaidMessage }
  | { readonly type: "member"; readonly who: Somebody };

/** Not of what tells of a deletion or a topic, nor of what is left of what was deleted. */
export function hasMenu({ kind }: SaidMessage): boolean {
  return kind !== "deletion" && kind !== "deleted" && kind !== "topic";
}

/** The message as it stands in its conversation now; undefined if it is gone. */
export function findMessage(
  { timeline }: Conversation,
  { seq }: SaidMessage,
): SaidMessage | undefined {
  const item = timeline.items.findLast((item) => item.type === "said" && item.message.seq === seq);
  return item?.type === "said" && hasMenu(item.message) ? item.message : undefined;
}

/** The member as it is called now; undefined if it is gone. */
export function findMember({ room }: Conversation, who: Somebody): MemberSummary | undefined {
  const called = room?.members.get(who.nick);
  if (called !== undefined && isSame(called, who)) return called;
  return [...room?.members.values() ?? []].find((member) => isSame(member, who));
}
