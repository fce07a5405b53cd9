import type { ChatClient } from "../client/chat_client.ts";
import type { ClientEvent } from "../client/client_event.ts";
import type { ConnectionNews } from "../client/connection/connection_news.ts";
import type { ByeMessage } from "../protocol.ts";

/** 0 for who logged out, 1 if the server ended the session. */
export function exitStatus(bye: ByeMessage | undefined): number {
  return bye === undefined || bye.code === "logged_out" ? 0 : 1;
}

/** Where events are shown as lines. */
export interface EventLines {
  readonly news: ConnectionNews;
  /** What nobody said: of the connection, and what the client tells by itself. */
  tell(text: string): void;
  /** Resolves when more may be shown; with false when nobody reads any more. */
  show(event: ClientEvent): Promise<boolean | void>;
}

/** Shows what happens until the client is closed, or nobody reads any more. Gives the exit status. */
export async function showEvents(client: ChatClient, lines: EventLines): Promise<number> {
  let status = 0;
  // To the end of the loop: an event counts as consumed only when the next one is asked for.
  for await (const event of client.events) {
    const told = lines.news.describe(event);
    if (told !== undefined) lines.tell(told);
    if (event.type === "closed") status = exitStatus(event.bye);
    if (await lines.show(event) === false) break;
  }
  return status;
}
