import { shortWait } from "../../helpers/duration.ts";
import type { ConnectionBounds } from "../../net/limits/connection_limits.ts";
import type { Peer } from "../../net/transport.ts";
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

/** Why a connection is refused: there are too many. `retryAfterMs`: they came too fast. */
export function notLetIn(
  code: "server_full" | "too_many_connections",
  { network, total, perAddress, retryAfterMs }: ConnectionBounds & {
    readonly network?: string;
    readonly retryAfterMs?: number;
  },
): ErrorMessage {
  const bound = retryAfterMs === undefined
    ? `at most ${perAddress} are allowed`
    : `try again in ${shortWait(retryAfterMs)}`;
  const message = code === "server_full"
    ? `The server is full: ${total} are connected`
    : `Too many connections from ${network}: ${bound}`;
  return { type: "error", code, message, retryAfterMs };
}

export const tlsRequired = {
  type: "error",
  code: "tls_required",
  message: "This server takes encrypted connections only, but for those to 127.0.0.1 or ::1: " +
    "use a newer client, which encrypts by itself",
} as const;

/** Others on the way could read along. */
export function isInTheClear({ encryption, isExempt }: Peer): boolean {
  return encryption === undefined && isExempt !== true;
}
