import type { ChatClient } from "../client/chat_client.ts";
import { ClientError } from "../client/client_error.ts";
import type { ClientEvent } from "../client/client_event.ts";
import { withoutIgnored } from "../client/conversations/message_filter.ts";
import type { Settings } from "../client/settings/settings.ts";
import { escapeSequence } from "../helpers/text/escape_sequence.ts";
import { isSame } from "../client/people.ts";
import type { ClientState } from "../client/state.ts";
import {
  directRoom,
  type LeftMessage,
  type ModerationMessage,
  type ServerMessage,
} from "../protocol.ts";
import { ConnectionNews } from "../client/connection/connection_news.ts";
import { showEvents } from "./show_events.ts";
import { describe, describeInvited } from "../wording/describe.ts";
import { describeLeftOut } from "./describe_page.ts";
import { formatForPipe } from "./format.ts";
import { gatherLines } from "./gather_lines.ts";

const sequences = new RegExp(escapeSequence, "g");

export interface PipeClientOptions {
  /** All are said; those that come while one waits for the server together, as one message. */
  readonly lines: AsyncIterable<string>;
  /** Each is a message of its own. */
  readonly lineByLine?: boolean;
  /** The lines are said in the first one; of what is said in rooms only that in these comes out. */
  readonly rooms: readonly string[];
  /** Nothing comes out of what these say. */
  readonly settings: Pick<Settings, "ignored">;
  /** Writes one or more whole lines, given without the last line feed. False when nobody reads any more. */
  readonly write: (text: string) => Promise<boolean>;
  /** What is not a message: for standard error. */
  readonly warn: (text: string) => void;
}

/** More in one message is not looked through. */
const maxJoinedLines = 500;

/**
 * The client as a filter: lines in are said, what is said comes out as lines. Ends after the last line's echo,
 * or when the server ends it; gives the exit status, 1 if a line could not be said.
 */
export async function runPipeClient(
  client: ChatClient,
  options: PipeClientOptions,
): Promise<number> {
  let refused = false;
  const warnOfRefused = (text: string) => {
    refused = true;
    options.warn(text);
  };
  const showing = showEvents(client, {
    news: new ConnectionNews({ hint: "", tellsAtFirst: true }),
    tell: options.warn,
    show: (event) => showEvent(client, options, event),
  }).finally(() => client.close(undefined, { atOnce: true }));
  const saying = sayAll(client, options, warnOfRefused);
  // The server's end is an end, also while the input goes on.
  await Promise.race([saying, showing]);
  const status = await showing;
  return refused ? 1 : status;
}

/** Resolves when all lines are said or refused, and the client is closed. */
async function sayAll(
  client: ChatClient,
  { lines, lineByLine = false, rooms }: PipeClientOptions,
  warnOfRefused: (text: string) => void,
): Promise<void> {
  const lineCount = lineByLine ? 1 : maxJoinedLines;
  const most = () => ({ lines: lineCount, bytes: client.state.maxTextBytes });
  for await (const gathered of gatherLines(lines, most)) {
    const shown = gathered.map(asLastShown).filter((line) => !isBlank(line));
    if (shown.length === 0) continue;
    try {
      await client.say(shown.join("\n"), { room: rooms[0] });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      if (error.code === "closed") break;
      const which = shown.length === 1 ? "" : ` (${shown.length} lines)`;
      warnOfRefused(`Not said${which}: ${error.message}`);
    }
  }
  await client.close();
}

/** Whether there is nothing but blanks and, say, colors. */
function isBlank(text: string): boolean {
  return text.replace(sequences, "").trim() === "";
}

/**
 * What a terminal would show of a line in the end: a carriage return begins it anew, as in progress that is
 * written over itself, and a backspace takes a character back.
 */
function asLastShown(line: string): string {
  if (!/[\r\b]/.test(line)) return line;
  const written = line.split("\r").findLast((part) => !isBlank(part)) ?? "";
  const shown: string[] = [];
  for (const character of written) {
    if (character === "\b") shown.pop();
    else shown.push(character);
  }
  return shown.join("");
}

/** False when nobody reads any more. */
async function showEvent(
  { state }: ChatClient,
  options: PipeClientOptions,
  event: ClientEvent,
): Promise<boolean> {
  for (const message of messagesOf(event, options)) {
    const forOneself = textForOneself(message);
    if (forOneself !== undefined) options.warn(forOneself);
    if (isDoneToOneself(message, state)) {
      const done = describe(message, state.nick);
      if (done !== undefined) options.warn(done);
    }
    const shown = withoutIgnored(message, options.settings, state);
    const text = shown && formatForPipe(shown, { showRoom: options.rooms.length > 1 });
    if (text !== undefined && !await options.write(text)) return false;
  }
  return true;
}

/** What is for the person, whatever room it is about. */
function textForOneself(message: ServerMessage): string | undefined {
  switch (message.type) {
    case "error":
      return message.message;
    case "notice":
      return message.text;
    case "invited":
      return describeInvited(message);
    default:
      return undefined;
  }
}

/** One was muted, or is out of the room: what is said next may be refused. */
function isDoneToOneself(
  message: ServerMessage,
  { nick, person }: ClientState,
): message is ModerationMessage | LeftMessage {
  if (message.type === "left") return true;
  if (message.type !== "moderation" || message.nick === undefined) return false;
  return isSame({ nick: message.nick, person: message.person }, { nick, person });
}

/** Of pages only what was missed, not what was said before; nothing of rooms where only its person is. */
function messagesOf(
  event: ClientEvent,
  { rooms, warn }: PipeClientOptions,
): readonly ServerMessage[] {
  if (event.type === "message") {
    const { message } = event;
    const isForIt = textForOneself(message) !== undefined;
    const room = isForIt || !("room" in message) ? undefined : message.room;
    return room === undefined || rooms.includes(room) ? [message] : [];
  }
  if (event.type !== "history" || !event.missed) return [];
  if (event.room !== directRoom && !rooms.includes(event.room)) return [];
  if (event.leftOut) warn(describeLeftOut(event));
  return event.messages;
}
