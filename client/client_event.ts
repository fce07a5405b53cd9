import type { ByeMessage, ServerMessage, WelcomeMessage } from "../protocol.ts";

/** What happens to a client, in order. */
export type ClientEvent =
  /** The state has it already. Never `welcome` or `bye`, which the other events carry. */
  | { readonly type: "message"; readonly message: ServerMessage }
  /** `again`: after a connection was lost. */
  | { readonly type: "connected"; readonly welcome: WelcomeMessage; readonly again: boolean }
  /** `bye` is the server's, where it said one. The next attempt is made in `retryInMs` milliseconds. */
  | {
    readonly type: "disconnected";
    readonly reason: string;
    readonly bye?: ByeMessage;
    readonly retryInMs: number;
  }
  /** The last. `bye` is the server's; absent where there was none. */
  | { readonly type: "closed"; readonly bye?: ByeMessage };
