import { explainCommand, findCommand } from "../../helpers/commands.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { parseTold } from "../../helpers/text/typed_line.ts";
import type { CommandSummary, MessageKind } from "../../protocol.ts";
import { directKey, roomKey } from "../conversations/conversation.ts";
import { type ClientCommand, clientCommand } from "./client_command.ts";
import type { Face } from "./face.ts";

const messageUsage = "/msg NICK [TEXT]";

/** To find help, go to conversations, and say something in another way than by a plain line. */
export const talkCommands: readonly ClientCommand<Face>[] = [
  clientCommand("/help [COMMAND]", "Show the commands, or explain one", help, ["commands", "?"]),
  clientCommand(
    "/join ROOM[,ROOM...] [PASSWORD]",
    "Join rooms; one that is not there begins. Of a room you are in: go there",
    goToRoom,
    ["j"],
  ),
  clientCommand(
    "/leave [ROOM | NICK]",
    "Leave this room, or another; with one person, close the conversation",
    closeConversation,
    ["part", "close"],
  ),
  clientCommand(
    messageUsage,
    "Say something to one person only, who gets it later if not here now. Without TEXT: go there",
    sayToPerson,
    ["w", "tell", "query"],
  ),
  clientCommand(
    "/reply TEXT",
    "Answer whoever last sent you a direct message",
    reply,
    ["r"],
  ),
  clientCommand(
    "/describe NICK DOES",
    "Say to one person only what you do: /describe bob waves",
    describeToPerson,
  ),
  clientCommand("/me DOES", "Say what you do: /me waves", sayAction),
];

function help(face: Face, args: string, all: readonly CommandSummary[]): void {
  const word = args.trim().replace(/^\//, "").toLowerCase();
  const command = findCommand(all, word);
  if (word === "") face.showHelp(all);
  else if (command !== undefined) face.tell(explainCommand(command));
  else face.tell(`There is no command "/${word}": /help lists all`);
}

function goToRoom({ state, conversations }: Face, args: string): false | void {
  const room = args.trim().replace(/^#/, "").toLowerCase();
  if (!state.rooms.has(room)) return false;
  const found = conversations.find(roomKey(room));
  if (found !== undefined) conversations.switchTo(found);
}

/** A room comes before a person of that name. */
function closeConversation({ conversations, state }: Face, args: string): false | void {
  const name = args.trim();
  const isRoom = name.startsWith("#") || state.rooms.has(name.toLowerCase());
  const conversation = name === ""
    ? conversations.current
    : isRoom
    ? undefined
    : conversations.find(directKey(bareNick(name)));
  if (conversation === undefined || conversation.type === "room") return false;
  conversations.closeDirect(conversation);
}

/** Without a text it begins a conversation with that person, and goes there; with one it stays here. */
function sayToPerson(face: Face, args: string): void {
  const { conversations } = face;
  const { nick, text } = parseTold(args);
  if (nick === "") return face.tell(`Usage: ${messageUsage}`);
  if (text === "") return conversations.switchTo(conversations.openDirect(nick));
  sayTo(face, nick, text, "text");
}

function describeToPerson(face: Face, args: string): false | void {
  const { nick, text } = parseTold(args);
  if (text === "") return false;
  sayTo(face, nick, text, "action");
}

/** In the conversation with that person, if that is looked at; else from here, where it stands too once it is said. */
function sayTo(face: Face, nick: string, text: string, kind: MessageKind): void {
  const { conversations } = face;
  const isThere = conversations.current === conversations.find(directKey(nick));
  face.say(text, isThere ? { kind } : { kind, to: nick });
}

function reply(face: Face, args: string): false | void {
  if (args.trim() === "") return false;
  face.reply(args);
}

function sayAction(face: Face, args: string): false | void {
  if (args.trim() === "") return false;
  face.say(args, { kind: "action" });
}
