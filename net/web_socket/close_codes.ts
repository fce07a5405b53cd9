import type { CloseReason } from "../transport.ts";

/** RFC 6455, 7.4.1, and IANA's registry of close codes for 1012 and 1013. */
export const closeCodes = {
  done: 1000,
  going_away: 1001,
  wrong_frame: 1002,
  not_utf8: 1007,
  refused: 1008,
  too_long: 1009,
  failed: 1011,
  try_again: 1013,
} as const satisfies Record<CloseReason | "wrong_frame" | "not_utf8", number>;

/** Why a server has ended a connection, for a person; undefined where its last message says it better. */
export function describeCloseCode(code: number): string | undefined {
  switch (code) {
    case closeCodes.going_away:
      return "the server stops";
    case closeCodes.wrong_frame:
    case closeCodes.not_utf8:
      return "the server did not understand what came: is something on the way changing it?";
    case closeCodes.refused:
      return "the server has refused the connection";
    case closeCodes.too_long:
      return "what was sent is too long for the server";
    case closeCodes.failed:
      return "the server failed";
    case closeCodes.try_again:
      return "the server is full: try again later";
    default:
      return undefined;
  }
}
