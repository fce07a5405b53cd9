import type { ServerMessage } from "../../protocol.ts";

/** Not at once: a server that has just let a client in is busy with what that one missed. */
const firstAfterMs = 1000;
const everyMs = 15_000;
/** After a slow answer the next ping comes sooner, to tell whether it still is so. */
const slowMs = 1000;
const afterSlowMs = 1000;

/**
 * How long a server takes to answer, measured by a `ping` now and then. Begins with the welcome. Holds no timer:
 * its owner asks now and then.
 */
export class RoundTrip {
  #dueAtMs: number;
  #asked: { readonly id: string; readonly atMs: number } | undefined;
  #count = 0;
  /** Milliseconds; undefined until a ping is answered. */
  newestMs: number | undefined;

  constructor(nowMs: number) {
    this.#dueAtMs = nowMs + firstAfterMs;
  }

  /** For how long the newest ping has been without an answer; undefined while none is. */
  unansweredMs(nowMs: number): number | undefined {
    return this.#asked && nowMs - this.#asked.atMs;
  }

  /** The `id` of a `ping` to send now, which counts as sent. None while one is not answered. */
  check(nowMs: number): string | undefined {
    if (this.#asked !== undefined || nowMs < this.#dueAtMs) return undefined;
    this.#dueAtMs = nowMs + everyMs;
    this.#asked = { id: `round trip ${++this.#count}`, atMs: nowMs };
    return this.#asked.id;
  }

  /** True if the message is the answer, or a refusal for the rate, say: nobody else need know of either. */
  settle(message: ServerMessage, nowMs: number): boolean {
    if (message.type !== "pong" && message.type !== "error") return false;
    if (this.#asked === undefined || message.id !== this.#asked.id) return false;
    const tookMs = nowMs - this.#asked.atMs;
    if (tookMs > slowMs) this.#dueAtMs = nowMs + afterSlowMs;
    if (message.type === "pong") this.newestMs = tookMs;
    this.#asked = undefined;
    return true;
  }
}
