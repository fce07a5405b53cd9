import type { MessageKind, RoomMessage, SayMessage } from "../protocol.ts";
import type { ClientEvent } from "./client_event.ts";
import type { ClientState } from "./state.ts";

export interface SayOptions {
  /** The default room if absent. */
  readonly room?: string;
  readonly kind?: MessageKind;
}

/** What the faces need of a client. */
export interface ChatClient {
  readonly state: ClientState;
  /** For one consumer, which is to keep reading: what it leaves unread holds up the rest. */
  readonly events: AsyncIterable<ClientEvent>;
  /** Said and not acknowledged yet, oldest first. */
  readonly pending: readonly SayMessage[];
  /**
   * Resolves with the server's echo, however many reconnections and waits that takes. Rejects with
   * `ClientError` if it was not said.
   */
  say(text: string, options?: SayOptions): Promise<RoomMessage>;
  /**
   * Runs a slash command, its name without the slash; what comes of it comes as events. Throws `ClientError`
   * `not_connected`: a command, unlike what is said, does not wait for a connection.
   */
  runCommand(name: string, args: string, room?: string): void;
  /** Logs out: says `bye` and waits, within a bound, for the server's. Idempotent. */
  close(text?: string): Promise<void>;
}
