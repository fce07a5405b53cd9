import { foldNick } from "../../helpers/nicks.ts";
import type { Timeline } from "./timeline.ts";

/** Who has spoken, each once, the last one first. */
export function recentSpeakers({ items }: Timeline): readonly string[] {
  const nicks = new Map<string, string>();
  for (const item of items.toReversed()) {
    if (item.type !== "said") continue;
    const key = foldNick(item.message.from);
    if (!nicks.has(key)) nicks.set(key, item.message.from);
  }
  return [...nicks.values()];
}
