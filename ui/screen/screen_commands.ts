import {
  changeSetting,
  type ClientCommand,
  clientCommand,
  commandOfSetting,
} from "../../client/commands/client_command.ts";
import { CommandTable } from "../../client/commands/command_table.ts";
import { passwordCommand, whyNoPassword } from "../../client/commands/password_command.ts";
import { talkCommands } from "../../client/commands/talk_commands.ts";
import { findMember } from "../../client/menus/subject.ts";
import { historySetting } from "../../client/settings/setting_commands.ts";
import { bareNick } from "../../helpers/text/nicks.ts";
import { OpenPage } from "./pages/open_page.ts";
import { keysPage } from "./pages/pages.ts";
import { settingCommands } from "./setting_commands.ts";
import type { ScreenFace } from "./screen_face.ts";
import type { ScreenState } from "./screen_state.ts";
import { openMenuOf } from "./updating/menus.ts";
import { startSelecting } from "./updating/selecting.ts";

const terminalCommands: readonly ClientCommand<ScreenFace>[] = [
  clientCommand("/keys", "Show what the keys do; so does F1", ({ screen }) => showKeys(screen)),
  clientCommand(
    "/menu [NICK]",
    "Choose what to do with a message, as Alt+M does, or with somebody",
    chooseFor,
  ),
  clientCommand(
    "/history [on|off]",
    "Scroll back, as PgUp does; on or off: whether what you type is kept for the next run",
    scrollBack,
  ),
  { ...passwordCommand, run: askForPassword },
  clientCommand("/quit [LAST WORDS]", "Log out", logOut, ["exit", "q"]),
];

/** What may be typed in the full screen. */
export const screenCommands: CommandTable<ScreenFace> = new CommandTable<ScreenFace>([
  ...talkCommands,
  ...terminalCommands,
  ...settingCommands.map(commandOfSetting),
]);

export function showKeys(state: ScreenState): void {
  state.page = new OpenPage(keysPage());
}

function chooseFor(face: ScreenFace, args: string): void {
  const { screen, state, conversations: { current } } = face;
  const nick = bareNick(args.trim());
  if (nick === "") return startSelecting(screen);
  const person = state.people.personOf(nick);
  const member = findMember(current, { nick, person });
  if (member === undefined && person === undefined) {
    return face.tell(`Nobody is called "${nick}" here`);
  }
  openMenuOf(screen, { type: "member", who: member ?? { nick, person } });
}

function scrollBack(face: ScreenFace, args: string): void {
  if (args.trim() !== "") return changeSetting(face, historySetting, args);
  const { reading, conversations, height } = face.screen;
  reading.scroll(conversations.current, -height);
}

function askForPassword(face: ScreenFace, args: string): void {
  const problem = whyNoPassword(face, args);
  if (problem !== undefined) face.tell(problem);
  else face.screen.effects.push({ type: "changePassword" });
}

function logOut({ screen: { effects } }: ScreenFace, args: string): void {
  effects.push({ type: "leave", text: args.trim() || undefined });
}
