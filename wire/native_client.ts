/** The client's side of the native dialect, in a file of its own: the page for browsers has no use for the server's. */

import { utf8Bytes } from "../helpers/text/text_length.ts";
import { type ClientMessage, limits, type ServerMessage } from "../protocol.ts";
import type { CleanStrings } from "./clean_fields.ts";
import { parseFrame } from "./parse_frame.ts";
import { readServerMessage } from "./server_messages.ts";

/** One message as a frame. */
export function encodeClientMessage(message: ClientMessage): string {
  if (message.type !== "hello" || message.resume === undefined) return JSON.stringify(message);
  // A map in the program, since its keys come from outside, and an object on the wire.
  return JSON.stringify({ ...message, resume: Object.fromEntries(message.resume) });
}

/** Whether a server takes it: a longer frame would end the session. */
export function fitsInFrame(message: ClientMessage): boolean {
  return utf8Bytes(encodeClientMessage(message)) <= limits.frameBytes;
}

/** One frame from the server, its strings cleaned. Throws `ProtocolError`. */
export function decodeServerMessage(frame: Uint8Array, clean: CleanStrings): ServerMessage {
  return readServerMessage(parseFrame(frame), clean);
}
