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

/** What a person has set in this browser. */
export interface PageSettings extends Settings {
  readonly theme: PageTheme;
}

export const defaultPageSettings: PageSettings = { ...defaultSettings, theme: "system" };

/** What `writeSettings` wrote. Never throws. */
export function readPageSettings(text: string): LoadedSettings<PageSettings> {
  const { theme } = defaultPageSettings;
  return readSettings(text, (raw) => ({ theme: knownWord(pageThemes, raw.theme) ?? theme }));
}
