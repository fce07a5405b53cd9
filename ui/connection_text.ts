import type { ChatClient } from "../client/chat_client.ts";
import type { ClientEvent, ConnectedEvent } from "../client/client_event.ts";
import type { ByeMessage } from "../protocol.ts";
import { describeBye } from "./describe.ts";

const repeatAfterMs = 60_000;

type Disconnected = Extract<ClientEvent, { readonly type: "disconnected" }>;

/**
 * What a person is told of a connection. Attempts that fail for one and the same reason are told of once a
 * minute. `hint` stands behind when the next is made.
 */
export class ConnectionNews {
  /** Why there is no connection, as it was told last. */
  #told: { readonly reason: string; readonly atMs: number } | undefined;

  constructor(
    private readonly hint = "",
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  /** The next failure is told even if its reason was told just before. */
  restart(): void {
    this.#told = undefined;
  }

  /** Undefined for what is no news. */
  describe(event: ClientEvent): string | undefined {
    switch (event.type) {
      case "connected":
        this.restart();
        return undefined;
      case "ready":
        return describeWelcome(event.connected);
      case "disconnected":
        return this.#describeLoss(event);
      case "closed":
        return event.bye === undefined ? undefined : describeBye(event.bye);
      case "message":
      case "history":
      case "arrived":
        return undefined;
      default:
        return event satisfies never;
    }
  }

  #describeLoss({ bye, reason: why, retryInMs }: Disconnected): string | undefined {
    const goodbye = bye === undefined ? undefined : describeBye(bye);
    const reason = goodbye ?? `Not connected: ${why}`;
    const atMs = this.nowMs();
    if (this.#told?.reason === reason && atMs - this.#told.atMs < repeatAfterMs) return undefined;
    this.#told = { reason, atMs };
    const seconds = Math.max(1, Math.round(retryInMs / 1000));
    return `${reason}; trying again in ${seconds} s${this.hint}`;
  }
}

/** Undefined for the first connection of somebody whom the server knows, or has never known. */
export function describeWelcome({ welcome, again, forgotten }: ConnectedEvent): string | undefined {
  const consequence = again
    ? "what was said before is not kept there"
    : "you begin as somebody new";
  const lines = [
    ...again ? [`Connected again as ${welcome.nick}`] : [],
    ...forgotten ? [`The server does not know you any more: ${consequence}`] : [],
  ];
  return lines.length === 0 ? undefined : lines.join("\n");
}

/** 0 for who logged out, 1 if the server ended the session. */
export function exitStatus(bye: ByeMessage | undefined): number {
  return bye === undefined || bye.code === "logged_out" ? 0 : 1;
}

/** Where events are shown as lines. */
export interface EventLines {
  readonly news: ConnectionNews;
  /** What nobody said: of the connection, and what the client tells by itself. */
  tell(text: string): void;
  /** False when nobody reads any more. */
  show(event: ClientEvent): Promise<boolean> | void;
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
