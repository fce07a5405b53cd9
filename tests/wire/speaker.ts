import { closeQuietly } from "../../net/close_quietly.ts";
import { LineSplitter } from "../../net/streams/line_splitter.ts";
import type { ByteStream } from "../../net/line_transport.ts";
import { limits } from "../../protocol.ts";
import { connect } from "../support/clients/connect.ts";
import { WebSocketLines } from "../support/web_socket/web_socket_lines.ts";
import { Transcript } from "../support/transcript.ts";
import type { Speech } from "./speech.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** How the connection of a speaker is opened; in the clear, over TCP, if absent. */
export interface SpeakerOptions {
  /** The server's own: the connection is encrypted. */
  readonly certificate?: string;
  /** Over a WebSocket, which is asked for by these, by dialect. */
  readonly subprotocols?: Readonly<Record<string, string | undefined>>;
}

/** A client that speaks a dialect, over TCP, TLS or a WebSocket, and understands what it hears. */
export class Speaker implements AsyncDisposable {
  readonly speech: Speech;
  /** As they came. */
  readonly frames: string[] = [];
  readonly #heard = new Transcript<string>("The client");
  readonly #connection: ByteStream;
  readonly #running: Promise<void>;

  private constructor(speech: Speech, connection: ByteStream) {
    this.speech = speech;
    this.#connection = connection;
    this.#running = this.#read();
  }

  static async connect(
    speech: Speech,
    port: number,
    { certificate, subprotocols }: SpeakerOptions = {},
  ): Promise<Speaker> {
    if (subprotocols === undefined) return new Speaker(speech, await connect(port, certificate));
    const subprotocol = subprotocols[speech.dialect.name];
    const lines = await WebSocketLines.connect(port, { certificate, subprotocol });
    return new Speaker(speech, lines);
  }

  /** Comes into the lobby. */
  static async join(
    speech: Speech,
    port: number,
    nick: string,
    options?: SpeakerOptions,
  ): Promise<Speaker> {
    const speaker = await Speaker.connect(speech, port, options);
    await speaker.send(speech.hello(nick));
    await speaker.hears("* in lobby");
    return speaker;
  }

  async send(...frames: readonly string[]): Promise<void> {
    await this.sendBytes(encoder.encode(frames.map((frame) => `${frame}\n`).join("")));
  }

  async sendBytes(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      rest = rest.subarray(await this.#connection.write(rest));
    }
  }

  /** Resolves when that has been heard; what came before it counts as read. */
  async hears(what: string): Promise<void> {
    await this.#heard.next((heard) => heard === what ? heard : undefined, `"${what}"`);
  }

  /** Resolves when more has been heard. */
  async hearsMore(): Promise<void> {
    await this.#heard.next((heard) => heard, "more");
  }

  /** What has been heard for which it matches. */
  all(matches: RegExp): string[] {
    return this.#heard.items.filter((heard) => matches.test(heard));
  }

  /** Resolves when the server has ended the connection. */
  async ended(): Promise<void> {
    await this.#running;
  }

  /** Without a word. Idempotent. */
  close(): void {
    closeQuietly(this.#connection);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.close();
    await this.#running;
  }

  async #read(): Promise<void> {
    const understand = this.speech.listen();
    const splitter = new LineSplitter(limits.serverFrameBytes);
    const buffer = new Uint8Array(4096);
    for (;;) {
      const count = await this.#connection.read(buffer).catch(() => null);
      if (count === null) break;
      for (const frame of splitter.split(buffer.subarray(0, count))) {
        const text = decoder.decode(frame);
        this.frames.push(text);
        for (const heard of understand(text)) this.#heard.push(heard);
      }
    }
    this.#heard.end();
    this.close();
  }
}
