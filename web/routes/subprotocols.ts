import type { Framing } from "../../net/transport.ts";
import { binaryFraming, textFraming } from "../../net/web_socket/framing.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { irc } from "../../wire/irc/irc.ts";
import { native } from "../../wire/native.ts";

/** How a dialect is spoken over a WebSocket. */
export interface WebSocketSpeech {
  readonly dialect: Dialect;
  readonly framing: Framing;
  /** What comes may be binary. */
  readonly takesBinary: boolean;
  /** A message is a line; more lines in one are as many frames. */
  readonly splitsLines: boolean;
}

/** Of a client that names no subprotocol. */
export const nativeSpeech: WebSocketSpeech = {
  dialect: native,
  framing: textFraming,
  takesBinary: false,
  splitsLines: false,
};

const ircSpeech = { dialect: irc, takesBinary: true, splitsLines: true };

/** What a client may name. Those of IRC: https://ircv3.net/specs/extensions/websocket */
export const subprotocols: ReadonlyMap<string, WebSocketSpeech> = new Map([
  ["chatroom", nativeSpeech],
  ["text.ircv3.net", { ...ircSpeech, framing: textFraming }],
  ["binary.ircv3.net", { ...ircSpeech, framing: binaryFraming }],
]);
