import type { ClientEvent } from "../client/client_event.ts";
import type { ByeMessage } from "../protocol.ts";
import { describeBye } from "./describe.ts";

const repeatAfterMs = 60_000;

/**
 * What a person is told of a connection. Attempts that fail for one and the same reason are told of once a
 * minute. `hint` stands behind when the next is made.
 */
export class ConnectionNews {
  readonly #hint: string;
  readonly #nowMs: () => number;
  /** Why there is no connection, as it was told last. */
  #told: { readonly reason: string; readonly atMs: number } | undefined;

  constructor(
    { hint = "", nowMs = () => performance.now() }: { hint?: string; nowMs?: () => number } = {},
  ) {
    this.#hint = hint;
    this.#nowMs = nowMs;
  }

  /** The next failure is told even if its reason was told just before. */
  restart(): void {
    this.#told = undefined;
  }

  /** Undefined for what is no news. */
  describe(event: ClientEvent): string | undefined {
    if (event.type === "connected") this.restart();
    if (event.type !== "disconnected") return describeConnection(event);
    const reason = describeReason(event);
    const atMs = this.#nowMs();
    if (this.#told?.reason === reason && atMs - this.#told.atMs < repeatAfterMs) return undefined;
    this.#told = { reason, atMs };
    return `${describeConnection(event)}${this.#hint}`;
  }
}

/** What there is to tell of an event; undefined for what is no news. */
export function describeConnection(event: ClientEvent): string | undefined {
  switch (event.type) {
    case "connected":
      return describeWelcome(event);
    case "disconnected": {
      const seconds = Math.max(1, Math.round(event.retryInMs / 1000));
      return `${describeReason(event)}; trying again in ${seconds} s`;
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

/** 0 for who logged out, 1 if the server ended the session. */
export function exitStatus(bye: ByeMessage | undefined): number {
  return bye === undefined || bye.code === "logged_out" ? 0 : 1;
}

function describeWelcome(
  { welcome, again, forgotten }: Extract<ClientEvent, { type: "connected" }>,
): string | undefined {
  const consequence = again
    ? "what was said before is not kept there"
    : "you begin as somebody new";
  const lines = [
    ...again ? [`Connected again as ${welcome.nick}`] : [],
    ...forgotten ? [`The server does not know you any more: ${consequence}`] : [],
  ];
  return lines.length === 0 ? undefined : lines.join("\n");
}

function describeReason(
  { bye, reason }: Extract<ClientEvent, { type: "disconnected" }>,
): string {
  const described = bye === undefined ? undefined : describeBye(bye);
  return described ?? `Not connected: ${reason}`;
}
