import type { Happening, TimelineItem, Traffic } from "../../client/timeline_item.ts";
import { cleanName, cleanText } from "../clean_text.ts";
import { describe } from "../describe.ts";
import type { Role } from "./theme.ts";

/** What is told and not said: clean, of one or more lines. */
export interface HappeningText {
  readonly ts: number;
  /** Stands where a nick would. */
  readonly mark: "--" | "==" | "!!";
  readonly role: Role;
  readonly text: string;
}

/** What is shown of an item; undefined where there is nothing to tell. `own` is one's own nick. */
export function happeningText(
  item: Exclude<TimelineItem, { readonly type: "said" }>,
  own: string,
): HappeningText | undefined {
  switch (item.type) {
    case "happened": {
      const text = describe(item.message, own);
      return text === undefined
        ? undefined
        : { ts: item.ts, ...markOf(item.message), text: cleanText(text) };
    }
    case "traffic":
      return { ts: item.ts, mark: "--", role: "told", text: trafficText(item) };
    case "told":
      return { ts: item.ts, mark: "--", role: "told", text: cleanText(item.text) };
    default:
      return item satisfies never;
  }
}

function markOf(message: Happening): Pick<HappeningText, "mark" | "role"> {
  switch (message.type) {
    case "notice":
      return { mark: "==", role: "notice" };
    case "error":
      return { mark: "!!", role: "error" };
    case "rename":
    case "topic":
    case "away":
    case "leave":
    case "joined":
    case "left":
      return { mark: "--", role: "told" };
    default:
      return message satisfies never;
  }
}

/** As in `→ bob, eve joined · ← carol left · dan came and went · and 12 more`. */
function trafficText({ joined, left, passed, others }: Traffic): string {
  const names = (nicks: readonly string[]) => nicks.map(cleanName).join(", ");
  return [
    ...joined.length > 0 ? [`→ ${names(joined)} joined`] : [],
    ...left.length > 0 ? [`← ${names(left)} left`] : [],
    ...passed.length > 0 ? [`${names(passed)} came and went`] : [],
    ...others > 0 ? [`and ${others} more`] : [],
  ].join(" · ");
}
