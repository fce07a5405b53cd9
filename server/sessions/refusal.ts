import { shortWait } from "../../helpers/duration.ts";
import type { ErrorMessage } from "../../protocol.ts";
import type { LogRecord } from "../log.ts";

/** One request too many. */
export interface Refusal {
  /** After which the same would be allowed. */
  readonly retryAfterMs: number;
  /** Whose rate it is over. */
  readonly rateOf: "participant" | "address";
  /** It is the first for a while: operators are told of it. */
  readonly beginsSpell: boolean;
}

/** `id`: of what is refused. */
export function rateLimited({ retryAfterMs, rateOf }: Refusal, id?: string): ErrorMessage {
  const whose = rateOf === "address" ? " from your address" : "";
  const message = `Too many messages${whose}: say it again in ${shortWait(retryAfterMs)}`;
  return { type: "error", code: "rate_limited", message, id, retryAfterMs };
}

/** For operators; `who` was refused. */
export function floodRecord({ rateOf }: Refusal, who: string, network?: string): LogRecord {
  const message = rateOf === "participant"
    ? `${who} sends too fast: what is too much is refused`
    : `All from ${network} together send too fast, ${who} among them: what is too much is refused`;
  return { event: "rate_limited", level: "warning", message };
}
