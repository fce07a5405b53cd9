import type { ClientEvent } from "../../client/client_event.ts";
import type { ConnectionState } from "./drawing/status_text.ts";

/** Keeps what the events tell of the connection. */
export class ConnectionStatus {
  #lost: { readonly retryAtMs: number; readonly reason: string } | undefined;
  #connected = false;

  /** `nowMs`: of a clock that never goes back. */
  apply(event: ClientEvent, nowMs: number): void {
    if (event.type === "connected") [this.#connected, this.#lost] = [true, undefined];
    if (event.type === "closed") this.#connected = false;
    if (event.type === "disconnected") {
      this.#connected = false;
      this.#lost = { retryAtMs: nowMs + event.retryInMs, reason: event.reason };
    }
  }

  /** The next attempt is made at once. */
  retried(nowMs: number): void {
    if (this.#lost !== undefined) this.#lost = { ...this.#lost, retryAtMs: nowMs };
  }

  at(nowMs: number): ConnectionState {
    if (this.#connected) return { type: "connected" };
    if (this.#lost === undefined || nowMs >= this.#lost.retryAtMs) return { type: "connecting" };
    const { retryAtMs, reason } = this.#lost;
    return { type: "reconnecting", inSeconds: Math.ceil((retryAtMs - nowMs) / 1000), reason };
  }
}
