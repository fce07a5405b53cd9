export interface IdleRules {
  /** After so much silence the other side is pinged, and again after each further such time. */
  readonly pingAfterMs: number;
  /** Unanswered pings after which it is gone. */
  readonly maxUnanswered: number;
}

/** Tells when a silent peer is to be pinged or given up. Holds no timer: its owner asks now and then. */
export class IdleTimer {
  #unanswered = 0;

  constructor(private readonly rules: IdleRules, private heardAtMs: number) {}

  /** A frame came from the peer, whatever is in it. */
  heard(nowMs: number): void {
    this.heardAtMs = nowMs;
    this.#unanswered = 0;
  }

  /** `ping`: send one now; it counts as sent. */
  check(nowMs: number): "alive" | "ping" | "gone" {
    const dueAtMs = this.heardAtMs + this.rules.pingAfterMs * (this.#unanswered + 1);
    if (nowMs < dueAtMs) return "alive";
    if (this.#unanswered === this.rules.maxUnanswered) return "gone";
    this.#unanswered++;
    return "ping";
  }
}
