import {
  type ClientMessage,
  type HelloMessage,
  protocolVersion,
  type ServerMessage,
} from "../../protocol.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { native } from "../../wire/native.ts";
import { decodeServerMessage, encodeClientMessage } from "../../wire/native_client.ts";
import { describe, tiny } from "./tiny.ts";

/** How a client of a dialect speaks, for the conformance suite: each of what it says is a frame. */
export interface Speech {
  readonly dialect: Dialect;
  readonly hearsItself: boolean;
  hello(nick: string): string;
  /** One frame for all of them, if the dialect has it. */
  join(rooms: readonly string[]): readonly string[];
  leave(room: string): string;
  rename(nick: string): string;
  say(room: string, text: string): string;
  quit(): string;
  /** No frame of the dialect, which is not too long. */
  readonly nonsense: string;
  /** For one client: what each frame from the server tells, in the words of the suite: those of the tiny dialect. */
  listen(): (frame: string) => readonly string[];
  /** The hello of one that comes back with all that it heard; absent where nobody can. */
  resume?(nick: string, heard: readonly string[]): string;
}

const hello: HelloMessage = { type: "hello", version: protocolVersion, nick: "" };
const uncleaned = { text: (text: string) => text, line: (text: string) => text };
const encoder = new TextEncoder();

function decode(frame: string): ServerMessage {
  return decodeServerMessage(encoder.encode(frame), uncleaned);
}

function run(name: string, args: string): string {
  const command: ClientMessage = { type: "command", name, args, room: "lobby" };
  return encodeClientMessage(command);
}

export const nativeSpeech: Speech = {
  dialect: native,
  hearsItself: true,
  hello: (nick) => encodeClientMessage({ ...hello, nick }),
  join: (rooms) => rooms.map((room) => run("join", room)),
  leave: (room) => run("leave", room),
  rename: (nick) => run("nick", nick),
  say: (room, text) => encodeClientMessage({ type: "say", room, text, kind: "text", id: text }),
  quit: () => encodeClientMessage({ type: "bye" }),
  nonsense: '{"type":"nonsense"}',
  listen: () => (frame) => {
    const message = decode(frame);
    return message.type === "error" ? [`! ${message.code}`] : describe(message);
  },
  resume(nick, heard) {
    const messages = heard.map(decode);
    const token = messages.find((message) => message.type === "welcome")?.token;
    const resume = new Map<string, number>();
    for (const message of messages) {
      if (message.type === "joined" || message.type === "message") {
        resume.set(message.room, message.seq);
      }
    }
    return encodeClientMessage({ ...hello, nick, token, resume });
  },
};

export const tinySpeech: Speech = {
  dialect: tiny,
  hearsItself: false,
  hello: (nick) => `CALLME ${nick}`,
  join: (rooms) => [`JOIN ${rooms.join(",")}`],
  leave: (room) => `LEAVE ${room}`,
  rename: (nick) => `CALLME ${nick}`,
  say: (room, text) => `SAY ${room} ${text}`,
  quit: () => "QUIT",
  nonsense: "NONSENSE",
  listen: () => (frame) => [frame.replace(/^! \S+/, "!")],
};
