import {
  bellCommand,
  choiceCommand,
  type SettingCommand,
  sharedCommands,
} from "../../client/settings/setting_commands.ts";
import { type TerminalSettings, themeNames } from "../terminal_settings.ts";

/** In the order in which help lists them. */
export const settingCommands: readonly SettingCommand<TerminalSettings>[] = [
  choiceCommand("theme", "Choose the colours", themeNames, (theme) => ({ theme })),
  bellCommand,
  choiceCommand(
    "members",
    "Show who is in the room at its side",
    ["on", "off"],
    (choice) => ({ members: choice === "on" }),
  ),
  choiceCommand(
    "mouse",
    "Click and scroll with the mouse; off, the terminal selects text with it",
    ["on", "off"],
    (choice) => ({ mouse: choice === "on" }),
  ),
  ...sharedCommands,
];
