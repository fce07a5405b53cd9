import {
  type ClientCommand,
  clientCommand,
  commandOfSetting,
} from "../../../client/commands/client_command.ts";
import { CommandTable } from "../../../client/commands/command_table.ts";
import { passwordCommand, whyNoPassword } from "../../../client/commands/password_command.ts";
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
  clientCommand(
    "/keys",
    "Show what the keys do; so does F1",
    ({ chat }) => void (chat.dialog.value = { type: "keys" }),
  ),
  { ...passwordCommand, run: askForPassword },
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

/**
 * Says what is written in the current conversation, or runs it as a command. What cannot be said as it is stays, to be
 * changed; where nothing is written, one connects at once.
 */
export function submitDraft(chat: Chat): void {
  const { writing, current, client } = chat;
  const text = writing.draft(current).value;
  if (text.trim() === "") return void client.retryNow();
  const problem = pageCommands.submit(new PageFace(chat), text);
  if (problem === undefined) writing.done(current);
  else writing.problem.value = problem;
  chat.touch();
}

/** Runs a command as if it was typed where one is. The person is told where it cannot be run. */
export function runCommand(chat: Chat, name: string, args: string): void {
  const problem = pageCommands.run(new PageFace(chat), name, args);
  if (problem !== undefined) chat.tell(problem);
  // It may have gone elsewhere, of which no server tells.
  chat.touch();
}

function askForPassword({ chat }: PageFace, args: string): void {
  const problem = whyNoPassword(chat.client, args);
  if (problem !== undefined) chat.tell(problem);
  else chat.dialog.value = { type: "password" };
}

function logOut({ chat }: PageFace, args: string): void {
  void chat.client.close(args.trim() || undefined);
}
