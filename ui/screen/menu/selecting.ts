import type { Conversation } from "../../../client/conversations/conversation.ts";
import type { Menu } from "../../../client/menus/menu.ts";
import type { Subject } from "../../../client/menus/subject.ts";

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
