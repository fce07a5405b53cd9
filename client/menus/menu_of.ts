import { keepsOrder } from "../../helpers/roles.ts";
import { type MemberRole, memberRoles, type SaidMessage } from "../../protocol.ts";
import type { Conversation } from "../conversations/conversation.ts";
import { isSame, type Somebody } from "../people.ts";
import type { ClientState } from "../state.ts";
import type { Menu } from "./menu.ts";
import { messageMenu, personMenu, type PersonSubject } from "./menu_entries.ts";
import { findMember, findMessage, type Subject } from "./subject.ts";

/** Where a menu is opened. */
export interface MenuPlace {
  readonly state: ClientState;
  readonly conversation: Conversation;
}

/** What may be done with it there, as far as is known: the server decides. Undefined for a message that is gone. */
export function menuOf(subject: Subject, place: MenuPlace): Menu | undefined {
  const { state: { commands, people }, conversation } = place;
  const has = (name: string) => commands.some((command) => command.name === name);
  if (subject.type === "member") {
    const who = findMember(conversation, subject.who) ?? subject.who;
    return personMenu(personSubject(who, place), has);
  }
  const message = findMessage(conversation, subject.message);
  return message && messageMenu(message, personSubject(authorOf(message, people), place), has);
}

/** Why nothing is to be done to somebody by the nick that a menu has: it is somebody else's since. Undefined if not. */
export function whyNotThem(
  { nick, person }: Somebody,
  { people }: Pick<ClientState, "people">,
): string | undefined {
  const now = people.personOf(nick);
  if (person === undefined || now === undefined || now === person) return undefined;
  return `Somebody else is called ${nick} now: nothing was done`;
}

/** Under the nick of now. */
function authorOf({ from, person }: SaidMessage, people: ClientState["people"]): Somebody {
  return { nick: people.nickOf({ nick: from, person }), person };
}

function personSubject(who: Somebody, { state, conversation }: MenuPlace): PersonSubject {
  const own = conversation.room?.role;
  const role = findMember(conversation, who)?.role;
  return {
    nick: who.nick,
    isOwn: isSame(who, state),
    role,
    isDirect: conversation.type === "direct",
    keepsOrder: keepsOrder(own),
    isLess: rankOf(role) < rankOf(own),
  };
}

/** From -1 on, for who has no role, or one that is not known. */
function rankOf(role: MemberRole | undefined): number {
  return memberRoles.findIndex((each) => each === role);
}
