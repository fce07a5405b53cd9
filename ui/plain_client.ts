import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ServerMessage } from "../protocol.ts";
import { describeConnection, exitStatus } from "./connection_text.ts";
import { formatPlain } from "./format.ts";

export interface PlainClientOptions {
  /** Each is said; what is not read yet waits where it comes from. */
  readonly lines: AsyncIterable<string>;
  /** Where the lines are said. */
  readonly room: string;
  readonly showRoom: boolean;
  /** Writes one or more whole lines, given without the last line feed. False when nobody reads any more. */
  readonly write: (text: string) => Promise<boolean>;
  /** What is not a message: for standard error. */
  readonly warn: (text: string) => void;
}

/**
 * The client as a filter: lines in are said, what is said comes out as lines. Ends after the last line's echo,
 * or when the server ends it; gives the exit status, 1 if a line could not be said.
 */
export async function runPlainClient(
  client: ChatClient,
  options: PlainClientOptions,
): Promise<number> {
  const showing = showAll(client, options);
  const saying = sayAll(client, options);
  // The server's end is an end, also while the input goes on.
  const allSaid = await Promise.race([saying, showing.then(() => true)]);
  saying.catch(() => {});
  const bye = await showing;
  return allSaid ? exitStatus(bye) : 1;
}

/** Resolves when all lines are said or refused, and the client is closed: true if none was refused. */
async function sayAll(client: ChatClient, { lines, room, warn }: PlainClientOptions) {
  let allSaid = true;
  for await (const text of lines) {
    if (text.trim() === "") continue;
    try {
      await client.say(text, { room });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.code === "closed") break;
      allSaid = false;
      warn(`Not said: ${error.message}`);
    }
  }
  await client.close();
  return allSaid;
}

/** Resolves with the end of the events, or when nobody reads what is written. */
async function showAll(client: ChatClient, options: PlainClientOptions) {
  for await (const event of client.events) {
    if (event.type === "closed") return event.bye;
    if (event.type === "message" && !await show(client, options, event.message)) break;
    const told = describeConnection(event);
    if (told !== undefined) options.warn(told);
  }
  await client.close();
  return undefined;
}

/** False when nobody reads any more. */
async function show(client: ChatClient, options: PlainClientOptions, message: ServerMessage) {
  if (message.type === "error" || message.type === "notice") {
    options.warn(message.type === "error" ? message.message : message.text);
    return true;
  }
  const { nick } = client.state;
  const text = formatPlain(message, { nick, showRoom: options.showRoom, colors: false });
  return text === undefined || await options.write(text);
}
