import type { ThemeName } from "../../../client/settings/settings.ts";
import { nickColors } from "../../nick_color.ts";

/** What a piece of the screen is; a theme says how that looks. */
export type ThemeRole =
  | "time"
  /** What is not said: joins, leaves, what the client tells. */
  | "told"
  | "notice"
  | "error"
  /** One's own nick. */
  | "own"
  /** A message with one's own nick in it. */
  | "mention"
  | "bold"
  | "italic"
  | "code"
  | "link"
  | "dayLine"
  | "readLine"
  /** Not acknowledged yet. */
  | "pending"
  | "failed"
  | "border"
  | "prompt"
  | "status"
  | "statusGood"
  | "statusWaiting"
  | "statusBad"
  /** In the status line: what others wrote there. */
  | "topic"
  | "title"
  | "current"
  | "unread"
  | "mentioned"
  | "away"
  | "selected"
  | "found";

/** How many colours a terminal has; 0 with `NO_COLOR`. */
export type ColorDepth = 0 | 16 | 256;

/**
 * How a theme looks, in words: `bold`, `dim`, `italic`, `underline`, `inverse`; `red`, `brightRed` and so on are the
 * terminal's own sixteen, a number is one of xterm's 256, and `on:` before a number makes it the background.
 */
export interface ThemeStyles {
  readonly roles: Readonly<Record<ThemeRole, string>>;
  /** One of these is a nick's own. */
  readonly nicks: readonly string[];
}

/** What is left where there are no colours: all must be told apart by attributes. */
const attributes: Readonly<Record<ThemeRole, string>> = {
  time: "dim",
  told: "dim",
  notice: "",
  error: "bold",
  own: "bold",
  mention: "bold",
  bold: "bold",
  italic: "italic",
  code: "dim",
  link: "underline",
  dayLine: "dim",
  readLine: "bold",
  pending: "dim",
  failed: "bold",
  border: "dim",
  prompt: "bold",
  status: "inverse",
  statusGood: "",
  statusWaiting: "underline",
  statusBad: "bold",
  topic: "dim",
  title: "bold",
  current: "inverse",
  unread: "bold",
  mentioned: "bold underline",
  away: "dim",
  selected: "inverse",
  found: "inverse",
};

const mono: ThemeStyles = { roles: attributes, nicks: [""] };

/** Can be read on a light and on a dark background, whatever the sixteen colours are set to. */
const terminal: ThemeStyles = {
  roles: {
    ...attributes,
    notice: "cyan",
    error: "red",
    mention: "bold magenta",
    code: "cyan",
    readLine: "red",
    failed: "red",
    prompt: "bold",
    statusGood: "",
    statusWaiting: "bold",
    statusBad: "bold red",
    unread: "bold",
    mentioned: "bold magenta",
  },
  nicks: [
    "green",
    "blue",
    "magenta",
    "cyan",
    "bold green",
    "bold blue",
    "bold magenta",
    "bold cyan",
  ],
};

const terminal256: ThemeStyles = { ...terminal, nicks: nickColors.map(String) };

const dark: ThemeStyles = {
  roles: {
    ...terminal.roles,
    time: "brightBlack",
    told: "brightBlack",
    notice: "brightCyan",
    error: "brightRed",
    mention: "bold brightYellow",
    code: "brightCyan",
    readLine: "brightRed",
    failed: "brightRed",
    statusBad: "bold red",
    mentioned: "bold brightYellow",
  },
  nicks: ["green", "cyan", "brightGreen", "brightBlue", "brightMagenta", "brightCyan"],
};

/** Contrasts of over 6 to 1 on black, and of over 4 for what need not be read. */
const dark256: ThemeStyles = {
  roles: {
    ...attributes,
    time: "244",
    told: "246",
    notice: "116",
    error: "203",
    mention: "bold 221",
    code: "150",
    link: "underline 117",
    dayLine: "244",
    readLine: "209",
    pending: "244",
    failed: "203",
    border: "240",
    prompt: "bold 117",
    status: "252 on:237",
    statusGood: "150",
    statusWaiting: "221",
    statusBad: "bold 210",
    topic: "247",
    current: "bold 231 on:24",
    mentioned: "bold 221",
    away: "244",
    selected: "231 on:24",
    found: "231 on:58",
  },
  // deno-fmt-ignore
  nicks: [
    "38", "41", "71", "74", "75", "78", "80", "105", "107", "111", "112", "117", "141", "143", "149",
    "171", "173", "177", "179", "184", "205", "208", "210", "212", "215", "222",
  ],
};

const light: ThemeStyles = {
  roles: { ...terminal.roles, notice: "blue", code: "blue", statusBad: "bold red" },
  nicks: ["red", "blue", "magenta", "bold red", "bold blue", "bold magenta"],
};

/** Contrasts of over 5 to 1 on white, and of over 4 for what need not be read. */
const light256: ThemeStyles = {
  roles: {
    ...attributes,
    time: "243",
    told: "241",
    notice: "24",
    error: "124",
    mention: "bold 125",
    code: "22",
    link: "underline 25",
    dayLine: "243",
    readLine: "130",
    pending: "243",
    failed: "124",
    border: "249",
    prompt: "bold 25",
    status: "235 on:253",
    statusGood: "22",
    statusWaiting: "94",
    statusBad: "bold 124",
    topic: "240",
    current: "bold 16 on:153",
    mentioned: "bold 125",
    away: "243",
    selected: "16 on:153",
    found: "16 on:229",
  },
  // deno-fmt-ignore
  nicks: [
    "19", "21", "22", "23", "24", "25", "53", "55", "56", "58", "88", "90", "91", "93", "94", "124",
    "125", "126", "127", "128",
  ],
};

/** Nothing dim, marks by bold and inverse, and only what is brightest on a dark background. */
const contrast: ThemeStyles = {
  roles: {
    ...attributes,
    time: "",
    told: "",
    notice: "brightCyan",
    error: "bold brightRed",
    mention: "bold brightYellow",
    code: "brightGreen",
    dayLine: "bold",
    readLine: "bold brightYellow",
    pending: "italic",
    failed: "bold brightRed",
    border: "",
    statusBad: "bold underline",
    topic: "italic",
    mentioned: "bold brightYellow",
    away: "italic",
  },
  nicks: ["brightGreen", "brightYellow", "brightMagenta", "brightCyan", "bold brightWhite"],
};

const withColors: Readonly<Record<ThemeName, Readonly<Record<16 | 256, ThemeStyles>>>> = {
  terminal: { 16: terminal, 256: terminal256 },
  dark: { 16: dark, 256: dark256 },
  light: { 16: light, 256: light256 },
  contrast: { 16: contrast, 256: contrast },
  mono: { 16: mono, 256: mono },
};

const withoutColors: Readonly<Record<ThemeName, ThemeStyles>> = {
  terminal: mono,
  dark: mono,
  light: mono,
  contrast: {
    ...mono,
    roles: {
      ...attributes,
      time: "",
      told: "",
      code: "",
      dayLine: "",
      border: "",
      topic: "italic",
      pending: "italic",
      away: "italic",
    },
  },
  mono,
};

export function themeStyles(name: ThemeName, depth: ColorDepth): ThemeStyles {
  return depth === 0 ? withoutColors[name] : withColors[name][depth];
}
