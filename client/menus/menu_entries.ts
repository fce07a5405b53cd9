import type { SaidMessage } from "../../protocol.ts";
import { createMenu, type Menu, type MenuAction, type MenuEntry } from "./menu.ts";

/** Somebody as a menu is about them. */
export interface PersonSubject {
  readonly nick: string;
  /** It is oneself. */
  readonly isOwn: boolean;
  /** In the room in which the menu is opened. */
  readonly role?: string;
  /** It is looked at in the conversation with that person. */
  readonly isDirect: boolean;
  /** Whether one keeps order where the menu is opened, as far as is known. */
  readonly keepsOrder: boolean;
  /** Its role is less than one's own: order is kept with nobody else. */
  readonly isLess: boolean;
}

/** Whether the server has a command of that name that one may run, as far as it told. */
export type HasCommand = (name: string) => boolean;

/** An entry that is a command. */
interface CommandRow {
  readonly key: string;
  readonly label: string;
  readonly command: string;
  /** The client runs it itself. */
  readonly isOfClient?: true;
  /** Absent: for anybody but oneself. */
  readonly isFor?: (who: PersonSubject) => boolean;
  /** Asked before it is done, since it cannot be undone. */
  readonly question?: (nick: string, time: string) => string;
  /** A time is asked for. */
  readonly timeTitle?: (nick: string) => string;
}

const inOrder = ({ isOwn, isDirect, keepsOrder, isLess }: PersonSubject) =>
  !isOwn && !isDirect && keepsOrder && isLess;
const hasRole = (role: string) => (who: PersonSubject) => inOrder(who) && who.role === role;
const lacks = (...roles: readonly string[]) => (who: PersonSubject) =>
  inOrder(who) && !roles.includes(who.role ?? "");

/** What may be done with a person, in the order in which it is offered. */
const personRows: readonly CommandRow[] = [
  {
    key: "p",
    label: "Message privately",
    command: "msg",
    isOfClient: true,
    isFor: ({ isOwn, isDirect }) => !isOwn && !isDirect,
  },
  { key: "w", label: "Who is that?", command: "whois", isFor: () => true },
  { key: "i", label: "Ignore", command: "ignore", isOfClient: true },
  {
    key: "m",
    label: "Mute…",
    command: "mute",
    isFor: inOrder,
    timeTitle: (nick) => `Mute ${nick} for how long?`,
  },
  { key: "u", label: "Let speak again", command: "unmute", isFor: inOrder },
  {
    key: "k",
    label: "Kick…",
    command: "kick",
    isFor: inOrder,
    question: (nick) => `Kick ${nick}?`,
  },
  {
    key: "b",
    label: "Ban…",
    command: "ban",
    isFor: inOrder,
    timeTitle: (nick) => `Ban ${nick} for how long?`,
    question: (nick, time) => `Ban ${nick} ${time}?`,
  },
  {
    key: "v",
    label: "Give voice",
    command: "voice",
    isFor: lacks("voice", "moderator", "owner"),
  },
  { key: "v", label: "Take the voice", command: "unvoice", isFor: hasRole("voice") },
  {
    key: "o",
    label: "Make a moderator",
    command: "mod",
    isFor: lacks("moderator", "owner"),
  },
  {
    key: "o",
    label: "Remove as a moderator",
    command: "unmod",
    isFor: hasRole("moderator"),
  },
];

const times: readonly { readonly key: string; readonly time: string; readonly label: string }[] = [
  { key: "1", time: "10m", label: "for 10 minutes" },
  { key: "2", time: "1h", label: "for 1 hour" },
  { key: "3", time: "1d", label: "for 1 day" },
  { key: "4", time: "", label: "for good" },
];

/** What may be done with somebody. */
export function personMenu(who: PersonSubject, has: HasCommand): Menu {
  return createMenu(who.nick, personRows.flatMap((row) => entryOf(row, who, has)));
}

/** What may be done with a message, and with whoever said it. */
export function messageMenu(message: SaidMessage, who: PersonSubject, has: HasCommand): Menu {
  const { nick, isOwn, isDirect } = who;
  const { title } = personMenu(who, has);
  const ignore = personRows.filter(({ command }) => command === "ignore");
  return createMenu(`${title}: ${excerptOf(message)}`, [
    ...isOwn || isDirect ? [] : [mentionEntry(nick)],
    copyEntry(message),
    ...deleteEntry(message, who, has),
    ...ignore.flatMap((row) => entryOf(row, who, has)),
    ...isOwn ? [] : [{
      key: "p",
      label: `More about ${nick}…`,
      action: { type: "menu", menu: personMenu(who, has) } as const,
    }],
  ]);
}

function mentionEntry(nick: string): MenuEntry {
  return { key: "r", label: `Reply to ${nick}`, action: { type: "mention", nick } };
}

function copyEntry({ text }: SaidMessage): MenuEntry {
  return { key: "c", label: "Copy the text", action: { type: "copy", text } };
}

/** By its number, and with its room: the person may be elsewhere by then. */
function deleteEntry(
  message: SaidMessage,
  { nick, isOwn, keepsOrder }: PersonSubject,
  has: HasCommand,
): MenuEntry[] {
  const room = message.type === "message" ? message.room : undefined;
  const mayDelete = isOwn || (keepsOrder && room !== undefined);
  if (!has("delete") || !mayDelete) return [];
  const args = `in:${room ?? "@"} seq:${message.seq}`;
  const whose = isOwn ? "your message" : `this message of ${nick}`;
  const action = asked(`Delete ${whose}?`, { type: "command", name: "delete", args });
  return [{ key: "d", label: "Delete…", action }];
}

function entryOf(row: CommandRow, who: PersonSubject, has: HasCommand): MenuEntry[] {
  const { key, label, command, isOfClient, isFor = ({ isOwn }) => !isOwn } = row;
  if (!(isOfClient || has(command)) || !isFor(who)) return [];
  const typed = `/${command} ${who.nick}`;
  return [{ key, label, typed, action: actionOf(row, who.nick) }];
}

function actionOf({ command, question, timeTitle }: CommandRow, nick: string): MenuAction {
  const run = (time: string, label: string): MenuAction => {
    const args = time === "" ? nick : `${nick} ${time}`;
    const action = { type: "command", name: command, args } as const;
    return question === undefined ? action : asked(question(nick, label), action);
  };
  if (timeTitle === undefined) return run("", "");
  const entries = times.map(({ key, time, label }) => ({ key, label, action: run(time, label) }));
  return { type: "menu", menu: createMenu(timeTitle(nick), entries) };
}

/** Enter at once does nothing. */
function asked(question: string, action: MenuAction): MenuAction {
  const entries = [
    { key: "y", label: "Yes", action },
    { key: "n", label: "No", action: { type: "nothing" } as const },
  ];
  return { type: "menu", menu: createMenu(question, entries, 1) };
}

const excerptLength = 40;

function excerptOf({ text }: SaidMessage): string {
  const line = text.slice(0, 2 * excerptLength).replace(/\s+/g, " ").trim();
  return line.length <= excerptLength && text.length <= 2 * excerptLength
    ? line
    : `${line.slice(0, excerptLength)}…`;
}
