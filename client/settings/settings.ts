import { reasonOf } from "../../helpers/reason_of.ts";
import { knownWord, limits, type Person } from "../../protocol.ts";
import { foldNick } from "../../helpers/text/nicks.ts";
import { isLonger } from "../../helpers/text/text_length.ts";

export const timestampForms = ["off", "short", "seconds", "date"] as const;
/** `short`: hours and minutes. */
export type Timestamps = (typeof timestampForms)[number];

export const hourForms = ["24h", "12h"] as const;
/** Of the clock that tells times: `12h` counts them twice from 1 to 12. */
export type HourForm = (typeof hourForms)[number];

export const bellModes = ["off", "mentions", "all"] as const;
/** What rings, and is told to the desktop: nothing, what is for oneself, or all that others say. */
export type BellMode = (typeof bellModes)[number];

/** Somebody in a list, with the nick of then, whatever the nick is now. */
export interface ListedPerson {
  readonly nick: string;
  readonly person: Person;
}

/** A nick stands for whoever is called so, on any server: all that can be told where a person is not known. */
export type Listed = string | ListedPerson;

/** What a person has set for all servers, as far as it means the same at every face; a face may have more. */
export interface Settings {
  readonly timestamps: Timestamps;
  readonly hours: HourForm;
  readonly bell: BellMode;
  /** Whether what is typed is kept for the next run. */
  readonly history: boolean;
  /** Those whose messages are not shown. */
  readonly ignored: readonly Listed[];
  /** If there are any, only what these and oneself say is shown. */
  readonly focused: readonly Listed[];
}

export const defaultSettings: Settings = {
  timestamps: "short",
  hours: "24h",
  bell: "mentions",
  history: true,
  ignored: [],
  focused: [],
};

/** `S`: the settings of the face. */
export interface LoadedSettings<S = Settings> {
  /** The defaults for what is not there or cannot be read. */
  readonly settings: S;
  /** Why nothing of what was kept can be read, for a person. */
  readonly problem?: string;
}

/** Where settings are kept. */
export interface SettingsStorage<S = Settings> {
  /** Never throws. */
  load(): LoadedSettings<S>;
  /** The rest stays as it is kept: others may have changed it. Never throws. Gives why not, or undefined. */
  save(changes: Partial<S>): string | undefined;
}

/** In each list; what is beyond is left out. */
export const maxListed = 100;

/** What was kept, by name. */
export type RawSettings = Readonly<Record<string, unknown>>;

/**
 * What `writeSettings` wrote. Never throws: what is missing or wrong is as by default, field by field. `readOwn` does the
 * same for what the face has beside.
 */
export function readSettings<Own>(
  text: string,
  readOwn: (raw: RawSettings) => Own,
): LoadedSettings<Settings & Own> {
  const { raw, problem } = parseObject(text);
  const { timestamps, hours, bell, history } = defaultSettings;
  const settings: Settings = {
    timestamps: knownWord(timestampForms, raw.timestamps) ?? timestamps,
    hours: knownWord(hourForms, raw.hours) ?? hours,
    bell: knownWord(bellModes, raw.bell) ?? bell,
    history: typeof raw.history === "boolean" ? raw.history : history,
    ignored: readList(raw.ignored),
    focused: readList(raw.focused),
  };
  return { settings: { ...settings, ...readOwn(raw) }, problem };
}

/** JSON for people to edit. Of `previousText` is kept what is not changed, also what only a newer version knows. */
export function writeSettings(changes: object, previousText: string = ""): string {
  return `${JSON.stringify({ ...parseObject(previousText).raw, ...changes }, undefined, 2)}\n`;
}

/** Empty where it cannot be read, for a `problem`. An empty text has nothing in it, and nothing wrong. */
function parseObject(
  text: string,
): { readonly raw: RawSettings; readonly problem?: string } {
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

/** Each once, nicks in whatever case. Earlier versions wrote nicks alone. */
function readList(raw: unknown): readonly Listed[] {
  const list = new Map<string, Listed>();
  for (const item of Array.isArray(raw) ? raw : []) {
    const listed = readListed(item);
    if (listed === undefined || list.size >= maxListed) continue;
    list.set(typeof listed === "string" ? `@${foldNick(listed)}` : listed.person, listed);
  }
  return [...list.values()];
}

function readListed(raw: unknown): Listed | undefined {
  if (typeof raw === "string") return isNickLong(raw) ? raw : undefined;
  if (typeof raw !== "object" || raw === null) return undefined;
  const [nick, person] = [Reflect.get(raw, "nick"), Reflect.get(raw, "person")];
  if (typeof nick !== "string" || !isNickLong(nick)) return undefined;
  if (typeof person !== "string" || person === "") return nick;
  return person.length <= limits.personLength ? { nick, person } : undefined;
}

function isNickLong(text: string): boolean {
  return text !== "" && !isLonger(text, limits.nickLength);
}
