import { isSame, type Somebody } from "../../../client/people.ts";
import { type MemberRole, memberRoles, type SaidMessage } from "../../../protocol.ts";
import type { Menu, MenuAction, MenuOutcome } from "../menu/menu.ts";
import { messageMenu, personMenu, type PersonSubject } from "../menu/menu_entries.ts";
import { type ScreenState, showHint } from "../screen_state.ts";
import { findMember, findSelected, type Subject } from "../menu/selecting.ts";
import { endSelecting, select } from "./selecting.ts";

/** The roles of those who keep order in a room. */
const keepers: ReadonlySet<string> = new Set(["moderator", "owner", "operator", "server_owner"]);

/** Opens the menu of what is selected. */
export function openMenu(state: ScreenState): void {
  const { selecting } = state;
  if (selecting === undefined) return;
  const menu = menuOf(state, selecting.subject);
  if (menu !== undefined) state.selecting = { ...selecting, menu };
}

/** The same of something else, as a click does. */
export function openMenuOf(state: ScreenState, subject: Subject): void {
  select(state, subject, { isByKey: false });
  openMenu(state);
}

/** Goes on with a menu as a key or a click has it; gives what is to be done, if an entry was taken that does something. */
export function settleMenu(
  state: ScreenState,
  { menu, chosen, passes }: MenuOutcome,
): MenuAction | undefined {
  const { selecting } = state;
  if (selecting === undefined) return undefined;
  const goesBack = selecting.isByKey && chosen === undefined && !passes;
  if (menu !== undefined || goesBack) {
    state.selecting = { ...selecting, menu };
    return undefined;
  }
  endSelecting(state);
  const isForElse = chosen?.type === "command" && selecting.subject.type === "member" &&
    isTaken(state, selecting.subject.who);
  return isForElse ? undefined : chosen;
}

/** Whether a nick is somebody else's since; the person is told so, and nothing is done to them. */
function isTaken(state: ScreenState, { nick, person }: Somebody): boolean {
  const now = state.server.people.personOf(nick);
  if (person === undefined || now === undefined || now === person) return false;
  showHint(state, `Somebody else is called ${nick} now: nothing was done`);
  return true;
}

function menuOf(state: ScreenState, subject: Subject): Menu | undefined {
  const { server, conversations: { current } } = state;
  const has = (name: string) => server.commands.some((command) => command.name === name);
  if (subject.type === "member") {
    return personMenu(personSubject(state, findMember(current, subject.who) ?? subject.who), has);
  }
  const message = findSelected(current, subject.message);
  return message && messageMenu(message, personSubject(state, authorOf(state, message)), has);
}

/** Under the nick of now. */
function authorOf({ server: { people } }: ScreenState, { from, person }: SaidMessage): Somebody {
  return { nick: people.nickOf({ nick: from, person }), person };
}

function personSubject(state: ScreenState, who: Somebody): PersonSubject {
  const { server, conversations: { current } } = state;
  const own = current.room?.role;
  const role = findMember(current, who)?.role;
  return {
    nick: who.nick,
    isOwn: isSame(who, server),
    role,
    isDirect: current.type === "direct",
    keepsOrder: keepers.has(own ?? ""),
    isLess: rankOf(role) < rankOf(own),
  };
}

/** From -1 on, for who has no role, or one that is not known. */
function rankOf(role: MemberRole | undefined): number {
  return memberRoles.findIndex((each) => each === role);
}
