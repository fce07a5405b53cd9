import { type ClientMessage, limits, type ServerMessage } from "../protocol.ts";
import { readClientMessage } from "./client_messages.ts";
import type { Codec, Dialect } from "./dialect.ts";
import { checkFrame } from "./frame_bounds.ts";
import { parseFrame } from "./parse_frame.ts";

/** One JSON object a frame (RFC 8259). Bytes that are not UTF-8 become U+FFFD. */
export const native: Dialect = {
  name: "native",
  maxFrameBytes: limits.frameBytes,
  answersPings: true,
  keepsTokens: true,
  lineEnd: "\n",
  waitsForRate: false,
  finishesInOrder: false,
  recognizes(firstBytes) {
    const first = firstBytes.find((byte) => !blank.has(byte));
    if (first === undefined) return "more";
    return jsonOpenings.has(first) ? "yes" : "no";
  },
  // Nothing depends on who the client is: one codec serves all.
  open: () => codec,
};

/** `{`, and `[` and `"`: a program that begins so is to hear what is wrong with its JSON. */
const jsonOpenings: ReadonlySet<number> = new Set([0x7b, 0x5b, 0x22]);
/** White space, and the bytes of a byte order mark. */
const blank: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d, 0xef, 0xbb, 0xbf]);

const codec: Codec = {
  encoder: { encode },
  decode: (frame) => [decodeClientMessage(frame)],
  encode,
  encodeOwn: (message) => message.id === undefined ? undefined : encode([message]),
};

function encode(messages: readonly ServerMessage[]): readonly string[] {
  return messages.filter(({ type }) => type !== "signal").map((message) => JSON.stringify(message));
}

/** The server's side of the dialect: one frame from a client. Throws `ProtocolError`. */
export function decodeClientMessage(frame: Uint8Array): ClientMessage {
  checkFrame(frame);
  return readClientMessage(parseFrame(frame));
}
