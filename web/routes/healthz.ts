import type { Route } from "./route.ts";

/** How the server is, for programs that watch it. */
export interface Health {
  /** What is said now can be kept. */
  readonly keepsMessages: boolean;
  /** Why not: a word for programs, and a sentence for a person. */
  readonly reason?: string;
  readonly message?: string;
  /** Since something could not be kept, if that ever was so. */
  readonly lastFailureMs?: number;
  readonly upMs: number;
  readonly version: string;
}

const encoder = new TextEncoder();

/** Whether messages can be kept: 200 or 503, and why, as JSON. For anybody, so it tells nothing of who is here. */
export function healthzRoute(check: () => Promise<Health>): Route {
  return {
    path: "/healthz",
    async answer() {
      const { keepsMessages, reason, message, lastFailureMs, upMs, version } = await check();
      const body = {
        status: keepsMessages ? "pass" : "fail",
        ...{ keepsMessages, reason, message },
        lastFailureSecondsAgo: lastFailureMs === undefined ? undefined : toSeconds(lastFailureMs),
        uptimeSeconds: toSeconds(upMs),
        version,
      };
      return {
        status: keepsMessages ? 200 : 503,
        headers: { "Content-Type": "application/json", "Cache-Control": "no-store" },
        body: encoder.encode(`${JSON.stringify(body)}\n`),
      };
    },
  };
}

function toSeconds(ms: number): number {
  return Math.round(ms / 1000);
}
