import type { RequestBody } from "../chat/request.ts";
import type { ServerClock } from "./clock.ts";
import { operatorNick } from "./operator/operator.ts";

const everyMs = 60 * 60 * 1000;

export interface SweepTimerOptions {
  readonly ask: (by: string, what: RequestBody) => void;
  readonly clock: Pick<ServerClock, "isTrusted">;
  readonly everyMs?: number;
}

/** Has the rules let go, now and then, what is reserved too long; never by a clock that is doubted. */
export function startSweeping(
  { ask, clock, everyMs: wait = everyMs }: SweepTimerOptions,
): Disposable {
  const timer = setInterval(() => {
    if (clock.isTrusted) ask(operatorNick, { type: "sweep" });
  }, wait);
  Deno.unrefTimer(timer);
  return { [Symbol.dispose]: () => clearInterval(timer) };
}
