import type { ClientErrorCode } from "./client_error.ts";
import type { ByeMessage, JoinedMessage, ServerMessage, WelcomeMessage } from "../protocol.ts";
import type { Peer } from "../net/transport.ts";
import type { CaughtUp } from "./resume/catch_up.ts";

/** What happens to a client, in order. The state has it already. */
export type ClientEvent =
  /** Never `welcome`, `bye` or a page, which the other events carry. */
  | { readonly type: "message"; readonly message: ServerMessage }
  /** In a room's order with what is said live, page by page. Of what is direct, `room` is `directRoom`. */
  | { readonly type: "history"; readonly room: string } & CaughtUp
  /**
   * `again`: after a connection was lost. `resumed`: the server knows the client from before, so that what was
   * missed follows; if not, all that was known of rooms is of another history. `forgotten`: it knew the client
   * once, and does not any more. `withheld`: the token that one has is for encrypted connections alone, so it was not
   * sent over this one, where one is somebody else.
   */
  | ConnectedEvent
  /**
   * One came into the room, not back into it after a reconnection, and what was said before is here: what a person is
   * told of it now stands below that. The message came before, for what one knows of the room.
   */
  | { readonly type: "arrived"; readonly joined: JoinedMessage }
  /** The same of all rooms that were asked for, and of what is direct: once a connection. */
  | { readonly type: "ready"; readonly connected: ConnectedEvent }
  /**
   * `bye` is the server's, where it said one; `code` tells why an attempt failed. The next one is made in `retryInMs`
   * milliseconds.
   */
  | {
    readonly type: "disconnected";
    readonly reason: string;
    readonly bye?: ByeMessage;
    readonly code?: ClientErrorCode;
    readonly retryInMs: number;
  }
  /** The last. `bye` is the server's; absent where there was none. */
  | { readonly type: "closed"; readonly bye?: ByeMessage };

export interface ConnectedEvent {
  readonly type: "connected";
  readonly welcome: WelcomeMessage;
  readonly again: boolean;
  readonly resumed: boolean;
  readonly forgotten: boolean;
  readonly withheld: boolean;
  /** Where the connection goes, and whether it is encrypted. */
  readonly peer: Peer;
  /** What a person is to be told of the server that was reached; absent for nothing. */
  readonly notes?: readonly string[];
}
