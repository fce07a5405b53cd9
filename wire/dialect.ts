import type { ClientMessage, ServerMessage } from "../protocol.ts";

/** How one kind of client speaks. Splitting bytes into frames and bounding them is the session's work. */
export interface Dialect {
  readonly name: string;
  /** Bound of a frame from the client, without its line feed. */
  readonly maxFrameBytes: number;
  /** One frame from the client. Throws `ProtocolError`; that frame is lost, the session goes on. */
  decode(frame: Uint8Array): ClientMessage;
  /** The bytes of one or more messages, in order. Called once for all clients that speak the dialect. */
  encode(messages: readonly ServerMessage[]): Uint8Array;
}
