import {
  defaultSettings,
  type LoadedSettings,
  readSettings,
  type Settings,
} from "../client/settings/settings.ts";
import { knownWord } from "../protocol.ts";

export const themeNames = ["terminal", "dark", "light", "contrast", "mono"] as const;
/** `terminal`: the terminal's own colours. */
export type ThemeName = (typeof themeNames)[number];

/** What a person has set at a terminal. */
export interface TerminalSettings extends Settings {
  readonly theme: ThemeName;
  /** Whether the members of a room stand at its side. */
  readonly members: boolean;
  /** Whether the mouse clicks and scrolls; if not, the terminal selects with it. */
  readonly mouse: boolean;
}

export const defaultTerminalSettings: TerminalSettings = {
  ...defaultSettings,
  theme: "terminal",
  members: true,
  mouse: true,
};

/** What `writeSettings` wrote. Never throws. */
export function readTerminalSettings(text: string): LoadedSettings<TerminalSettings> {
  const { theme, members, mouse } = defaultTerminalSettings;
  return readSettings(text, (raw) => ({
    theme: knownWord(themeNames, raw.theme) ?? theme,
    members: typeof raw.members === "boolean" ? raw.members : members,
    mouse: typeof raw.mouse === "boolean" ? raw.mouse : mouse,
  }));
}
