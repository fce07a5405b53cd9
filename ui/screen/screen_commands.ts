import { directKey, roomKey } from "../../client/conversations/conversation.ts";
import {
  historySetting,
  settingCommands,
  type SettingOutcome,
} from "../../client/settings/setting_commands.ts";
import { explainCommand, findCommand } from "../../helpers/commands.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import type { CommandSummary, MessageKind } from "../../protocol.ts";
import { passwordCommand, whyNoPassword } from "../change_password.ts";
import { parseTold } from "../../helpers/text/typed_line.ts";
import { findMember } from "../../client/menus/subject.ts";
import { OpenPage } from "./pages/open_page.ts";
import { helpPage, keysPage } from "./pages/pages.ts";
import { hasRoomForTimes } from "./style/look.ts";
import { say, type ScreenState, tell } from "./screen_state.ts";
import { openMenuOf } from "./updating/menus.ts";
import { startSelecting } from "./updating/selecting.ts";

/** Runs a command in the current conversation; `args` as typed behind it. False: the server is to run it. */
type Run = (state: ScreenState, args: string) => false | void;

/** A command that the full-screen client knows, or knows better than the server. */
export interface ScreenCommand extends CommandSummary {
  readonly run: Run;
}

const messageUsage = "/msg NICK [TEXT]";

/** In the order in which they are listed where the server has none of that name. */
export const screenCommands: readonly ScreenCommand[] = [
  own("/help [COMMAND]", "Show the commands, or explain one", help, ["commands", "?"]),
  own("/keys", "Show what the keys do; so does F1", showKeys),
  own(
    "/menu [NICK]",
    "Choose what to do with a message, as Alt+M does, or with somebody",
    chooseFor,
  ),
  own(
    "/join ROOM[,ROOM...] [PASSWORD]",
    "Join rooms; one that is not there begins. Of a room you are in: go there",
    goToRoom,
    ["j"],
  ),
  own(
    "/leave [ROOM | NICK]",
    "Leave this room, or another; with one person, close the conversation",
    closeConversation,
    ["part", "close"],
  ),
  own(
    messageUsage,
    "Say something to one person only, who gets it later if not here now. Without TEXT: go there",
    sayToPerson,
    ["w", "tell", "query"],
  ),
  own(
    "/reply TEXT",
    "Answer whoever last sent you a direct message",
    replyToLast,
    ["r"],
  ),
  own(
    "/describe NICK DOES",
    "Say to one person only what you do: /describe bob waves",
    describeToPerson,
  ),
  own("/me DOES", "Say what you do: /me waves", sayAction),
  own(
    "/history [on|off]",
    "Scroll back, as PgUp does; on or off: whether what you type is kept for the next run",
    scrollBack,
  ),
  { ...passwordCommand, run: askForPassword },
  own("/quit [LAST WORDS]", "Log out", logOut, ["exit", "q"]),
  ...settingCommands.map((command) => ({
    ...command,
    run: (state: ScreenState, args: string) =>
      changeSettings(state, command.run(args, state.settings, state.server)),
  })),
];

/** The server's commands, as far as this client has none of that name, and this client's. */
export function allCommands(fromServer: readonly CommandSummary[]): readonly CommandSummary[] {
  const others = screenCommands.filter(({ name }) =>
    !fromServer.some((each) => each.name === name)
  );
  return [...fromServer.map((command) => ownCommand(command.name) ?? command), ...others];
}

/** This client's command of that name, which is no alias. */
export function ownCommand(name: string): ScreenCommand | undefined {
  return screenCommands.find((command) => command.name === name);
}

function own(
  usage: string,
  summary: string,
  run: Run,
  aliases: readonly string[] = [],
): ScreenCommand {
  return { name: usage.slice(1).split(" ", 1)[0] ?? "", aliases, usage, summary, run };
}

