import {
  type ClientCommand,
  clientCommand,
  commandOfSetting,
} from "../../../client/commands/client_command.ts";
import { CommandTable } from "../../../client/commands/command_table.ts";
import { talkCommands } from "../../../client/commands/talk_commands.ts";
import {
  bellCommand,
  choiceCommand,
  type SettingCommand,
  sharedCommands,
} from "../../../client/settings/setting_commands.ts";
import type { Chat } from "./chat.ts";
import { PageFace } from "./page_face.ts";
import { type PageSettings, pageThemes } from "./page_settings.ts";

const ownCommands: readonly ClientCommand<PageFace>[] = [
  clientCommand("/quit [LAST WORDS]", "Log out", logOut, ["exit", "q"]),
];

const settingCommands: readonly SettingCommand<PageSettings>[] = [
  choiceCommand("theme", "Choose the colours", pageThemes, (theme) => ({ theme })),
  bellCommand,
  ...sharedCommands,
];

/** What may be typed in the page. */
export const pageCommands: CommandTable<PageFace> = new CommandTable<PageFace>([
  ...talkCommands,
  ...ownCommands,
  ...settingCommands.map(commandOfSetting),
]);

/** Says what was written, or runs it as a command. Gives why it cannot be done as it is, for the person to change it. */
export function submitLine(chat: Chat, written: string): string | undefined {
  return pageCommands.submit(new PageFace(chat), written);
}

/** Runs a command as if it was typed where one is. The person is told where it cannot be run. */
export function runCommand(chat: Chat, name: string, args: string): void {
  const problem = pageCommands.run(new PageFace(chat), name, args);
  if (problem !== undefined) chat.tell(problem);
}

function logOut({ chat }: PageFace, args: string): void {
  void chat.client.close(args.trim() || undefined);
}
