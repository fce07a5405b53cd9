import type { ChatClient } from "../../../client/chat_client.ts";
import { ClientError } from "../../../client/client_error.ts";
import { setNewest } from "../../../helpers/set_newest.ts";
import type { ServerMessage } from "../../../protocol.ts";

/** What came of a command: all that the server answers, or why it was not asked. */
export type Answer = ServerMessage | { readonly type: "notSent"; readonly error: ClientError };

/** Of more that were asked, the oldest get no answer any more. */
const maxAsked = 50;

/** Runs commands for dialogs, which are told the answers instead of the conversation where one is. */
export class Answers {
  readonly #asked = new Map<string, (answer: Answer) => void>();

  constructor(private readonly client: Pick<ChatClient, "runCommand">) {}

  /**
   * In that room. `tell` may be called more than once, and not at all where the connection is lost. Gives how to have
   * what is still to come told in the conversation.
   */
  ask(name: string, args: string, room: string, tell: (answer: Answer) => void): () => void {
    try {
      const id = this.client.runCommand(name, args, room);
      setNewest(this.#asked, id, tell, maxAsked);
      return () => this.#asked.delete(id);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      tell({ type: "notSent", error });
      return () => {};
    }
  }

  /** True: it was an answer to what was asked, and nobody else is to be told. */
  take(message: ServerMessage): boolean {
    const tell = "id" in message && message.id !== undefined
      ? this.#asked.get(message.id)
      : undefined;
    tell?.(message);
    return tell !== undefined && (message.type === "notice" || message.type === "error");
  }
}
