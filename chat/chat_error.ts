import { isLonger } from "../helpers/text/text_length.ts";
import { type ErrorMessage, type KnownErrorCode, limits } from "../protocol.ts";

/** The rules do not allow it. Nothing has changed; `message` is for the person who asked. */
export class ChatError extends Error {
  override readonly name = "ChatError";

  constructor(readonly code: KnownErrorCode, message: string, readonly retryAfterMs?: number) {
    super(message);
  }

  /** What is told to who asked; `about` as in what was asked. */
  toMessage({ room, id }: { readonly room?: string; readonly id?: string } = {}): ErrorMessage {
    const { code, message, retryAfterMs } = this;
    // A name that is too long for a room may be very long: it is not sent back.
    const isTooLong = room !== undefined && isLonger(room, limits.roomNameLength);
    return { type: "error", code, message, room: isTooLong ? undefined : room, id, retryAfterMs };
  }
}
