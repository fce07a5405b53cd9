import assert from "node:assert/strict";
import { closeQuietly } from "../../../net/close_quietly.ts";
import { LineSplitter } from "../../../net/streams/line_splitter.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import {
  type ClientMessage,
  defaultRoom,
  type JoinedMessage,
  limits,
  type RoomMessage,
  type ServerMessage,
  type WelcomeMessage,
} from "../../../protocol.ts";
import { decodeServerMessage } from "../../../wire/native_client.ts";
import { bounded } from "../bounded.ts";
import { connect } from "./connect.ts";
import { Transcript } from "../transcript.ts";

export type MessageOf<Type extends ServerMessage["type"]> = Extract<ServerMessage, { type: Type }>;

export interface ConnectOptions {
  /** Nothing is read until `resume`. */
  readonly paused?: boolean;
  /** The server's own certificate, as PEM: the connection is encrypted. */
  readonly tls?: string;
}

/** What is said in the hello. */
export interface HelloOptions {
  readonly rooms?: readonly string[];
  readonly token?: string;
  /** Of this run of the client. */
  readonly session?: string;
  readonly unattended?: boolean;
  /** The newest `seq` it has, by room. */
  readonly resume?: Readonly<Record<string, number>>;
}

export interface JoinOptions extends HelloOptions, Pick<ConnectOptions, "tls"> {}

export interface CommandOptions {
  /** Where it was typed. */
  readonly room?: string;
  readonly id?: string;
}

const encoder = new TextEncoder();
/** Strings as they came: what the server lets through is to be seen. */
const uncleaned = { text: (text: string) => text, line: (text: string) => text };

/** A client of the native protocol that sends what it is told to, and keeps all that comes. */
export class RawClient implements AsyncDisposable {
  readonly transcript: Transcript<ServerMessage> = new Transcript("The connection");
  readonly #connection: ByteStream;
  readonly #ended = Promise.withResolvers<"closed" | "reset">();
  #running: Promise<void> | undefined;
  #written: Promise<unknown> = Promise.resolve();

  private constructor(connection: ByteStream) {
    this.#connection = connection;
  }

  /** Over a connection that is open, on which each line is a message. */
  static over(
    connection: ByteStream,
    { paused = false }: Pick<ConnectOptions, "paused"> = {},
  ): RawClient {
    const client = new RawClient(connection);
    if (!paused) client.resume();
    return client;
  }

  static async connect(
    port: number,
    { paused = false, tls }: ConnectOptions = {},
  ): Promise<RawClient> {
    const client = new RawClient(await connect(port, tls));
    if (!paused) client.resume();
    return client;
  }

  /** Connects, says hello, and waits for the rooms. */
  static async join(
    port: number,
    nick: string,
    { tls, ...hello }: JoinOptions = {},
  ): Promise<RawClient> {
    const client = await RawClient.connect(port, { tls });
    try {
      await client.hello(nick, hello);
      for (const _room of hello.rooms ?? [defaultRoom]) await client.next("joined");
    } catch (error) {
      await client[Symbol.asyncDispose]();
      throw error;
    }
    return client;
  }

  get received(): readonly ServerMessage[] {
    return this.transcript.items;
  }

  get welcome(): WelcomeMessage {
    return this.all("welcome")[0] ?? assert.fail("It has had no welcome");
  }

  /** Begins to read, or goes on. */
  resume(): void {
    this.#running ??= this.#read();
  }

  async hello(nick: string, options: HelloOptions = {}): Promise<WelcomeMessage> {
    this.sendLines(JSON.stringify({ type: "hello", version: 1, nick, ...options }));
    return await this.next("welcome");
  }

  /** Says it, and gives the echo. */
  async say(text: string, room: string = defaultRoom): Promise<RoomMessage> {
    const id = crypto.randomUUID();
    this.send({ type: "say", room, text, kind: "text", id });
    return await this.next("message", (message) => message.id === id);
  }

  async joinRoom(room: string): Promise<JoinedMessage> {
    this.command("join", room);
    return await this.next("joined", (joined) => joined.room === room);
  }

  command(name: string, args = "", { room = defaultRoom, id }: CommandOptions = {}): void {
    this.send({ type: "command", name, args, room, id });
  }

  send(...messages: readonly ClientMessage[]): void {
    this.sendLines(...messages.map((message) => JSON.stringify(message)));
  }

  /** All in one write. */
  sendLines(...lines: readonly string[]): void {
    this.sendBytes(encoder.encode(lines.map((line) => `${line}\n`).join("")));
  }

  /** Queues bytes, in order. A connection that breaks is seen by `ended`. */
  sendBytes(bytes: Uint8Array): void {
    this.#written = this.#written.then(() => this.#write(bytes)).catch(() => {});
  }

  /** The next message of that type that matches; those before it count as read. */
  next<Type extends ServerMessage["type"]>(
    type: Type,
    matches: (message: MessageOf<Type>) => boolean = () => true,
  ): Promise<MessageOf<Type>> {
    return this.transcript.next(
      (message) => isOf(message, type) && matches(message) ? message : undefined,
      `"${type}" for which ${matches}`,
    );
  }

  /** All of that type so far. */
  all<Type extends ServerMessage["type"]>(type: Type): MessageOf<Type>[] {
    return this.received.filter((message) => isOf(message, type));
  }

  /** How the server ended the connection: in order, or with a reset. */
  ended(): Promise<"closed" | "reset"> {
    this.resume();
    return bounded(this.#ended.promise, () => "the end of the connection");
  }

  /** Ends what is sent; what comes is still read. */
  async closeWrite(): Promise<void> {
    await this.#written;
    await this.#connection.closeWrite();
  }

  /** At once, without `bye`. Where something has not been read, the server sees a reset. Idempotent. */
  close(): void {
    closeQuietly(this.#connection);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.#written;
    await this.#running;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      rest = rest.subarray(await this.#connection.write(rest));
    }
  }

  async #read(): Promise<void> {
    const splitter = new LineSplitter(limits.serverFrameBytes);
    const buffer = new Uint8Array(64 * 1024);
    for (;;) {
      const count = await this.#connection.read(buffer).catch(() => undefined);
      if (typeof count !== "number") {
        this.#ended.resolve(count === null ? "closed" : "reset");
        this.transcript.end();
        this.close();
        return;
      }
      for (const frame of splitter.split(buffer.subarray(0, count))) {
        this.transcript.push(decode(frame));
      }
    }
  }
}

/** As a client reads it, but for the limits of a `welcome`: those are as they came. */
function decode(frame: Uint8Array): ServerMessage {
  const message = decodeServerMessage(frame, uncleaned);
  if (message.type !== "welcome") return message;
  return { ...message, limits: JSON.parse(new TextDecoder().decode(frame)).limits };
}

function isOf<Type extends ServerMessage["type"]>(
  message: ServerMessage,
  type: Type,
): message is MessageOf<Type> {
  return message.type === type;
}
