import type { KnownLeaveReason } from "../../protocol.ts";

/** How a client goes. */
export interface Ending {
  readonly reason: KnownLeaveReason;
  /** It did not say that it goes: perhaps only the connection is lost. */
  readonly mayReturn?: boolean;
}

export const connectionLost: Ending = { reason: "lost connection", mayReturn: true };

/** A program that ends and a connection that breaks look the same. */
export const endOfInput: Ending = { reason: "left", mayReturn: true };
