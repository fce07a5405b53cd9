import type { Env } from "../helpers/env.ts";
import { nickHash } from "../helpers/text/nick_hash.ts";

/** How text looks: the SGR parameters (ECMA-48) that begin it, and those that end just that. */
export interface Style {
  readonly on: string;
  readonly off: string;
}

export const bold: Style = { on: "1", off: "22" };
export const dim: Style = { on: "2", off: "22" };
export const red: Style = { on: "31", off: "39" };

/** One of the 256 colours of xterm. */
export function color(index: number): Style {
  return { on: `38;5;${index}`, off: "39" };
}

/** Styles may be nested; they end no others but of their own kind. */
export function paint(text: string, style: Style, enabled: boolean): string {
  return enabled && text !== "" ? `\x1b[${style.on}m${text}\x1b[${style.off}m` : text;
}

/**
 * Colours of the 6×6×6 cube whose contrast is over 3.3 to 1 both on black and on white, so that
 * they can be read on either; pure red is left to errors.
 */
// deno-fmt-ignore
export const nickColors: readonly number[] = [
  26, 27, 28, 29, 30, 31, 33, 64, 68, 93, 94, 98,
  100, 127, 129, 130, 134, 136, 161, 163, 166, 168, 199,
];

/** One of `nickColors`, always the same for a nick, in whatever case it is written. */
export function nickColor(nick: string): number {
  return nickColors[nickHash(nick) % nickColors.length] ?? 0;
}

/** Whether output is to be coloured; `NO_COLOR` as in https://no-color.org. */
export function colorsWanted(env: Env, isTerminal: boolean): boolean {
  return isTerminal && (env("NO_COLOR") ?? "") === "" && env("TERM") !== "dumb";
}
