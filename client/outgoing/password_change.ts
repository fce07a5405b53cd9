import type { PasswordRequest, ServerMessage } from "../../protocol.ts";
import { ClientError } from "../client_error.ts";
import { randomId } from "../random_id.ts";

interface Asked {
  readonly id: string;
  readonly resolve: (text: string) => void;
  readonly reject: (error: ClientError) => void;
  readonly deadline: ReturnType<typeof setTimeout>;
}

/** Gives one's nick a password, one at a time. Nothing waits for a connection, and no password is kept. */
export class PasswordChange {
  #send: ((request: PasswordRequest) => void) | undefined;
  #asked: Asked | undefined;

  constructor(private readonly answerWithinMs: number = 30_000) {}

  connected(send: (request: PasswordRequest) => void): void {
    this.#send = send;
  }

  disconnected(): void {
    this.#send = undefined;
    this.#fail(new ClientError("not_connected", "There is no connection now"));
  }

  /** Resolves with what the server says of it. */
  ask(password: string, current?: string): Promise<string> {
    if (this.#send === undefined) {
      const problem = "There is no connection now";
      return Promise.reject(new ClientError("not_connected", problem));
    }
    if (this.#asked !== undefined) {
      const problem = "Another password is on its way";
      return Promise.reject(new ClientError("too_many_pending", problem));
    }
    const { promise, resolve, reject } = Promise.withResolvers<string>();
    const tooLate = () => this.#fail(new ClientError("no_answer", "No answer in time"));
    const id = randomId();
    this.#asked = { id, resolve, reject, deadline: setTimeout(tooLate, this.answerWithinMs) };
    this.#send({ type: "password", password, current, id });
    return promise;
  }

  /** True if the message was the answer, of which nobody else need know. */
  settle(message: ServerMessage): boolean {
    const asked = this.#asked;
    if (asked === undefined || !("id" in message) || message.id !== asked.id) return false;
    if (message.type === "error") {
      this.#fail(new ClientError("refused", message.message, message.code));
    } else if (message.type === "notice") {
      this.#end();
      asked.resolve(message.text);
    }
    return true;
  }

  #fail(error: ClientError): void {
    const asked = this.#asked;
    this.#end();
    asked?.reject(error);
  }

  #end(): void {
    clearTimeout(this.#asked?.deadline);
    this.#asked = undefined;
  }
}
