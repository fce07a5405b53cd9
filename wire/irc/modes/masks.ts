import { ircNickOf } from "../lines/names.ts";

/** What no nick has in it, or an extended ban. */
const inMasks = /^[am]:|[!@*?\\]/;

/** A mask as it was typed; of a nick the mask that is of it alone. */
export function maskOf(whom: string): string {
  return inMasks.test(whom) ? whom : `${ircNickOf(whom)}!*@*`;
}

/** The same of somebody who is kept quiet: https://defs.ircdocs.horse/defs/isupport.html#extban */
export function muteMaskOf(whom: string): string {
  const mask = maskOf(whom);
  return mask.startsWith("m:") ? mask : `m:${mask}`;
}
