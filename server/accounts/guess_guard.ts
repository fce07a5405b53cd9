/** Wrong guesses that cost nothing yet: of one thing from one network, and of all things from it. */
const freeOfOne = 3;
const freeOfNetwork = 30;
const firstWaitMs = 1000;
const longestWaitMs = 15 * 60 * 1000;
/** After so long without a wrong one all are forgotten. */
const forgottenAfterMs = 60 * 60 * 1000;
const rememberedAtMost = 20_000;

interface Guesses {
  readonly wrong: number;
  /** When the newest was made. */
  readonly atMs: number;
}

/** Who guesses. */
export interface Guesser {
  /** Absent for the console. */
  readonly address?: string;
  /** Absent for who is exempt, whose guesses count of one thing alone. */
  readonly guessNetwork?: string;
}

/**
 * Slows down who guesses passwords and codes: after some wrong guesses each wait is twice as long, for one thing that is
 * guessed from one network, and for all things from it. Nothing is counted of a thing over all networks, since anybody
 * could use that up and keep out who knows the password: who guesses holds up nobody from elsewhere, not even another
 * address that is exempt. Those who share a network wait together.
 */
export class GuessGuard {
  /** Those not guessed for longest come first. */
  readonly #guesses = new Map<string, Guesses>();

  /** `isFree`: none is slowed down. */
  constructor(private readonly monotonicMs: () => number, private readonly isFree = false) {}

  /**
   * In how many whole milliseconds a guess will be looked at: 0, and it counts as wrong from now on, until `wasRight`. Others
   * that are made meanwhile count too.
   */
  charge(what: string, guesser: Guesser): number {
    if (this.isFree) return 0;
    const keys = keysOf(what, guesser);
    const waitMs = Math.max(...keys.map(([key, free]) => this.#waitMs(key, free)));
    if (waitMs === 0) { for (const [key] of keys) this.#set(key, this.#wrong(key) + 1); }
    return waitMs;
  }

  /** Looking at it may have taken a while: the wait begins now. */
  wasWrong(what: string, guesser: Guesser): void {
    for (const [key] of keysOf(what, guesser)) this.#set(key, this.#wrong(key));
  }

  /** Or was not looked at. */
  wasRight(what: string, guesser: Guesser): void {
    for (const [key] of keysOf(what, guesser)) this.#set(key, this.#wrong(key) - 1);
  }

  #waitMs(key: string, free: number): number {
    const guesses = this.#guesses.get(key);
    const wrong = this.#wrong(key);
    if (guesses === undefined || wrong < free) return 0;
    const waitMs = Math.min(firstWaitMs * 2 ** (wrong - free), longestWaitMs);
    return Math.max(0, Math.ceil(guesses.atMs + waitMs - this.monotonicMs()));
  }

  #wrong(key: string): number {
    const { wrong, atMs } = this.#guesses.get(key) ?? { wrong: 0, atMs: 0 };
    return this.monotonicMs() - atMs < forgottenAfterMs ? wrong : 0;
  }

  #set(key: string, wrong: number): void {
    this.#guesses.delete(key);
    if (wrong <= 0) return;
    this.#guesses.set(key, { wrong, atMs: this.monotonicMs() });
    const [oldest] = this.#guesses.keys();
    if (this.#guesses.size > rememberedAtMost && oldest !== undefined) this.#guesses.delete(oldest);
  }
}

function keysOf(
  what: string,
  { address = "", guessNetwork: network }: Guesser,
): readonly (readonly [string, number])[] {
  const one = [`${network ?? address} ${what}`, freeOfOne] as const;
  return network === undefined ? [one] : [one, [network, freeOfNetwork]];
}
