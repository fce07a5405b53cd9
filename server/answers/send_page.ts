import type { ParticipantSession } from "../participants.ts";
import { type PageRequest, roomForClient } from "./read_page.ts";

/** To a client, unless too many are on their way to it already. */
export function sendPage({ recipient }: ParticipantSession, page: PageRequest): void {
  if (recipient.mayAskForMore) return recipient.sendPage(page);
  const message = "Too many pages are on their way: read them first";
  const about = { room: roomForClient(page.room), id: page.id, retryAfterMs: 1000 };
  recipient.send({ type: "error", code: "rate_limited", message, ...about });
}
