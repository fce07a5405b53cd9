import type { KnownErrorCode } from "../protocol.ts";

/** The rules do not allow it. Nothing has changed; `message` is for the person who asked. */
export class ChatError extends Error {
  override readonly name = "ChatError";

  constructor(readonly code: KnownErrorCode, message: string) {
    super(message);
  }
}