function help(state: ScreenState, args: string): void {
  const commands = allCommands(state.server.commands);
  const word = args.trim().replace(/^\//, "").toLowerCase();
  const command = findCommand(commands, word);
  if (word === "") state.page = new OpenPage(helpPage(commands));
  else if (command !== undefined) tell(state, explainCommand(command));
  else tell(state, `There is no command "/${word}": /help lists all`);
}

export function showKeys(state: ScreenState): void {
  state.page = new OpenPage(keysPage());
}

function chooseFor(state: ScreenState, args: string): void {
  const nick = bareNick(args.trim());
  if (nick === "") return startSelecting(state);
  const person = state.server.people.personOf(nick);
  const member = findMember(state.conversations.current, { nick, person });
  if (member === undefined && person === undefined) {
    return tell(state, `Nobody is called "${nick}" here`);
  }
  openMenuOf(state, { type: "member", who: member ?? { nick, person } });
}

function goToRoom({ server, conversations }: ScreenState, args: string): false | void {
  const room = args.trim().replace(/^#/, "").toLowerCase();
  if (!server.rooms.has(room)) return false;
  const found = conversations.find(roomKey(room));
  if (found !== undefined) conversations.switchTo(found);
}

/** A room comes before a person of that name. */
function closeConversation({ conversations, server }: ScreenState, args: string): false | void {
  const name = args.trim();
  const isRoom = name.startsWith("#") || server.rooms.has(name.toLowerCase());
  const conversation = name === ""
    ? conversations.current
    : isRoom
    ? undefined
    : conversations.find(directKey(bareNick(name)));
  if (conversation === undefined || conversation.type === "room") return false;
  conversations.closeDirect(conversation);
}

/** Without a text it begins a conversation with that person, and goes there; with one it stays here. */
function sayToPerson(state: ScreenState, args: string): void {
  const { conversations } = state;
  const { nick, text } = parseTold(args);
  if (nick === "") return tell(state, `Usage: ${messageUsage}`);
  if (text === "") return conversations.switchTo(conversations.openDirect(nick));
  sayTo(state, nick, text, "text");
}

function describeToPerson(state: ScreenState, args: string): false | void {
  const { nick, text } = parseTold(args);
  if (text === "") return false;
  sayTo(state, nick, text, "action");
}

function replyToLast(
  { conversations, reading, settings, effects }: ScreenState,
  args: string,
): false | void {
  const { current } = conversations;
  if (args.trim() === "") return false;
  effects.push({ type: "reply", conversation: current, text: args, settings });
  void reading.toNewest(current);
}

/** In the conversation with that person, if that is looked at; else from here, where it stands too once it is said. */
function sayTo(state: ScreenState, nick: string, text: string, kind: MessageKind): void {
  const { conversations, reading, effects } = state;
  const { current } = conversations;
  if (current === conversations.find(directKey(nick))) return say(state, text, kind);
  effects.push({ type: "say", conversation: current, text, kind, to: nick });
  void reading.toNewest(current);
}

function sayAction(state: ScreenState, args: string): false | void {
  if (args.trim() === "") return false;
  say(state, args, "action");
}

function scrollBack(state: ScreenState, args: string): void {
  if (args.trim() !== "") {
    return changeSettings(state, historySetting.run(args, state.settings, state.server));
  }
  const { reading, conversations, height } = state;
  reading.scroll(conversations.current, -height);
}

function askForPassword(state: ScreenState, args: string): void {
  const problem = whyNoPassword({ state: state.server }, args);
  if (problem !== undefined) tell(state, problem);
  else state.effects.push({ type: "changePassword" });
}

function logOut({ effects }: ScreenState, args: string): void {
  effects.push({ type: "leave", text: args.trim() || undefined });
}

/** Tells `text` once the changes are kept, or behind why they are not. */
function changeSettings(state: ScreenState, { changes, text }: SettingOutcome): void {
  if (changes === undefined) return tell(state, text);
  state.settings = { ...state.settings, ...changes };
  const { settings: { timestamps, hours }, look: { columns } } = state;
  const isTime = (changes.timestamps ?? changes.hours) !== undefined;
  const isCut = isTime && !hasRoomForTimes({ timestamps, hours, columns });
  const told = isCut ? `${text}; this screen is too narrow to show that in full` : text;
  state.effects.push({ type: "saveSettings", changes, told });
}
