import { limits } from "../../protocol.ts";

const maxTries = 20;
/** So many are counted; after them the number is any of three digits, so that a whole class finds nicks soon. */
const counted = 8;

/**
 * Gives, one after another, what to try when a nick is taken: `ann2`, `ann3`, ... `ann571`; at last
 * undefined. `random` is from 0 to below 1.
 */
export function numberedNicks(nick: string, random: () => number): () => string | undefined {
  const stem = nick.replace(/\d+$/, "") || nick;
  let tries = 0;
  const next = (): string | undefined => {
    if (++tries > maxTries) return undefined;
    const suffix = String(tries <= counted ? tries + 1 : 100 + Math.floor(random() * 900));
    const candidate = [...stem].slice(0, limits.nickLength - suffix.length).join("") + suffix;
    return candidate === nick ? next() : candidate;
  };
  return next;
}
