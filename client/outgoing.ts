import type { ErrorMessage, RoomMessage, SayMessage, ServerMessage } from "../protocol.ts";
import { ClientError } from "./client_error.ts";

interface Pending {
  readonly message: SayMessage & { readonly id: string };
  readonly resolve: (echo: RoomMessage) => void;
  readonly reject: (error: ClientError) => void;
}

/**
 * What was said and is not acknowledged yet. One at a time is on its way, so that what the server refuses for
 * its rate is said again before what came after it, and over reconnections nothing changes places. At the
 * bound `say` rejects with `too_many_pending`.
 */
export class Outgoing {
  readonly #maxPending: number;
  readonly #pending: Pending[] = [];
  /** Sends on the connection there is; undefined while there is none. */
  #send: ((message: SayMessage) => void) | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ maxPending = 1000 }: { maxPending?: number } = {}) {
    this.#maxPending = maxPending;
  }

  /** Oldest first. */
  get pending(): readonly SayMessage[] {
    return this.#pending.map(({ message }) => message);
  }

  /** Resolves with the server's echo. Rejects with a `ClientError`: the message was not said. */
  say(message: SayMessage): Promise<RoomMessage> {
    if (this.#pending.length >= this.#maxPending) {
      const problem = `${this.#maxPending} messages wait to be said already`;
      return Promise.reject(new ClientError("too_many_pending", problem));
    }
    const { promise, resolve, reject } = Promise.withResolvers<RoomMessage>();
    this.#pending.push({ message: { ...message, id: crypto.randomUUID() }, resolve, reject });
    if (this.#pending.length === 1) this.#sendFirst();
    return promise;
  }

  /** There is a connection: what was not acknowledged is said again, under the same `id`. */
  connected(send: (message: SayMessage) => void): void {
    this.#send = send;
    this.#sendFirst();
  }

  disconnected(): void {
    this.#send = undefined;
    clearTimeout(this.#retryTimer);
  }

  /** Looks for the echo or the refusal of what is on its way. True if the message was that. */
  take(message: ServerMessage): boolean {
    const [first] = this.#pending;
    if (first === undefined || !("id" in message) || message.id !== first.message.id) return false;
    if (message.type === "message") this.#settle(() => first.resolve(message));
    else if (message.type === "error") this.#refused(first, message);
    return true;
  }

  /** Nothing more will be sent: what is pending rejects with this. */
  close(error: ClientError): void {
    this.disconnected();
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  #refused(first: Pending, { code, message, retryAfterMs }: ErrorMessage): void {
    if (code === "rate_limited") {
      this.#retryTimer = setTimeout(() => this.#sendFirst(), retryAfterMs ?? 1000);
    } else {
      this.#settle(() => first.reject(new ClientError("not_said", message, code)));
    }
  }

  #settle(settleFirst: () => void): void {
    this.#pending.shift();
    settleFirst();
    this.#sendFirst();
  }

  #sendFirst(): void {
    const [first] = this.#pending;
    if (first !== undefined) this.#send?.(first.message);
  }
}
