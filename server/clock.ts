import { type ClockState, farAheadMs, judgeClock, toleratedMs } from "../store/clock.ts";
import type { Store } from "../store/store.ts";
import { type Log, storageFailed } from "./log.ts";

export interface ServerClockOptions {
  readonly store: Store;
  readonly log: Log;
  /** The system's clock is right, whatever it shows: an operator says so. */
  readonly accepted?: boolean;
  /** Milliseconds since the Unix epoch. */
  readonly systemTime?: () => number;
}

const dayMs = 24 * 60 * 60 * 1000;
const checkEveryMs = 60 * 60 * 1000;

/**
 * The time that entries get. It doubts the system's where that is far from what the store knows, says so, and when it
 * is right again has the store mend the times of what was said meanwhile.
 */
export class ServerClock implements Disposable {
  readonly #store: Store;
  readonly #log: Log;
  readonly #systemTime: () => number;
  readonly #timer: ReturnType<typeof setInterval>;
  /** The newest time that was believed. */
  #trustedTs: number | undefined;
  /** Whether the store has it: before, nothing but this clock itself said that it is right. */
  #isKept = false;
  /** From then on the store is to have a newer one. */
  #keepFromTs: number | undefined;
  #givenTs: number;
  #mustMend: boolean;
  #state: ClockState = "trusted";
  #toldTs = 0;

  /** Looks at the clock at once, and every hour. */
  constructor({ store, log, accepted = false, systemTime = Date.now }: ServerClockOptions) {
    const { trustedTs, newestTs = 0, wasUnset = false } = store.knownTime;
    this.#store = store;
    this.#log = log;
    this.#systemTime = systemTime;
    this.#givenTs = newestTs;
    this.#mustMend = wasUnset;
    const systemTs = systemTime();
    const isAccepted = accepted && judgeClock(systemTs, undefined) === "trusted";
    const startTs = isAccepted ? systemTs : trustedTs;
    if (startTs !== undefined) this.#keep(this.#trustedTs = startTs);
    this.#timer = setInterval(() => this.now(), checkEveryMs);
    Deno.unrefTimer(this.#timer);
    this.now();
  }

  /** Milliseconds since the Unix epoch. Goes back only when a wrong clock is set right. */
  now(): number {
    const systemTs = this.#systemTime();
    this.#judge(systemTs);
    if (this.#state === "trusted") {
      if (this.#mustMend || this.#givenTs > systemTs + toleratedMs) this.#mend(systemTs);
      this.#trust(systemTs);
    }
    return this.#givenTs = Math.max(this.#givenTs, systemTs);
  }

  /** Whether it is safe to forget what is old by the time that `now` gave last. */
  get isTrusted(): boolean {
    return this.#state === "trusted";
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer);
  }

  #judge(systemTs: number): void {
    let state = judgeClock(systemTs, this.#trustedTs);
    if (state === "behind" && !this.#isKept && systemTs < this.#givenTs - farAheadMs) {
      this.#trustedTs = this.#keepFromTs = undefined;
      state = "trusted";
    }
    if (state === "unset") this.#noteUnset();
    const isNews = state !== this.#state ||
      (state !== "trusted" && Math.abs(systemTs - this.#toldTs) >= dayMs);
    this.#state = state;
    if (!isNews) return;
    this.#toldTs = systemTs;
    const level = state === "trusted" ? "info" : "warning";
    this.#log({ event: "clock", level, message: describe(state, systemTs, this.#trustedTs) });
  }

  #trust(systemTs: number): void {
    this.#trustedTs = Math.max(this.#trustedTs ?? systemTs, systemTs);
    // A new history has nothing to compare with before a day has gone by.
    this.#keepFromTs ??= systemTs + dayMs;
    if (systemTs >= this.#keepFromTs) this.#keep(systemTs);
  }

  /** Where there is no newest entry whose time is kept, entries get that of this clock. */
  #noteUnset(): void {
    if (this.#mustMend || this.#trustedTs !== undefined) return;
    this.#mustMend = true;
    this.#trustInStore(0);
  }

  #keep(ts: number): void {
    this.#isKept = true;
    this.#keepFromTs = ts + dayMs;
    this.#trustInStore(ts);
  }

  #trustInStore(ts: number): void {
    this.#store.trustTime(ts).catch((error: unknown) => {
      this.#log(storageFailed("Cannot keep which time is right", error));
    });
  }

  /** What is appended after this call is stamped by the right clock; so the store mends before it appends that. */
  #mend(systemTs: number): void {
    this.#mustMend = false;
    this.#givenTs = systemTs;
    this.#store.restamp(systemTs).then((count) => {
      if (count === 0) return;
      const message =
        `The clock is right: the times of ${count} message${count === 1 ? "" : "s"}, ` +
        "said while it was wrong, are mended as far as can be told";
      this.#log({ event: "times_mended", level: "info", message });
    }, (error: unknown) => this.#log(storageFailed("Cannot mend the times of messages", error)));
  }
}

function describe(state: ClockState, systemTs: number, trustedTs = systemTs): string {
  const now = `The clock shows ${shown(systemTs)}`;
  const days = Math.round(Math.abs(systemTs - trustedTs) / dayMs);
  const distance = days === 0 ? "less than a day" : days === 1 ? "1 day" : `${days} days`;
  const last = `the last time known to be right, ${shown(trustedTs)}`;
  const advice = "If it is right, start the server once with --accept-clock; otherwise set it";
  switch (state) {
    case "trusted":
      return `${now}, and is believed`;
    case "ahead":
      return `${now}, ${distance} after ${last}. Until that is settled no message is forgotten for ` +
        `its age. ${advice}`;
    case "behind":
      return `${now}, ${distance} before ${last}. Until it has come there, messages get the time of ` +
        `the newest, and none is forgotten for its age. ${advice}`;
    case "unset":
      return `${now}: it is not set. Until it is, no message is forgotten for its age`;
    default:
      return state satisfies never;
  }
}

function shown(ts: number): string {
  return new Date(ts).toISOString().slice(0, 16).replace("T", " ") + " UTC";
}
