import { foldNick, sameNick } from "../../helpers/nicks.ts";
import type { SaidMessage } from "../../protocol.ts";
import type { Settings } from "../settings/settings.ts";

/** Folded once for each list, since a face asks for each message it draws; settings never change, but are replaced. */
const folded = new WeakMap<readonly string[], ReadonlySet<string>>();

function has(nicks: readonly string[], nick: string): boolean {
  let set = folded.get(nicks);
  if (set === undefined) folded.set(nicks, set = new Set(nicks.map(foldNick)));
  return set.has(foldNick(nick));
}

export function isIgnored(nick: string, { ignored }: Settings): boolean {
  return ignored.length > 0 && has(ignored, nick);
}

/**
 * Whether a person wants to see a message: one's own always, and never that of somebody ignored. Whom one
 * focuses on counts in rooms only: what is said to oneself alone is nowhere else to be seen.
 */
export function isShown(message: SaidMessage, settings: Settings, ownNick: string): boolean {
  const { from } = message;
  if (sameNick(from, ownNick)) return true;
  if (isIgnored(from, settings)) return false;
  return message.type === "direct" || settings.focused.length === 0 || has(settings.focused, from);
}
