import type { IdleRules } from "../../net/limits/idle_timer.ts";
import type { Rate } from "../../net/limits/rate_limiter.ts";

/** The bounds of one session. */
export interface SessionBounds {
  /** Absent where nothing is limited. */
  readonly rate?: Rate;
  /** Of all sessions of one address together, and of its new connections; loopback is exempt. Absent likewise. */
  readonly addressRate?: Rate;
  /** Nobody waits after wrong passwords and codes. */
  readonly hasFreeGuesses?: boolean;
  readonly idle: IdleRules;
  /** How long a connection may take to a `hello` that is accepted. */
  readonly helloWithinMs: number;
  /** The same for a person who is asked for a nick. */
  readonly answerWithinMs: number;
  /** For so long nothing is said to a client that has said nothing: it may be about to begin with TLS. */
  readonly quietMs: number;
  /** For so long nobody is told that a connection is lost: most come back. */
  readonly returnWithinMs: number;
  /** What may wait to be written; more, as `Overdraft` says, while the client reads. Else it is hung up on. */
  readonly outboxBytes: number;
  /** How long a session that ends may take to read what is left for it, in each of three steps. */
  readonly lingerMs: number;
}

export const defaultSessionBounds: SessionBounds = {
  rate: { burst: 20, perSecond: 5 },
  addressRate: { burst: 200, perSecond: 50 },
  idle: { pingAfterMs: 30_000, maxUnanswered: 2 },
  helloWithinMs: 10_000,
  answerWithinMs: 120_000,
  quietMs: 2000,
  returnWithinMs: 10_000,
  outboxBytes: 1024 * 1024,
  lingerMs: 1000,
};
