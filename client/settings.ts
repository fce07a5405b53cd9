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

/** Where settings are kept. */
export interface SettingsStorage {
  /** The defaults for what is not there or cannot be read. Never throws. */
  load(): Settings;
  /** Never throws. Gives why they could not be kept, or undefined. */
  save(settings: Settings): string | undefined;
}
