import type { Conversation } from "../../../client/conversations/conversation.ts";
import { isSame, type Somebody } from "../../../client/people.ts";
import type { MemberSummary, SaidMessage } from "../../../protocol.ts";
import type { Menu } from "./menu.ts";

/** What is selected: found again by who or what it is, since what comes meanwhile moves it. */
export type Subject =
  | { readonly type: "message"; readonly message: SaidMessage }
  | { readonly type: "member"; readonly who: Somebody };

/** A message or a member is selected, for a menu of what may be done with it. Replaced, never changed. */
export interface Selecting {
  readonly conversation: Conversation;
  readonly subject: Subject;
  /** The menu, once it is open. */
  readonly menu?: Menu;
  /** It was begun by a key: a menu that is closed leads back to it. */
  readonly isByKey: boolean;
  /** The end was looked at when it was begun. */
  readonly wasAtEnd: boolean;
}

/** Not what tells of a deletion or a topic, nor what is left of what was deleted. */
export function isSelectable({ kind }: SaidMessage): boolean {
  return kind !== "deletion" && kind !== "deleted" && kind !== "topic";
}

/** The message as it stands in its conversation now; undefined if it is gone. */
export function findSelected(
  { timeline }: Conversation,
  { seq }: SaidMessage,
): SaidMessage | undefined {
  const item = timeline.items.findLast((item) => item.type === "said" && item.message.seq === seq);
  return item?.type === "said" && isSelectable(item.message) ? item.message : undefined;
}

/** The member as it is called now; undefined if it is gone. */
export function findMember({ room }: Conversation, who: Somebody): MemberSummary | undefined {
  const called = room?.members.get(who.nick);
  if (called !== undefined && isSame(called, who)) return called;
  return room?.members.values().find((member) => isSame(member, who));
}
