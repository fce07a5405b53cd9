import type { CatchUpProgress } from "../client/resume/catch_up.ts";
import type { ClientEvent } from "../client/client_event.ts";
import type { ResultsMessage } from "../protocol.ts";

/** Messages that do not come live. */
export type PageEvent = Extract<ClientEvent, { readonly type: "history" | "directs" }>;

/**
 * The line above a page of messages; undefined if it needs none. `continued`: the page before it was shown just now.
 * `showRoom`: whether to name the room. `count`: how many messages others said in the pages up to this one.
 */
export function describePage(
  event: PageEvent,
  { continued, showRoom, count }: {
    readonly continued: boolean;
    readonly showRoom: boolean;
    readonly count: number;
  },
): string | undefined {
  if (event.leftOut) {
    const left = describeLeftOut(event);
    return event.type === "history" ? `${left}; /history shows it` : left;
  }
  if (event.messages.length === 0 || continued) return undefined;
  if (!event.missed) return `earlier ${placeOf(event, true)}`;
  if (event.progress !== undefined) {
    return `catching up with ${describeMissed(event, event.progress, showRoom)}`;
  }
  // One's own messages are no news, even those that reached the server only now.
  if (count === 0) return undefined;
  return `${describeCount(event, { showRoom, count })} since you were last here`;
}

/** What stands below the last of several pages, of which others said so many messages. */
export function describeEnd(
  event: PageEvent,
  about: { readonly showRoom: boolean; readonly count: number },
): string {
  return `${describeCount(event, about)}; now`;
}

/** Without how many: `seq` has gaps, so the numbers do not tell. */
export function describeLeftOut(event: PageEvent): string {
  if (event.type === "directs") return "more was said to you than is shown here";
  return `more was said ${placeOf(event, true)} than is shown here`;
}

/** What stands above what a search found, and how to get more of it. */
export function describeResults(
  results: ResultsMessage,
): { readonly head: string; readonly more?: string } {
  const { page, messages, complete } = results;
  const count = messages.length;
  const number = count === 0 ? (page > 1 ? "nothing more" : "nothing") : `${count}`;
  const isAll = page === 1 && complete;
  const head = `${number} found for "${searchedWords(results)}"${
    isAll || count === 0 ? "" : `, page ${page}`
  }`;
  if (complete) return { head };
  return { head, more: `more: /search ${nextResultsPage(results)}` };
}

/** What to search for to get the page behind these. */
export function nextResultsPage(results: ResultsMessage): string {
  return `${searchedWords(results)} page:${results.page + 1}`;
}

/** A query may name a page itself. */
function searchedWords({ query }: ResultsMessage): string {
  return query.replace(/(^|\s+)page:\d+(?=\s|$)/g, "").trim();
}

function describeCount(
  event: PageEvent,
  { showRoom, count }: { readonly showRoom: boolean; readonly count: number },
): string {
  const messages = `${event.type === "directs" ? "direct " : ""}message${count === 1 ? "" : "s"}`;
  return [`${count}`, messages, placeOf(event, showRoom)].filter((part) => part !== "").join(" ");
}

/** With the number, where it is known, of what is to come from this page on. */
function describeMissed(
  event: PageEvent,
  { fetched, total }: CatchUpProgress,
  showRoom: boolean,
): string {
  const since = "since you were last here";
  if (total !== undefined) {
    const count = total - fetched + event.messages.length;
    return `${describeCount(event, { showRoom, count })} ${since}`;
  }
  if (event.type === "directs") return `what was said to you ${since}`;
  const place = placeOf(event, showRoom);
  return `what was said${place === "" ? "" : ` ${place}`} ${since}`;
}

function placeOf(event: PageEvent, showRoom: boolean): string {
  if (event.type === "directs") return "";
  return showRoom ? `in #${event.room}` : "";
}
