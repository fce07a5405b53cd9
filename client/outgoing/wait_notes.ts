import type { ErrorMessage, ServerMessage } from "../../protocol.ts";
import { retryWaitMs } from "../connection/backoff.ts";

/** A shorter wait nobody notices. */
const noticedMs = 1000;

/** What a person is told of something that the server puts off for its rate, and that is sent again by itself. */
export class WaitNotes {
  #toldOf: string | undefined;

  /** Once for each message, if the wait is long enough to be noticed. */
  noteOf(refusal: ErrorMessage): ServerMessage | undefined {
    const { code, id, message } = refusal;
    if (code !== "rate_limited" || retryWaitMs(refusal) < noticedMs) return undefined;
    if (id === this.#toldOf) return undefined;
    this.#toldOf = id;
    return { type: "notice", text: `${message} (it goes out by itself)` };
  }
}
