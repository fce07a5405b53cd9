import type { ClientEvent } from "../client/client_event.ts";
import { directRoom } from "../protocol.ts";

/** Messages that do not come live. */
export type PageEvent = Extract<ClientEvent, { readonly type: "history" }>;

/** What stands above the first page of several, or the only one; undefined if it needs nothing. `own`: one's own nick. */
export function describePage(
  event: PageEvent,
  { own, showRoom }: { readonly own: string; readonly showRoom: boolean },
): string | undefined {
  const { room, messages, missed, leftOut } = event;
  const isDirect = room === directRoom;
  if (leftOut) return `${describeLeftOut(event)}; /history${isDirect ? " @" : ""} shows it`;
  if (messages.length === 0) return undefined;
  const place = !isDirect && (showRoom || !missed) ? ` in #${room}` : "";
  if (!missed) return `earlier${place}`;
  const count = countMissed(event, own);
  // One's own messages are no news, even those that reached the server only now.
  if (count === 0) return undefined;
  const what = `${isDirect ? "direct " : ""}message${count === 1 ? "" : "s"}`;
  const counted = count === undefined ? what : `${count} ${what}`;
  return `${counted}${place} since you were last here`;
}

/** Of this page and those that follow; undefined where the server did not tell. */
function countMissed({ messages, progress }: PageEvent, own: string): number | undefined {
  if (progress === undefined) return messages.filter(({ from }) => from !== own).length;
  const { fetched, total } = progress;
  return total === undefined ? undefined : total - fetched + messages.length;
}

/** Without how many: `seq` has gaps, so the numbers do not tell. */
export function describeLeftOut({ room }: PageEvent): string {
  const place = room === directRoom ? "to you" : `in #${room}`;
  return `more was said ${place} than is shown here`;
}
