import { noDirectory } from "./no_directory.ts";
import { lineFraming } from "../../../net/line_transport.ts";
import type { ServerMessage } from "../../../protocol.ts";
import { native } from "../../../wire/native.ts";

const codec = native.open({
  directory: noDirectory,
  encoders: new Map(),
  isGreeted: false,
  send() {},
  sendBytes() {},
  end() {},
});

/** As a server sends them to a client of the native dialect over TCP. */
export function encodeServerMessages(messages: readonly ServerMessage[]): Uint8Array {
  return lineFraming.pack(codec.encode(messages));
}
