import type { ThemeName } from "../../terminal_settings.ts";
import { nickColors } from "../../text_style.ts";

/** How many colours a terminal has; 0 with `NO_COLOR`. */
export type ColorDepth = 0 | 16 | 256;

/** What a piece of the screen is; a theme says how that looks. */
export type ThemeRole = keyof typeof looks;

/**
 * How a theme looks, in words: `bold`, `dim`, `italic`, `underline`, `inverse`; `red`, `redBright` and so on are the
 * terminal's own sixteen, a number is one of xterm's 256, and `on:` before a number makes it the background.
 */
export interface ThemeStyles {
  /** By `ThemeRole`. */
  readonly roles: Readonly<Record<string, string>>;
  /** One of these is a nick's own. */
  readonly nicks: readonly string[];
}

/**
 * Four themes side by side. Without colours all must be told apart by attributes; `terminal` can be read on a light
 * and on a dark background, whatever the sixteen colours are set to; `contrast` has nothing dim, and only what is
 * brightest on a dark background.
 */
// deno-fmt-ignore
const looks = {
  //              without colours    terminal        dark                 contrast
  time:          ["dim",            "dim",          "gray",              ""],
  /** What is not said: joins, leaves, what the client tells. */
  told:          ["dim",            "dim",          "gray",              ""],
  notice:        ["",               "cyan",         "cyanBright",        "cyanBright"],
  error:         ["bold",           "red",          "redBright",         "bold redBright"],
  /** One's own nick. */
  own:           ["bold",           "bold",         "bold",              "bold"],
  /** A message with one's own nick in it. */
  mention:       ["bold",           "bold magenta", "bold yellowBright", "bold yellowBright"],
  bold:          ["bold",           "bold",         "bold",              "bold"],
  italic:        ["italic",         "italic",       "italic",            "italic"],
  code:          ["dim",            "cyan",         "cyanBright",        "greenBright"],
  link:          ["underline",      "underline",    "underline",         "underline"],
  dayLine:       ["dim",            "dim",          "dim",               "bold"],
  readLine:      ["bold",           "red",          "redBright",         "bold yellowBright"],
  /** Not acknowledged yet. */
  pending:       ["dim",            "dim",          "dim",               "italic"],
  failed:        ["bold",           "red",          "redBright",         "bold redBright"],
  border:        ["dim",            "dim",          "dim",               ""],
  prompt:        ["bold",           "bold",         "bold",              "bold"],
  status:        ["inverse",        "inverse",      "inverse",           "inverse"],
  statusGood:    ["",               "",             "",                  ""],
  statusWaiting: ["underline",      "bold",         "bold",              "underline"],
  statusBad:     ["bold",           "bold red",     "bold red",          "bold underline"],
  /** In the status line: what others wrote there. */
  topic:         ["dim",            "dim",          "dim",               "italic"],
  title:         ["bold",           "bold",         "bold",              "bold"],
  current:       ["inverse",        "inverse",      "inverse",           "inverse"],
  unread:        ["bold",           "bold",         "bold",              "bold"],
  mentioned:     ["bold underline", "bold magenta", "bold yellowBright", "bold yellowBright"],
  away:          ["dim",            "dim",          "dim",               "italic"],
  selected:      ["inverse",        "inverse",      "inverse",           "inverse"],
  found:         ["inverse",        "inverse",      "inverse",           "inverse"],
} as const;

/**
 * What 256 colours change of the first: contrasts of over 6 to 1 on black and over 5 on white, and of over 4 for what
 * need not be read.
 */
const looks256: Readonly<Partial<Record<ThemeRole, readonly [dark: string, light: string]>>> = {
  time: ["244", "243"],
  told: ["246", "241"],
  notice: ["116", "24"],
  error: ["203", "124"],
  mention: ["bold 221", "bold 125"],
  code: ["150", "22"],
  link: ["underline 117", "underline 25"],
  dayLine: ["244", "243"],
  readLine: ["209", "130"],
  pending: ["244", "243"],
  failed: ["203", "124"],
  border: ["240", "249"],
  prompt: ["bold 117", "bold 25"],
  status: ["252 on:237", "235 on:253"],
  statusGood: ["150", "22"],
  statusWaiting: ["221", "94"],
  statusBad: ["bold 210", "bold 124"],
  topic: ["247", "240"],
  current: ["bold 231 on:24", "bold 16 on:153"],
  mentioned: ["bold 221", "bold 125"],
  away: ["244", "243"],
  selected: ["231 on:24", "16 on:153"],
  found: ["231 on:58", "16 on:229"],
};

const attributes = rolesOf(0);
const mono: ThemeStyles = { roles: attributes, nicks: [""] };
const terminal: ThemeStyles = {
  roles: rolesOf(1),
  // deno-fmt-ignore
  nicks: [
    "green", "blue", "magenta", "cyan", "bold green", "bold blue", "bold magenta", "bold cyan",
  ],
};
const dark: ThemeStyles = {
  roles: rolesOf(2),
  nicks: ["green", "cyan", "greenBright", "blueBright", "magentaBright", "cyanBright"],
};
const dark256: ThemeStyles = {
  roles: rolesOf256(0),
  // deno-fmt-ignore
  nicks: [
    "38", "41", "71", "74", "75", "78", "80", "105", "107", "111", "112", "117", "141", "143", "149",
    "171", "173", "177", "179", "184", "205", "208", "210", "212", "215", "222",
  ],
};
const light: ThemeStyles = {
  roles: { ...terminal.roles, notice: "blue", code: "blue" },
  nicks: ["red", "blue", "magenta", "bold red", "bold blue", "bold magenta"],
};
const light256: ThemeStyles = {
  roles: rolesOf256(1),
  // deno-fmt-ignore
  nicks: [
    "19", "21", "22", "23", "24", "25", "53", "55", "56", "58", "88", "90", "91", "93", "94", "124",
    "125", "126", "127", "128",
  ],
};
const contrast: ThemeStyles = {
  roles: rolesOf(3),
  nicks: ["greenBright", "yellowBright", "magentaBright", "cyanBright", "bold whiteBright"],
};
const nothing = { time: "", told: "", code: "", dayLine: "", border: "" };
const contrastMono: ThemeStyles = {
  roles: { ...attributes, ...nothing, topic: "italic", pending: "italic", away: "italic" },
  nicks: mono.nicks,
};

const themes: Readonly<Record<ThemeName, Readonly<Record<ColorDepth, ThemeStyles>>>> = {
  terminal: { 0: mono, 16: terminal, 256: { ...terminal, nicks: nickColors.map(String) } },
  dark: { 0: mono, 16: dark, 256: dark256 },
  light: { 0: mono, 16: light, 256: light256 },
  contrast: { 0: contrastMono, 16: contrast, 256: contrast },
  mono: { 0: mono, 16: mono, 256: mono },
};

export function themeStyles(name: ThemeName, depth: ColorDepth): ThemeStyles {
  return themes[name][depth];
}

function rolesOf(column: 0 | 1 | 2 | 3): ThemeStyles["roles"] {
  return Object.fromEntries(Object.entries(looks).map(([role, row]) => [role, row[column]]));
}

function rolesOf256(column: 0 | 1): ThemeStyles["roles"] {
  const changed = Object.entries(looks256).map(([role, row]) => [role, row[column]] as const);
  return { ...attributes, ...Object.fromEntries(changed) };
}
