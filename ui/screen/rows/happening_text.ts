import type { TimelineItem, Traffic } from "../../../client/conversations/timeline_item.ts";
import { cleanName, cleanText } from "../../clean_text.ts";
import { describe, type Mark, markOf } from "../../describe.ts";
import { cutText } from "../../cells.ts";
import type { ThemeRole } from "../style/theme_styles.ts";
import { textWidth } from "../../text_width.ts";

/** The text of an item that nobody said, clean, of one or more lines. */
export interface HappeningText {
  readonly ts: number;
  /** Stands where a nick would. */
  readonly mark: Mark;
  readonly role: ThemeRole;
  /** `columns`: of its first row. */
  text(columns: number): string;
}

const roles = { "--": "told", "==": "notice", "!!": "error" } as const;

/** Undefined for an item that has no text. `own` is one's own nick. */
export function happeningText(
  item: Exclude<TimelineItem, { readonly type: "said" }>,
  own: string,
): HappeningText | undefined {
  switch (item.type) {
    case "happened": {
      const text = describe(item.message, own);
      if (text === undefined) return undefined;
      const mark = markOf(item.message);
      return { ts: item.ts, mark, role: roles[mark], text: () => cleanText(text) };
    }
    case "traffic":
      return {
        ts: item.ts,
        mark: "--",
        role: "told",
        text: (columns) => trafficText(item, columns),
      };
    case "told":
      return { ts: item.ts, mark: "--", role: "told", text: () => cleanText(item.text) };
    default:
      return item satisfies never;
  }
}

/**
 * One row, as in `→ bob, eve joined · ← carol left · dan came and went · and 12 more`, with as many names as have
 * room.
 */
function trafficText(traffic: Traffic, columns: number): string {
  const { joined, left, passed, others } = traffic;
  const count = joined.length + left.length + passed.length;
  for (let named = Math.min(count, columns); named > 0; named--) {
    const text = namingText(traffic, named);
    if (textWidth(text) <= columns) return text;
  }
  const text = count + others === 1 ? namingText(traffic, 1) : `${count + others} came or went`;
  return cutText(text, columns);
}

/** With the first `named` names; the others are counted. */
function namingText({ joined, left, passed, others }: Traffic, named: number): string {
  let rest = named;
  const [came, went, both] = [joined, left, passed].map((nicks) => {
    const taken = nicks.slice(0, rest);
    rest -= taken.length;
    return taken.map(cleanName).join(", ");
  });
  const unnamed = others + joined.length + left.length + passed.length - named;
  return [
    ...came ? [`→ ${came} joined`] : [],
    ...went ? [`← ${went} left`] : [],
    ...both ? [`${both} came and went`] : [],
    ...unnamed > 0 ? [`and ${unnamed} more`] : [],
  ].join(" · ");
}
