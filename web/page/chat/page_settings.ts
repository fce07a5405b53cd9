import {
  defaultSettings,
  type LoadedSettings,
  readSettings,
  type Settings,
} from "../../../client/settings/settings.ts";
import { knownWord } from "../../../protocol.ts";

export const pageThemes = ["system", "light", "dark", "contrast"] as const;
/** `system`: as the browser has it. */
export type PageTheme = (typeof pageThemes)[number];

export const textSizes = ["normal", "large", "larger"] as const;
/** `normal`: as the browser has it. */
export type TextSize = (typeof textSizes)[number];

export const enterModes = ["automatic", "send", "new line"] as const;
/** What Enter does where one writes; `automatic`: as `doesEnterSend()` has it. */
export type EnterMode = (typeof enterModes)[number];

/** What a person has set in this browser. */
export interface PageSettings extends Settings {
  readonly theme: PageTheme;
  readonly textSize: TextSize;
  readonly enter: EnterMode;
  /** Whether the bell can be heard. */
  readonly sounds: boolean;
  /** Whether the bell is told to the desktop too, where the browser lets the page do so. */
  readonly notifications: boolean;
  /** Whether the members of a room stand beside it, where there is room for them. */
  readonly members: boolean;
  /** Whether others are told that one types. */
  readonly typing: boolean;
}

export const defaultPageSettings: PageSettings = {
  ...defaultSettings,
  theme: "system",
  textSize: "normal",
  enter: "automatic",
  sounds: false,
  notifications: false,
  members: true,
  typing: true,
};

/** What `writeSettings` wrote. Never throws. */
export function readPageSettings(text: string): LoadedSettings<PageSettings> {
  const { theme, textSize, enter, sounds, notifications, members, typing } = defaultPageSettings;
  const flag = (raw: unknown, usual: boolean) => typeof raw === "boolean" ? raw : usual;
  return readSettings(text, (raw) => ({
    theme: knownWord(pageThemes, raw.theme) ?? theme,
    textSize: knownWord(textSizes, raw.textSize) ?? textSize,
    enter: knownWord(enterModes, raw.enter) ?? enter,
    sounds: flag(raw.sounds, sounds),
    notifications: flag(raw.notifications, notifications),
    members: flag(raw.members, members),
    typing: flag(raw.typing, typing),
  }));
}
