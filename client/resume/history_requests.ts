import {
  directRoom,
  type ErrorMessage,
  type HistoryRequest,
  limits,
  type PageMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { HistoryOptions } from "../chat_client.ts";
import { ClientError } from "../client_error.ts";
import { retryWaitMs } from "../connection/backoff.ts";
import { randomId } from "../random_id.ts";

export type PageAnswer = PageMessage | ClientError;

interface AskedPage {
  readonly message: HistoryRequest & { readonly id: string };
  readonly onAnswer: (answer: PageAnswer) => void;
  /** Of the wait for the answer, however often it is asked. */
  readonly deadline: ReturnType<typeof setTimeout>;
  /** Of the wait for the time to ask again. */
  retry?: ReturnType<typeof setTimeout>;
}

/** Pages that were asked for. What the server refuses for its rate is asked again when it says. */
export class HistoryRequests {
  readonly #asked = new Map<string, AskedPage>();
  #send: ((message: HistoryRequest) => void) | undefined;

  /** What is asked beyond `maxAsked` is refused with `too_many_pending`. */
  constructor(
    private readonly maxAsked: number = 32,
    private readonly answerWithinMs: number = 30_000,
  ) {}

  connected(send: (message: HistoryRequest) => void): void {
    this.#send = send;
  }

  /** What is not answered will not be. */
  disconnected(): void {
    this.#send = undefined;
    for (const asked of [...this.#asked.values()]) this.#settle(asked, notConnected());
  }

  /**
   * `onAnswer` is called once: from within `settle`, so that a page keeps its place among what comes live, or when
   * the connection is lost or nothing came in time; at once if it cannot be asked.
   */
  ask(request: Omit<HistoryRequest, "type" | "id">, onAnswer: (answer: PageAnswer) => void): void {
    if (this.#send === undefined) return onAnswer(notConnected());
    if (this.#asked.size >= this.maxAsked) {
      const problem = `${this.maxAsked} pages are asked for already`;
      return onAnswer(new ClientError("too_many_pending", problem));
    }
    const id = randomId();
    const tooLate = () => this.#settle(asked, new ClientError("no_answer", "No answer in time"));
    const deadline = setTimeout(tooLate, this.answerWithinMs);
    const asked: AskedPage = { message: { type: "history", ...request, id }, onAnswer, deadline };
    this.#asked.set(id, asked);
    this.#send(asked.message);
  }

  /** The same as a promise, for whom the order does not matter. */
  fetch(
    room: string,
    { limit = limits.joinedPage, ...options }: HistoryOptions = {},
  ): Promise<PageMessage> {
    const { promise, resolve, reject } = Promise.withResolvers<PageMessage>();
    this.ask({ room, ...options, limit }, (answer) => {
      if (answer instanceof ClientError) reject(answer);
      else resolve(answer);
    });
    return promise;
  }

  /** True if the message was the answer to one of these. */
  settle(message: ServerMessage): boolean {
    if (!("id" in message) || message.id === undefined) return false;
    const asked = this.#asked.get(message.id);
    if (asked === undefined) return false;
    if (message.type === "error") this.#refused(asked, message);
    else if (message.type === "history" || message.type === "directs") {
      const isOfRoom = asked.message.room !== directRoom;
      const problem = "The server gave another page than was asked for";
      const isWrong = isOfRoom !== (message.type === "history");
      this.#settle(asked, isWrong ? new ClientError("refused", problem) : message);
    }
    return true;
  }

  #refused(asked: AskedPage, error: ErrorMessage): void {
    if (error.code !== "rate_limited") {
      return this.#settle(asked, new ClientError("refused", error.message, error.code));
    }
    clearTimeout(asked.retry);
    asked.retry = setTimeout(() => this.#send?.(asked.message), retryWaitMs(error));
  }

  #settle(asked: AskedPage, answer: PageAnswer): void {
    clearTimeout(asked.deadline);
    clearTimeout(asked.retry);
    this.#asked.delete(asked.message.id);
    asked.onAnswer(answer);
  }
}

function notConnected(): ClientError {
  return new ClientError("not_connected", "There is no connection now");
}
