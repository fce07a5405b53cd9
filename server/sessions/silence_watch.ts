import { IdleTimer } from "../../net/limits/idle_timer.ts";
import type { Dialect } from "../../wire/dialect.ts";
import type { SessionBounds } from "./session_bounds.ts";

/** Tells when a client has been silent for too long. Holds no timer: its session asks now and then. */
export class SilenceWatch {
  /** How long the client may take, from its connection's beginning, until it is in. */
  readonly helloWithinMs: number;
  /** Absent for a client that answers no pings. */
  readonly #idle: IdleTimer | undefined;
  #unansweredPings = 0;

  /** `openedAtMs`: when the connection began, as `performance.now()` tells it. */
  constructor(
    { greeting, answersPings }: Dialect,
    { idle, helloWithinMs, answerWithinMs }: SessionBounds,
    private readonly openedAtMs: number,
  ) {
    this.helloWithinMs = greeting === undefined ? helloWithinMs : answerWithinMs;
    if (answersPings) this.#idle = new IdleTimer(idle, performance.now());
  }

  /** A frame came, whatever is in it. */
  heard(nowMs: number): void {
    this.#idle?.heard(nowMs);
  }

  /** A ping is answered. False if none was waiting for that. */
  pong(): boolean {
    if (this.#unansweredPings === 0) return false;
    this.#unansweredPings--;
    return true;
  }

  /** `late`: the client is not in yet, and should be. `ping`: send one now; it counts as sent. */
  check(nowMs: number, isIn: boolean): "alive" | "late" | "ping" | "gone" {
    if (!isIn && nowMs - this.openedAtMs >= this.helloWithinMs) return "late";
    const state = this.#idle?.check(nowMs) ?? "alive";
    if (state === "ping") this.#unansweredPings++;
    return state;
  }
}
