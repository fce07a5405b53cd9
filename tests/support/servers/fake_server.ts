import type { ClientMessage, HelloMessage, ServerMessage } from "../../../protocol.ts";
import { decodeClientMessage } from "../../../wire/native.ts";
import { encodeServerMessages } from "./encode_server_messages.ts";
import { Transcript } from "../transcript.ts";

const greeting = [
  `{"type":"welcome","version":1,"server":"fake","nick":"ann","token":"t","limits":{` +
  `"frameBytes":1,"textBytes":1,"nickLength":1,"roomNameLength":1,"topicLength":1,"rooms":1},` +
  `"commands":[]}`,
  `{"type":"joined","room":"lobby","topic":"","members":[],"count":1,"seq":0}`,
];

const firstByteOfTls = 22;

export interface FakeServerOptions {
  /** What follows a hello, known messages or not; a welcome and the lobby if absent. */
  readonly greet?: (hello: HelloMessage) => readonly object[];
}

/**
 * A server for one client, or one connection after another of it, which greets it and says what a test wants. It knows
 * no TLS, and says so to who begins with it.
 */
export class FakeServer implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #options: FakeServerOptions;
  readonly #lines = new Transcript<string>("What the client sends");
  readonly #running: Promise<void>;
  #connection: Deno.TcpConn | undefined;

  constructor(options: FakeServerOptions = {}) {
    this.#options = options;
    this.#running = this.#serve();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  sendLines(...lines: readonly string[]): void {
    const bytes = new TextEncoder().encode(lines.map((line) => `${line}\n`).join(""));
    this.#connection?.write(bytes).catch(() => {});
  }

  /** All in one write, so that they come together. */
  say(...messages: readonly ServerMessage[]): void {
    this.#connection?.write(encodeServerMessages(messages)).catch(() => {});
  }

  /** The next line that came for which it matches. */
  line(matches: (line: string) => boolean): Promise<string> {
    return this.#lines.next((line) => matches(line) ? line : undefined, `${matches}`);
  }

  /** The next message of that type; those before it count as read. */
  heard<Type extends ClientMessage["type"]>(
    type: Type,
  ): Promise<Extract<ClientMessage, { type: Type }>> {
    return this.#lines.next((line) => {
      const message = decode(line);
      return isOf(message, type) ? message : undefined;
    }, `"${type}"`);
  }

  /** All of that type that came. */
  all<Type extends ClientMessage["type"]>(type: Type): Extract<ClientMessage, { type: Type }>[] {
    return this.#lines.items.map(decode).filter((message) => isOf(message, type));
  }

  /** The connection breaks off; the client may come again. */
  hangUp(): void {
    this.#connection?.close();
    this.#connection = undefined;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.hangUp();
    await this.#running;
  }

  async #serve(): Promise<void> {
    try {
      for await (const connection of this.#listener) await this.#read(connection);
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
    this.#lines.end();
  }

  async #read(connection: Deno.TcpConn): Promise<void> {
    this.#connection = connection;
    const decoder = new TextDecoder();
    const buffer = new Uint8Array(4096);
    let text = "";
    for (;;) {
      const count = await connection.read(buffer).catch(() => null);
      if (count === null) break;
      if (buffer[0] === firstByteOfTls) {
        this.sendLines("No TLS here");
        break;
      }
      text += decoder.decode(buffer.subarray(0, count));
      const lines = text.split("\n");
      text = lines.pop() ?? "";
      for (const line of lines) this.#take(line);
    }
    if (this.#connection === connection) this.hangUp();
  }

  #take(line: string): void {
    this.#lines.push(line);
    if (line.startsWith(`{"type":"hello"`)) this.#greet(line);
    if (line.startsWith(`{"type":"bye"`)) this.sendLines(`{"type":"bye","code":"logged_out"}`);
  }

  #greet(line: string): void {
    const hello = decode(line);
    const { greet } = this.#options;
    if (greet === undefined || hello.type !== "hello") this.sendLines(...greeting);
    else this.sendLines(...greet(hello).map((message) => JSON.stringify(message)));
  }
}

function decode(line: string): ClientMessage {
  return decodeClientMessage(new TextEncoder().encode(line));
}

function isOf<Type extends ClientMessage["type"]>(
  message: ClientMessage,
  type: Type,
): message is Extract<ClientMessage, { type: Type }> {
  return message.type === type;
}
