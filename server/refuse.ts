import type { KnownErrorCode } from "../protocol.ts";
import type { ParticipantSession } from "./participants.ts";

/** Tells a client that what it asked for is not done. */
export function refuse(
  { recipient }: Pick<ParticipantSession, "recipient">,
  code: KnownErrorCode,
  message: string,
  about: { readonly id?: string; readonly retryAfterMs?: number } = {},
): void {
  recipient.send({ type: "error", code, message, ...about });
}
