import { ChatError } from "../chat/chat_error.ts";

/** Why a subcommand cannot go on, for the person who ran it, and the exit status. */
export class Failure extends Error {
  override readonly name = "Failure";

  constructor(readonly exitStatus: number, message: string) {
    super(message);
  }
}

export const usageStatus = 2;
export const failedStatus = 1;
/** The server wants a password or a code that it was not given, or lets one in no more. */
export const notLetInStatus = 3;
/** What answers does not prove that it is the server; nothing was said to it. */
export const untrustedStatus = 4;
/** As after SIGINT, by the convention of shells: 128 and the signal's number. */
export const interruptedStatus = 130;

/** What `read` gives; what it refuses with a `ChatError` was typed wrong, and becomes a `Failure`. */
export function readTyped<Value>(read: () => Value): Value {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    throw new Failure(usageStatus, error.message);
  }
}
