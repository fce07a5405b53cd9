import type { Asset } from "../../web/assets.ts";

/** Fetched when it is first shown: dialogs and menus, names of emoji, icons for what is unread and for home screens. */
const onDemand = /^\/(later-|emoji-|icon-unread|icon-192)/;

/** Bytes over the wire, without headers, for who takes brotli: of what every visit loads, and of all that there is. */
export function weighPage(
  assets: readonly Asset[],
): { readonly atOnce: number; readonly all: number } {
  const sum = (counted: readonly Asset[]) =>
    counted.reduce((sum, { bytes, brotli = bytes }) => sum + brotli.length, 0);
  return { atOnce: sum(assets.filter(({ path }) => !onDemand.test(path))), all: sum(assets) };
}
