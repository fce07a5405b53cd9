import type { ClientEvent, ConnectedEvent } from "../client_event.ts";
import { type Exposure, exposureOf } from "./secret_guard.ts";
import { withheldReason } from "./hello_builder.ts";
import { duration } from "../../helpers/duration.ts";
import { describeBye } from "../../wording/describe.ts";

/** The most reasons that are told while there is no connection: a server may find a new one for each attempt. */
const maxReasons = 5;

type Disconnected = Extract<ClientEvent, { readonly type: "disconnected" }>;

const exposureTexts: Readonly<Record<Exposure, string>> = {
  "encrypted": "This connection is encrypted",
  "within machine": "This connection is not encrypted, and stays within this machine",
  "open": "This connection is not encrypted: whoever is on the way can read along",
};

export interface ConnectionNewsOptions {
  /** Stands behind when the next attempt is made, which is not told without. */
  readonly hint?: string;
  /** Of a clock that never goes back; `performance.now()` if absent. */
  readonly nowMs?: () => number;
  /** The first connection is told of too where it is not encrypted, not only one that is not as the one before. */
  readonly tellsAtFirst?: boolean;
}

/**
 * What a person is told of a connection: why it went, each reason once however many attempts fail for it, for how long
 * there was none, and whether others can read along.
 */
export class ConnectionNews {
  /** Why there is no connection, as it was told. */
  readonly #told = new Set<string>();
  /** When the connection was lost; undefined while there is one. */
  #lostAtMs: number | undefined;
  #lostForMs = 0;
  /** Of the connection before. */
  #exposure: Exposure | undefined;
  /** The server has said that it stops, and no attempt has failed since. */
  #hasStopped = false;

  constructor(private readonly options: ConnectionNewsOptions = {}) {}

  /** The next failure is told even if its reason was told before. */
  restart(): void {
    this.#told.clear();
    this.#hasStopped = false;
  }

  /** Undefined for what is no news. */
  describe(event: ClientEvent): string | undefined {
    switch (event.type) {
      case "connected":
        this.restart();
        this.#lostForMs = this.#lostAtMs === undefined ? 0 : this.#nowMs() - this.#lostAtMs;
        this.#lostAtMs = undefined;
        return this.#describeExposure(exposureOf(event.peer));
      case "ready":
        return describeWelcome(event.connected, this.#lostForMs);
      case "disconnected":
        this.#lostAtMs ??= this.#nowMs();
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

  #nowMs(): number {
    return this.options.nowMs?.() ?? performance.now();
  }

  #describeExposure(exposure: Exposure): string | undefined {
    const before = this.#exposure ?? (this.options.tellsAtFirst ? "encrypted" : exposure);
    this.#exposure = exposure;
    return exposure === before ? undefined : exposureTexts[exposure];
  }

  #describeLoss({ bye, reason: why, code, retryInMs }: Disconnected): string | undefined {
    const goodbye = bye === undefined ? undefined : describeBye(bye);
    const reason = goodbye ?? `Not connected: ${why}`;
    if (this.#told.has(reason) || this.#told.size >= maxReasons) return undefined;
    this.#told.add(reason);
    const isExpected = this.#hasStopped && bye === undefined && code !== "untrusted";
    this.#hasStopped = bye?.code === "stopping";
    // That nothing is there then says the same again.
    if (isExpected) return undefined;
    const { hint } = this.options;
    if (hint === undefined) return reason;
    const seconds = Math.max(1, Math.round(retryInMs / 1000));
    // What has rows of its own may end in a command to paste.
    return reason.includes("\n")
      ? `${reason}\nTrying again in ${seconds} s${hint}`
      : `${reason}; trying again in ${seconds} s${hint}`;
  }
}

/**
 * Undefined for the first connection of somebody whom the server knows, or has never known, where nothing else is to be
 * told. `lostForMs`: for how long there was none.
 */
export function describeWelcome(
  { welcome, again, forgotten, withheld, notes = [] }: ConnectedEvent,
  lostForMs: number,
): string | undefined {
  const consequence = again
    ? "what was said before is not kept there"
    : "you begin as somebody new";
  const lines = [
    ...again ? [`Connected again as ${welcome.nick}, after ${duration(lostForMs)}`] : [],
    ...withheld ? [`${withheldReason}: you are somebody else here, of whom nothing is kept`] : [],
    ...forgotten ? [`The server does not know you any more: ${consequence}`] : [],
    ...notes,
  ];
  return lines.length === 0 ? undefined : lines.join("\n");
}
