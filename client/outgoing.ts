import type { ErrorMessage, RoomMessage, SayMessage, ServerMessage } from "../protocol.ts";
import { ClientError } from "./client_error.ts";

interface Pending {
  readonly message: SayMessage & { readonly id: string };
  readonly resolve: (echo: RoomMessage) => void;
  readonly reject: (error: ClientError) => void;
}

/** However long a server asks to wait. */
const longestWaitMs = 60_000;

/**
 * What was said and is not acknowledged yet. One at a time is on its way, so that what the server refuses for
 * its rate is said again before what came after it, and over reconnections nothing changes places. At the
 * bound `say` rejects with `too_many_pending`.
 */
export class Outgoing {
  readonly #maxPending: number;
  readonly #fits: (message: SayMessage) => boolean;
  #closedWith: ClientError | undefined;
  readonly #pending: Pending[] = [];
  /** Sends on the connection there is; undefined while there is none. */
  #send: ((message: SayMessage) => void) | undefined;
  #retryTimer: ReturnType<typeof setTimeout> | undefined;

  /** `fits`: whether the server would take the message's frame. */
  constructor(
    { maxPending = 1000, fits = () => true }: {
      maxPending?: number;
      fits?: (message: SayMessage) => boolean;
    } = {},
  ) {
    this.#maxPending = maxPending;
    this.#fits = fits;
  }

  /** Oldest first. */
  get pending(): readonly SayMessage[] {
    return this.#pending.map(({ message }) => message);
  }

  /** Resolves with the server's echo. Rejects with a `ClientError`: the message was not said. */
  say(said: Omit<SayMessage, "id">): Promise<RoomMessage> {
    const message = { ...said, id: crypto.randomUUID() };
    const refusal = this.#refuse(message);
    if (refusal !== undefined) return Promise.reject(refusal);
    const { promise, resolve, reject } = Promise.withResolvers<RoomMessage>();
    this.#pending.push({ message, resolve, reject });
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
    this.#closedWith = error;
    this.disconnected();
    for (const { reject } of this.#pending.splice(0)) reject(error);
  }

  #refuse(message: SayMessage): ClientError | undefined {
    if (this.#closedWith !== undefined) return this.#closedWith;
    if (this.#pending.length >= this.#maxPending) {
      const problem = `${this.#maxPending} messages wait to be said already`;
      return new ClientError("too_many_pending", problem);
    }
    if (this.#fits(message)) return undefined;
    return new ClientError("not_said", "The text is too long for one message", "text_too_long");
  }

  #refused(first: Pending, { code, message, retryAfterMs }: ErrorMessage): void {
    if (code === "rate_limited") {
      const waitMs = Math.min(retryAfterMs ?? 1000, longestWaitMs);
      this.#retryTimer = setTimeout(() => this.#sendFirst(), waitMs);
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
