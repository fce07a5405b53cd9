import type { ClientEvent } from "../client/client_event.ts";
import type { ByeMessage } from "../protocol.ts";
import { describeBye } from "./describe.ts";

/** What a person is told of the connection; undefined for what is no news. */
export function describeConnection(event: ClientEvent): string | undefined {
  switch (event.type) {
    case "connected":
      return event.again ? `Connected again as ${event.welcome.nick}` : undefined;
    case "disconnected": {
      const seconds = Math.max(1, Math.round(event.retryInMs / 1000));
      const bye = event.bye === undefined ? undefined : describeBye(event.bye);
      return `${bye ?? `Not connected: ${event.reason}`}; trying again in ${seconds} s`;
    }
    case "closed":
      return event.bye === undefined ? undefined : describeBye(event.bye);
    case "message":
    case "history":
    case "directs":
      return undefined;
    default:
      return event satisfies never;
  }
}

/** 0 for who logged out, 1 for whom the server sent away. */
export function exitStatus(bye: ByeMessage | undefined): number {
  return bye === undefined || bye.code === "logged_out" ? 0 : 1;
}
