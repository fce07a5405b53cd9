import { delay } from "../../helpers/delay.ts";
import type { ByeMessage } from "../../protocol.ts";
import { ClientError, type ClientErrorCode } from "../client_error.ts";
import type { ClientEvent } from "../client_event.ts";
import { Backoff, type RetryRules } from "./backoff.ts";
import type { Connection } from "./connection.ts";

interface ReconnectorOptions {
  readonly rules: RetryRules | undefined;
  /** Rejects with `ClientError` where that fails. */
  readonly open: () => Promise<Connection>;
  readonly tell: (event: ClientEvent) => Promise<void>;
  /** The client is closed. */
  readonly signal: AbortSignal;
}

/** Comes back after a connection was lost, over as many attempts as that takes. */
export class Reconnector {
  readonly #backoff: Backoff;
  /** Cuts short the wait for the next attempt; undefined while there is none. */
  #waiting: AbortController | undefined;

  constructor(private readonly options: ReconnectorOptions) {
    this.#backoff = new Backoff(options.rules);
  }

  /** A connection was lost that had lasted so long. */
  lost(lastedMs: number): void {
    this.#backoff.lost(lastedMs);
  }

  /** Makes the next attempt now. False if none is waited for. */
  retryNow(): boolean {
    this.#waiting?.abort();
    return this.#waiting !== undefined;
  }

  /**
   * Goes on where the server refuses too, since it may accept later; but where it has revoked the token, it gives the
   * goodbye that says so. Undefined once the client is closed.
   */
  async reconnect(lastBye: ByeMessage | undefined): Promise<Connection | ByeMessage | undefined> {
    const { open, tell, signal } = this.options;
    let bye = lastBye;
    let reason = bye?.text ?? "the connection was lost";
    let code: ClientErrorCode | undefined;
    while (!signal.aborted) {
      const retryInMs = this.#backoff.nextMs(Math.random());
      const waiting = this.#waiting = new AbortController();
      await tell({ type: "disconnected", reason, bye, code, retryInMs });
      await delay(retryInMs, AbortSignal.any([signal, waiting.signal]));
      this.#waiting = undefined;
      if (signal.aborted) break;
      try {
        return await open();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        const { serverCode } = error;
        if (serverCode === "token_revoked") return { type: "bye", code: serverCode };
        [bye, reason, code] = [undefined, error.message, error.code];
      }
    }
    return undefined;
  }
}
