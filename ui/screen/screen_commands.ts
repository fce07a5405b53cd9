import { settingCommands } from "../../client/settings/setting_commands.ts";
import type { Settings } from "../../client/settings/settings.ts";
import { explainCommand } from "../../helpers/explain_command.ts";
import { findCommand } from "../../helpers/find_command.ts";
import type { CommandSummary, MessageKind } from "../../protocol.ts";

/** What the commands of the full-screen client may do. */
export interface ScreenCommandContext {
  /** Where the command was typed: a room, or with one person. */
  readonly place: "room" | "direct";
  /** The server's commands and those of this client, as they are listed. */
  readonly commands: readonly CommandSummary[];
  readonly settings: Settings;
  isInRoom(room: string): boolean;
  goToRoom(room: string): void;
  /** Begins a conversation with one person, and goes there. */
  goToPerson(nick: string): void;
  closeConversation(): void;
  say(text: string, kind: MessageKind): void;
  /** To one person, without going there. */
  sayTo(nick: string, text: string): void;
  /** In the conversation, to this person alone. */
  tell(text: string): void;
  openHelp(): void;
  openKeys(): void;
  scrollBack(): void;
  /** Tells `told` then, behind why they are not kept if so. */
  changeSettings(changes: Partial<Settings>, told: string): void;
  logOut(text: string | undefined): void;
}

/** A command that the full-screen client knows, or knows better than the server. */
export interface ScreenCommand extends CommandSummary {
  /** `args` as typed behind it. False: the server is to run it. */
  run(context: ScreenCommandContext, args: string): boolean;
}

const help: ScreenCommand = {
  name: "help",
  aliases: ["commands", "?"],
  usage: "/help [COMMAND]",
  summary: "Show the commands, or explain one",
  run(context, args) {
    const word = args.trim().replace(/^\//, "").toLowerCase();
    const command = findCommand(context.commands, word);
    if (word === "") context.openHelp();
    else context.tell(command === undefined ? unknown(word) : explainCommand(command));
    return true;
  },
};

const keys: ScreenCommand = {
  name: "keys",
  aliases: [],
  usage: "/keys",
  summary: "Show what the keys do; so does ? on an empty line",
  run(context) {
    context.openKeys();
    return true;
  },
};

const join: ScreenCommand = {
  name: "join",
  aliases: ["j"],
  usage: "/join ROOM...",
  summary: "Join rooms; one that is not there begins. Of a room you are in: go there",
  run(context, args) {
    const room = args.trim().replace(/^#/, "").toLowerCase();
    if (!context.isInRoom(room)) return false;
    context.goToRoom(room);
    return true;
  },
};

const leave: ScreenCommand = {
  name: "leave",
  aliases: ["part", "close"],
  usage: "/leave [ROOM]",
  summary: "Leave this room, or another; with one person, close the conversation",
  run(context, args) {
    if (context.place === "room" || args.trim() !== "") return false;
    context.closeConversation();
    return true;
  },
};

const msg: ScreenCommand = {
  name: "msg",
  aliases: ["w", "tell", "query"],
  usage: "/msg NICK [TEXT]",
  summary:
    "Say something to one person only, who gets it later if not here now. Without TEXT: go there",
  run(context, args) {
    const [, nick = "", text = ""] = /^@?(\S*)\s*(.*)$/s.exec(args.trim()) ?? [];
    if (nick === "") context.tell(`Usage: ${msg.usage}`);
    else if (text === "") context.goToPerson(nick);
    else context.sayTo(nick, text);
    return true;
  },
};

const me: ScreenCommand = {
  name: "me",
  aliases: [],
  usage: "/me DOES",
  summary: "Say what you do: /me waves",
  run(context, args) {
    if (args.trim() === "") return false;
    context.say(args, "action");
    return true;
  },
};

const history: ScreenCommand = {
  name: "history",
  aliases: [],
  usage: "/history",
  summary: "Scroll back, as PgUp does",
  run(context) {
    context.scrollBack();
    return true;
  },
};

const quit: ScreenCommand = {
  name: "quit",
  aliases: ["exit", "q", "logout"],
  usage: "/quit [LAST WORDS]",
  summary: "Log out",
  run(context, args) {
    context.logOut(args.trim() || undefined);
    return true;
  },
};

const settings: readonly ScreenCommand[] = settingCommands.map((command) => ({
  ...command,
  run(context, args) {
    const { changes, text } = command.run(args, context.settings);
    if (changes === undefined) context.tell(text);
    else context.changeSettings(changes, text);
    return true;
  },
}));

/** In the order in which they are listed where the server has none of that name. */
export const screenCommands: readonly ScreenCommand[] = [
  help,
  keys,
  join,
  leave,
  msg,
  me,
  history,
  quit,
  ...settings,
];

/** The server's commands, as far as this client has none of that name, and this client's. */
export function allCommands(fromServer: readonly CommandSummary[]): readonly CommandSummary[] {
  const own = (name: string) => screenCommands.find((command) => command.name === name);
  const others = screenCommands.filter(({ name }) =>
    !fromServer.some((each) => each.name === name)
  );
  return [...fromServer.map((command) => own(command.name) ?? command), ...others];
}

/** Runs what this client knows. False: the server is to run it, by its name: it may not know the alias. */
export function runScreenCommand(
  name: string,
  args: string,
  context: ScreenCommandContext,
): boolean {
  const known = findCommand(context.commands, name);
  const own = screenCommands.find((command) => command.name === known?.name);
  return own?.run(context, args) ?? false;
}

/** Of the server's, those that are answered by a page, or by going somewhere. */
const leadingElsewhere: ReadonlySet<string> = new Set(["search", "join"]);

/** Whether a command of the server is answered where it is typed. By its name, no alias. */
export function isAnsweredHere(name: string): boolean {
  return !leadingElsewhere.has(name);
}

/** With these arguments they act on the room in which they are typed: any, none, or no room in front. */
const aboutRoom: ReadonlyMap<string, RegExp> = new Map([
  ["topic", /^/],
  ["who", /^\s*$/],
  ["say", /^\s*(?![\s#])/],
]);

/** Whether a command means the room where it is typed, and so nothing in a conversation with one person. */
export function isAboutRoom(
  name: string,
  args: string,
  commands: readonly CommandSummary[],
): boolean {
  const known = findCommand(commands, name);
  return known !== undefined && aboutRoom.get(known.name)?.test(args) === true;
}

function unknown(name: string): string {
  return `There is no command "/${name}": /help lists those that there are`;
}
