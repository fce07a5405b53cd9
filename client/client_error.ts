import type { ErrorCode } from "../protocol.ts";

/** `refused` and `not_said` carry the server's own code. `untrusted`: what answers does not prove who it is. */
export type ClientErrorCode =
  | "unreachable"
  | "untrusted"
  | "refused"
  | "not_encrypted"
  | "not_said"
  | "not_connected"
  | "no_answer"
  | "too_many_pending"
  | "bad_session"
  | "newer_session"
  | "closed";

export class ClientError extends Error {
  override readonly name = "ClientError";

  constructor(readonly code: ClientErrorCode, message: string, readonly serverCode?: ErrorCode) {
    super(message);
  }
}
