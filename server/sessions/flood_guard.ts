import { delay } from "../../helpers/delay.ts";
import { type Rate, RateLimiter } from "../../net/rate_limiter.ts";

/** So many refusals are told at once; then nothing of the client is read for a while. */
const maxRefusedAtOnce = 20;
const maxPauseMs = 1000;

/** Typing notes are not kept, so no store slows them down. A person sends far fewer. */
const typingRate: Rate = { burst: 5, perSecond: 1 };

/**
 * Charges a client for what it asks, and slows one down that goes on although it is refused: refusing takes time
 * from the others too.
 */
export class FloodGuard {
  readonly #limiter: RateLimiter | undefined;
  readonly #typing: RateLimiter;
  #refused = 0;
  #retryAfterMs = 0;

  /** Without a rate everything is allowed, but for what `admitsTyping` bounds. */
  constructor(rate: Rate | undefined, private readonly monotonicMs: () => number) {
    this.#limiter = rate && new RateLimiter(rate, monotonicMs());
    this.#typing = new RateLimiter(typingRate, monotonicMs());
  }

  /** Whether one more typing note is passed on, which the store does not hold back as it does what is said. */
  admitsTyping(): boolean {
    return this.#typing.charge(this.monotonicMs()) === 0;
  }

  /** 0 if one more request is allowed, otherwise the milliseconds after which it would be. */
  charge(): number {
    const retryAfterMs = this.#limiter?.charge(this.monotonicMs()) ?? 0;
    if (retryAfterMs > 0) this.#refused++;
    this.#retryAfterMs = retryAfterMs;
    return retryAfterMs;
  }

  /** Whether `pause` is to be waited for before the next frame is looked at. */
  get isFlooded(): boolean {
    return this.#refused >= maxRefusedAtOnce;
  }

  async pause(): Promise<void> {
    this.#refused = 0;
    await delay(Math.min(this.#retryAfterMs, maxPauseMs));
  }
}
