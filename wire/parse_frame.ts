import { ProtocolError } from "../protocol.ts";

const decoder = new TextDecoder();

/** What a frame of the native dialect says (RFC 8259). Bytes that are not UTF-8 become U+FFFD. Throws `ProtocolError`. */
export function parseFrame(frame: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(frame));
  } catch {
    throw new ProtocolError("bad_json", "The frame is not JSON");
  }
}
