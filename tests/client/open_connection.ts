import { Connection, type ConnectionOptions } from "../../client/connection/connection.ts";
import type { Hellos } from "../../client/connection/hello_builder.ts";
import type { HelloMessage, ServerMessage, WelcomeMessage } from "../../protocol.ts";
import { bounded } from "../support/bounded.ts";
import type { FakeTransport } from "./fake_transport.ts";
import { welcome } from "./room_messages.ts";

export const hello: HelloMessage = { type: "hello", version: 1, nick: "ann", rooms: ["lobby"] };

export function open(
  transport: FakeTransport,
  { nextHello, ...options }: ConnectionOptions & Pick<Hellos, "nextHello"> = {},
): Promise<{ connection: Connection; welcome: WelcomeMessage }> {
  const hellosTo = () => ({ hello, nextHello });
  const opening = Connection.open(() => Promise.resolve(transport), hellosTo, options);
  return bounded(opening, () => "the connection", 5000);
}

/** After the welcome, with the hello heard already. */
export async function openAndGreet(
  transport: FakeTransport,
  options: ConnectionOptions = {},
): Promise<Connection> {
  transport.say(welcome());
  const { connection } = await open(transport, options);
  await transport.heard();
  return connection;
}

/** All messages until the end. */
export async function collect(connection: Connection): Promise<ServerMessage[]> {
  const messages: ServerMessage[] = [];
  for await (const message of connection.messages) messages.push(message);
  return messages;
}
