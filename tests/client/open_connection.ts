import { Connection, type ConnectionParts } from "../../client/connection/connection.ts";
import { delay } from "../../helpers/delay.ts";
import type { HelloMessage, ServerMessage, WelcomeMessage } from "../../protocol.ts";
import { decodeServerMessage, encodeClientMessage } from "../../wire/native.ts";
import { bounded } from "../support/bounded.ts";
import type { FakeTransport } from "./fake_transport.ts";
import { welcome } from "./room_messages.ts";

const hello: HelloMessage = { type: "hello", version: 1, nick: "ann", rooms: ["lobby"] };
const clean = { text: (text: string) => text, line: (text: string) => text };

/** For when no other nick is to be tried. */
export function giveUp(): undefined {}

function parts(transport: FakeTransport, about: Partial<ConnectionParts> = {}): ConnectionParts {
  return {
    open: () => Promise.resolve(transport),
    encode: encodeClientMessage,
    decode: (frame) => decodeServerMessage(frame, clean),
    createIdleTimer: () => ({ heard() {}, check: () => "alive" }),
    wait: delay,
    connectWithinMs: 10_000,
    ...about,
  };
}

export function open(
  transport: FakeTransport,
  about: Partial<ConnectionParts> = {},
  nextNick: () => string | undefined = giveUp,
  signal: AbortSignal = new AbortController().signal,
): Promise<{ connection: Connection; welcome: WelcomeMessage }> {
  const opening = Connection.open(parts(transport, about), hello, nextNick, signal);
  return bounded(opening, () => "the connection", 5000);
}

/** After the welcome, with the hello heard already. */
export async function openAndGreet(
  transport: FakeTransport,
  about: Partial<ConnectionParts> = {},
): Promise<Connection> {
  transport.say(welcome());
  const { connection } = await open(transport, about);
  await transport.heard();
  return connection;
}

/** All messages until the end. */
export async function collect(connection: Connection): Promise<ServerMessage[]> {
  const messages: ServerMessage[] = [];
  for await (const message of connection.messages()) messages.push(message);
  return messages;
}
