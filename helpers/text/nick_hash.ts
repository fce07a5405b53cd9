import { foldNick } from "./nicks.ts";

/** A number of 32 bits, always the same for a nick, in whatever case it is written. */
export function nickHash(nick: string): number {
  return fnv1a(foldNick(nick));
}

/** FNV-1a in 32 bits, over UTF-16 code units. */
export function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}
