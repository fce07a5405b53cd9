import type { RetryRules } from "./connection/backoff.ts";
import type { SessionStorage } from "./resume/saved_session.ts";

export interface ClientOptions {
  /** Asked for at first, unless any nick will do and there is one from an earlier run. */
  readonly nick: string;
  /** What to do when the nick is taken: give up, or, if any nick will do, take it with a number behind it. */
  readonly ifTaken: "fail" | "number";
  /** With their names as the server has them. Absent: those of an earlier run, or the default. */
  readonly rooms?: readonly string[];
  /** Keeps who one is and what one has read for the next run; absent, that ends with this one. */
  readonly storage?: SessionStorage;
  /**
   * What counts as read for the next run: what was consumed of the events, or what `markRead` tells. `consumed` if
   * absent.
   */
  readonly reading?: "consumed" | "told";
  readonly agent?: string;
  readonly connectWithinMs?: number;
  readonly retry?: RetryRules;
}
