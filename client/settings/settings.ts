import { reasonOf } from "../../helpers/reason_of.ts";
import { knownWord, limits } from "../../protocol.ts";
import { foldNick } from "../../helpers/nicks.ts";

export const themeNames = ["terminal", "dark", "light", "contrast", "mono"] as const;
/** `terminal`: the terminal's own colours. */
export type ThemeName = (typeof themeNames)[number];

export const timestampForms = ["off", "short", "seconds", "date"] as const;
/** `short`: hours and minutes. */
export type Timestamps = (typeof timestampForms)[number];

export const bellModes = ["off", "mentions", "all"] as const;
/** What rings, and is told to the desktop: nothing, what is for oneself, or all that others say. */
export type BellMode = (typeof bellModes)[number];

/** What a person has set, for all servers. */
export interface Settings {
  readonly theme: ThemeName;
  readonly timestamps: Timestamps;
  readonly bell: BellMode;
  /** Whether the members of a room stand at its side. */
  readonly members: boolean;
  /** Nicks whose messages are not shown. */
  readonly ignored: readonly string[];
  /** If there are any, only what these and oneself say is shown. */
  readonly focused: readonly string[];
}

export const defaultSettings: Settings = {
  theme: "terminal",
  timestamps: "short",
  bell: "mentions",
  members: true,
  ignored: [],
  focused: [],
};

export interface LoadedSettings {
  /** The defaults for what is not there or cannot be read. */
  readonly settings: Settings;
  /** Why nothing of what was kept can be read, for a person. */
  readonly problem?: string;
}

/** Where settings are kept. */
export interface SettingsStorage {
  /** Never throws. */
  load(): LoadedSettings;
  /** The rest stays as it is kept: others may have changed it. Never throws. Gives why not, or undefined. */
  save(changes: Partial<Settings>): string | undefined;
}

/** In each list; what is beyond is left out. */
export const maxListedNicks = 100;

/** What `writeSettings` wrote. Never throws: what is missing or wrong is as by default, field by field. */
export function readSettings(text: string): LoadedSettings {
  const { raw, problem } = parseObject(text);
  const { theme, timestamps, bell, members } = defaultSettings;
  const settings = {
    theme: knownWord(themeNames, raw.theme) ?? theme,
    timestamps: knownWord(timestampForms, raw.timestamps) ?? timestamps,
    bell: knownWord(bellModes, raw.bell) ?? bell,
    members: typeof raw.members === "boolean" ? raw.members : members,
    ignored: readNicks(raw.ignored),
    focused: readNicks(raw.focused),
  };
  return { settings, problem };
}

/** JSON for people to edit. Of `previousText` is kept what is not changed, also what only a newer version knows. */
export function writeSettings(changes: Partial<Settings>, previousText: string = ""): string {
  return `${JSON.stringify({ ...parseObject(previousText).raw, ...changes }, undefined, 2)}\n`;
}

/** Empty where it cannot be read, for a `problem`. An empty text has nothing in it, and nothing wrong. */
function parseObject(
  text: string,
): { readonly raw: Readonly<Record<string, unknown>>; readonly problem?: string } {
  if (text.trim() === "") return { raw: {} };
  try {
    // Some editors put a byte order mark before it.
    const raw: unknown = JSON.parse(text.replace(/^\ufeff/, ""));
    const isObject = typeof raw === "object" && raw !== null && !Array.isArray(raw);
    return isObject ? { raw: { ...raw } } : { raw: {}, problem: "it is no JSON object" };
  } catch (error) {
    return { raw: {}, problem: reasonOf(error) };
  }
}

/** Each once, in whatever case. */
function readNicks(raw: unknown): readonly string[] {
  const nicks = new Map<string, string>();
  for (const nick of Array.isArray(raw) ? raw : []) {
    if (typeof nick !== "string" || !isNickLong(nick) || nicks.size >= maxListedNicks) continue;
    nicks.set(foldNick(nick), nick);
  }
  return [...nicks.values()];
}

function isNickLong(text: string): boolean {
  return text !== "" && [...text.slice(0, 2 * limits.nickLength + 1)].length <= limits.nickLength;
}
