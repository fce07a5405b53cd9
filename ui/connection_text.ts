import type { ClientEvent } from "../client/client_event.ts";
import type { ByeMessage } from "../protocol.ts";

/** What a person is told of the connection; undefined for what is no news. */
export function describeConnection(event: ClientEvent): string | undefined {
  switch (event.type) {
    case "connected":
      return event.again ? `Connected again as ${event.welcome.nick}` : undefined;
    case "disconnected": {
      const seconds = Math.max(1, Math.round(event.retryInMs / 1000));
      return `Not connected: ${event.reason}; trying again in ${seconds} s`;
    }
    case "closed":
      return event.bye === undefined ? undefined : describeBye(event.bye);
    case "message":
      return undefined;
    default:
      return event satisfies never;
  }
}

function describeBye({ code, text }: ByeMessage): string | undefined {
  const why = text === undefined ? "" : `: ${text}`;
  switch (code) {
    case "logged_out":
      return undefined;
    case "kicked":
      return `You were kicked${why}`;
    case "replaced":
      return "You have joined from somewhere else, which ended this connection";
    case "stopping":
      return `The server has stopped${why}`;
    default:
      return code satisfies never;
  }
}

/** 0 for who logged out, 1 for whom the server sent away. */
export function exitStatus(bye: ByeMessage | undefined): number {
  return bye === undefined || bye.code === "logged_out" ? 0 : 1;
}
