import type { CloseReason } from "../../net/transport.ts";
import type { ByeMessage, ErrorMessage, ServerMessage } from "../../protocol.ts";

/** Why a session ends, by its last message. */
export function closeReasonOf(last: ServerMessage): CloseReason {
  switch (last.type) {
    case "bye":
      return reasonOfBye(last);
    case "error":
      return reasonOfError(last);
    default:
      return "done";
  }
}

function reasonOfBye({ code }: ByeMessage): CloseReason {
  switch (code) {
    case "logged_out":
      return "done";
    case "stopping":
      return "going_away";
    default:
      return "refused";
  }
}

function reasonOfError({ code }: ErrorMessage): CloseReason {
  switch (code) {
    case "frame_too_long":
      return "too_long";
    case "server_full":
    case "too_many_connections":
      return "try_again";
    case "internal":
      return "failed";
    default:
      return "refused";
  }
}
