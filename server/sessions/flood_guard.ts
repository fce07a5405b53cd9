import { delay } from "../../helpers/delay.ts";
import { type Rate, RateLimiter } from "../../net/limits/rate_limiter.ts";
import type { Refusal } from "./refusal.ts";

/** So many refusals are told at once; then nothing of the client is read for a while. */
const maxRefusedAtOnce = 20;
const maxPauseMs = 1000;

/** Others of the address take what comes back sooner: who asked again at once would mostly ask in vain. */
const leastAddressWaitMs = 1000;

/** Typing notes are not kept, so no store slows them down. A person sends far fewer. */
const typingRate: Rate = { burst: 5, perSecond: 1 };

/** How much of the event loop's time a client may take in a second, and how much at once, before it waits its turn. */
const workMsPerSecond = 2;
const maxWorkMs = 5;
/** How much at once while other clients wait for their turn. */
const maxSharedWorkMs = 0.5;
/** What one frame counts for at most: what it took may have been another's fault, or a garbage collection's. */
const maxFrameMs = 2;

/**
 * Charges a client for what it asks, and slows one down that goes on although it is refused: refusing takes time
 * from the others too.
 */
export class FloodGuard {
  readonly #limiter: RateLimiter | undefined;
  readonly #typing: RateLimiter;
  #refused = 0;
  #retryAfterMs = 0;
  /** How long its frames took lately, less what has recovered up to `#workedAtMs`. */
  #workMs = 0;
  #workedAtMs = 0;

  /** Without a rate everything is allowed, but for what `admitsTyping` bounds. */
  constructor(rate: Rate | undefined, private readonly monotonicMs: () => number) {
    this.#limiter = rate && new RateLimiter(rate, monotonicMs());
    this.#typing = new RateLimiter(typingRate, monotonicMs());
  }

  /** Whether one more typing note is passed on, which the store does not hold back as it does what is said. */
  admitsTyping(): boolean {
    return this.#typing.charge(this.monotonicMs()) === 0;
  }

  /** Charges for one request if both the client's own rate and its address's allow it. */
  charge(byAddress?: RateLimiter): Refusal | undefined {
    const nowMs = this.monotonicMs();
    const [ownMs, sharedMs] = this.#waits(nowMs, byAddress);
    const addressMs = sharedMs === 0 ? 0 : Math.max(sharedMs, leastAddressWaitMs);
    this.#retryAfterMs = Math.max(ownMs, addressMs);
    if (this.#retryAfterMs === 0) {
      this.#limiter?.take(nowMs);
      byAddress?.take(nowMs);
      return undefined;
    }
    this.#refused++;
    const [rateOf, limiter] = ownMs > 0
      ? ["participant" as const, this.#limiter]
      : ["address" as const, byAddress];
    const beginsSpell = limiter?.beginsSpell(nowMs) ?? false;
    return { retryAfterMs: this.#retryAfterMs, rateOf, beginsSpell };
  }

  /** How long until a request is allowed; 0 if it is. */
  waitMs(byAddress?: RateLimiter): number {
    return Math.max(...this.#waits(this.monotonicMs(), byAddress));
  }

  #waits(nowMs: number, byAddress: RateLimiter | undefined): [ownMs: number, sharedMs: number] {
    return [this.#limiter?.waitMs(nowMs) ?? 0, byAddress?.waitMs(nowMs) ?? 0];
  }

  /** Counts how long a frame of the client took. */
  worked(ms: number): void {
    this.#recover();
    this.#workMs += Math.min(ms, maxFrameMs);
  }

  /** Whether the client has asked for so much that what it asks can wait its turn. */
  isBusy(othersWait: boolean): boolean {
    if (this.#limiter === undefined || this.#workMs <= maxSharedWorkMs) return false;
    this.#recover();
    return this.#workMs > (othersWait ? maxSharedWorkMs : maxWorkMs);
  }

  /** Whether `pause` is to be waited for before the next frame is looked at. */
  get isFlooded(): boolean {
    return this.#refused >= maxRefusedAtOnce;
  }

  async pause(): Promise<void> {
    this.#refused = 0;
    await delay(Math.min(this.#retryAfterMs, maxPauseMs));
  }

  #recover(): void {
    const nowMs = this.monotonicMs();
    const recoveredMs = (nowMs - this.#workedAtMs) / 1000 * workMsPerSecond;
    this.#workMs = Math.max(0, this.#workMs - recoveredMs);
    this.#workedAtMs = nowMs;
  }
}
