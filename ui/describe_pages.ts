import type { ClientEvent } from "../client/client_event.ts";
import type { ResultsMessage } from "../protocol.ts";

/** Messages that do not come live. */
export type PageEvent = Extract<ClientEvent, { readonly type: "history" | "directs" }>;

/**
 * What stands above a page; undefined for nothing. `continued`: pages of the same were shown just before.
 * `showRoom`: there are several rooms.
 */
export function describePage(
  event: PageEvent,
  { continued, showRoom }: { readonly continued: boolean; readonly showRoom: boolean },
): string | undefined {
  if (event.leftOut) {
    const left = describeLeftOut(event);
    return event.type === "history" ? `${left}; /history shows it` : left;
  }
  const count = event.messages.length;
  if (count === 0 || continued) return undefined;
  if (!event.missed) return `earlier ${placeOf(event, true)}`;
  const place = placeOf(event, showRoom);
  const number = event.progress === undefined ? `${count}` : `more than ${count}`;
  const messages = number === "1" ? "message" : "messages";
  const kind = event.type === "directs" ? "direct " : "";
  return `${number} ${kind}${messages}${place === "" ? "" : ` ${place}`} while you were away`;
}

/** How many is not known, since numbers have gaps. */
export function describeLeftOut(event: PageEvent): string {
  if (event.type === "directs") return "more was said to you than is shown here";
  return `more was said ${placeOf(event, true)} than is shown here`;
}

/** What stands above what a search found, and how to get more of it. The query may name the page itself. */
export function describeResults(
  { query, page, messages, complete }: ResultsMessage,
): { readonly head: string; readonly more?: string } {
  const words = query.replace(/(^|\s+)page:\d+(?=\s|$)/g, "").trim();
  const count = messages.length;
  const number = count === 0 ? (page > 1 ? "nothing more" : "nothing") : `${count}`;
  const isAll = page === 1 && complete;
  const head = `${number} found for "${words}"${isAll || count === 0 ? "" : `, page ${page}`}`;
  if (complete) return { head };
  return { head, more: `more: /search ${words} page:${page + 1}` };
}

function placeOf(event: PageEvent, showRoom: boolean): string {
  if (event.type === "directs") return "";
  return showRoom ? `in #${event.room}` : "";
}
