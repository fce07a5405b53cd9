import { type ClientMessage, limits, ProtocolError, type ServerMessage } from "../protocol.ts";
import { readClientMessage } from "./client_messages.ts";
import type { Dialect } from "./dialect.ts";
import { type CleanStrings, readServerMessage } from "./server_messages.ts";

/** One JSON object a line (RFC 8259). Bytes that are not UTF-8 become U+FFFD. */
export const native: Dialect = {
  name: "native",
  maxFrameBytes: limits.frameBytes,
  decode: (frame) => readClientMessage(parse(frame)),
  encode: encodeLines,
};

/** The client's side of the dialect: one message as a frame. */
export function encodeClientMessage(message: ClientMessage): string {
  if (message.type !== "hello" || message.resume === undefined) return JSON.stringify(message);
  // A map in the program, since its keys come from outside, and an object on the wire.
  return JSON.stringify({ ...message, resume: Object.fromEntries(message.resume) });
}

/** Whether a server takes it: a longer frame would end the session. */
export function fitsInFrame(message: ClientMessage): boolean {
  return encoder.encode(encodeClientMessage(message)).length <= limits.frameBytes;
}

/** The client's side of the dialect: one frame from the server, its strings cleaned. Throws `ProtocolError`. */
export function decodeServerMessage(frame: Uint8Array, clean: CleanStrings): ServerMessage {
  return readServerMessage(parse(frame), clean);
}

const decoder = new TextDecoder();
const encoder = new TextEncoder();

function parse(frame: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(frame));
  } catch {
    throw new ProtocolError("bad_json", "The frame is not JSON");
  }
}

function encodeLines(messages: readonly object[]): Uint8Array {
  let lines = "";
  for (const message of messages) lines += JSON.stringify(message) + "\n";
  return encoder.encode(lines);
}
