import { inspect } from "node:util";
import type { Env } from "../../../helpers/env.ts";
import type { ThemeName } from "../../terminal_settings.ts";
import { nickHash } from "../../../helpers/text/nick_hash.ts";
import type { Style } from "../../text_style.ts";
import { type ColorDepth, type ThemeRole, themeStyles } from "./theme_styles.ts";

export interface Theme {
  readonly name: ThemeName;
  readonly depth: ColorDepth;
  /** Text with SGR around it (ECMA-48), which ends what it begins and nothing else; may be nested. */
  paint(role: ThemeRole, text: string): string;
  /** In the nick's own colour, always the same. */
  paintNick(nick: string, text?: string): string;
}

/** What ends a style. */
// deno-lint-ignore no-control-regex
const styleEnd = /\x1b\[(2[2-7]|[34]9)m/g;

/** A theme for so many colours; with none it has attributes only, such as bold and inverse. */
export function createTheme(name: ThemeName, depth: ColorDepth): Theme {
  const { roles, nicks } = themeStyles(name, depth);
  const roleStyles = new Map(Object.entries(roles).map(([role, look]) => [role, parseStyle(look)]));
  const nickStyles = nicks.map(parseStyle);
  return {
    name,
    depth,
    paint: (role, text) => paintNested(text, roleStyles.get(role)),
    paintNick: (nick, text = nick) =>
      paintNested(text, nickStyles[nickHash(nick) % nickStyles.length]),
  };
}

/** `NO_COLOR` as in https://no-color.org; for the rest, what terminals say of themselves. */
export function colorDepth(env: Env): ColorDepth {
  const terminal = env("TERM") ?? "";
  if ((env("NO_COLOR") ?? "") !== "" || /^(dumb|vt\d.*)$/.test(terminal)) return 0;
  const isRich = /256|direct|truecolor|kitty|alacritty|ghostty|foot|wezterm/.test(terminal) ||
    /^(truecolor|24bit)$/.test(env("COLORTERM") ?? "");
  return isRich ? 256 : 16;
}

function parseStyle(look: string): readonly Style[] {
  return look.split(" ").filter((word) => word !== "").map(wordStyle);
}

function wordStyle(word: string): Style {
  if (word.startsWith("on:")) return { on: `48;5;${word.slice(3)}`, off: "49" };
  const [on, off] = inspect.colors[word] ?? [`38;5;${word}`, 39];
  return { on: `${on}`, off: `${off}` };
}

/**
 * What ends within the text may have ended this style too, as 22 ends bold and dim: it begins anew. Each style has an
 * escape sequence of its own, so that what ends it is found.
 */
function paintNested(text: string, styles: readonly Style[] = []): string {
  if (text === "") return "";
  return styles.reduceRight((painted, { on, off }) => {
    const begin = `\x1b[${on}m`;
    const renewed = painted.includes("\x1b")
      ? painted.replace(styleEnd, (end, ended: string) => ended === off ? end + begin : end)
      : painted;
    return `${begin}${renewed}\x1b[${off}m`;
  }, text);
}
