import { closeQuietly } from "../../../net/close_quietly.ts";
import { LineSplitter } from "../../../net/streams/line_splitter.ts";
import { limits } from "../../../protocol.ts";
import { Transcript } from "../transcript.ts";
import { connect } from "./connect.ts";

export interface IrcOptions {
  /** Asked for, and to be there. */
  readonly capabilities?: readonly string[];
  readonly realName?: string;
  /** The server's own certificate, as PEM: the connection is encrypted. */
  readonly tls?: string;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder();

/** A client of IRC that sends the lines it is told to, and keeps all that come. */
export class IrcSpeaker implements AsyncDisposable {
  readonly #transcript = new Transcript<string>("The IRC client");
  readonly #connection: Deno.TcpConn | Deno.TlsConn;
  readonly #running: Promise<void>;
  #written: Promise<unknown> = Promise.resolve();
  #askedCount = 0;

  private constructor(connection: Deno.TcpConn | Deno.TlsConn) {
    this.#connection = connection;
    this.#running = this.#read();
  }

  static async connect(port: number, tls?: string): Promise<IrcSpeaker> {
    return new IrcSpeaker(await connect(port, tls));
  }

  /** Comes in, into no channel. */
  static async register(
    port: number,
    nick: string,
    { capabilities = [], realName = nick, tls }: IrcOptions = {},
  ): Promise<IrcSpeaker> {
    const speaker = await IrcSpeaker.connect(port, tls);
    const asked = capabilities.length === 0 ? [] : [`CAP REQ :${capabilities.join(" ")}`];
    speaker.send(...asked, `NICK ${nick}`, `USER ${nick} 0 * :${realName}`, "CAP END");
    if (asked.length > 0) await speaker.next(/^:\S+ CAP \S+ ACK /);
    await speaker.next(/^(?:@\S+ )?:\S+ 001 /);
    await speaker.ask();
    return speaker;
  }

  /** All that came. */
  get lines(): readonly string[] {
    return this.#transcript.items;
  }

  send(...lines: readonly string[]): void {
    this.sendBytes(encoder.encode(lines.map((line) => `${line}\r\n`).join("")));
  }

  /** Queues bytes, in order. */
  sendBytes(bytes: Uint8Array): void {
    this.#written = this.#written.then(() => this.#write(bytes)).catch(() => {});
  }

  /** The next line that matches; those before it count as read. */
  next(pattern: RegExp): Promise<string> {
    return this.#transcript.next((line) => pattern.test(line) ? line : undefined, `${pattern}`);
  }

  /** What comes until the server has done what these lines ask, and all that was asked before. */
  async ask(...lines: readonly string[]): Promise<readonly string[]> {
    const token = `asked-${++this.#askedCount}`;
    this.send(...lines, `PING ${token}`);
    const answers: string[] = [];
    const isLast = (line: string) =>
      new RegExp(`^(?:@\\S+ )?\\S+ PONG \\S+ :?${token}$`).test(line);
    await this.#transcript.next((line) => {
      if (isLast(line)) return true;
      answers.push(line);
      return undefined;
    }, `the answer to ${lines.join(" | ")}`);
    return answers;
  }

  /** Resolves when the server has ended the connection. */
  async ended(): Promise<void> {
    await this.#running;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    closeQuietly(this.#connection);
    await this.#running;
  }

  async #write(bytes: Uint8Array): Promise<void> {
    for (let rest = bytes; rest.length > 0;) {
      rest = rest.subarray(await this.#connection.write(rest));
    }
  }

  async #read(): Promise<void> {
    const splitter = new LineSplitter(limits.serverFrameBytes);
    const buffer = new Uint8Array(16 * 1024);
    for (;;) {
      const count = await this.#connection.read(buffer).catch(() => null);
      if (count === null) break;
      for (const frame of splitter.split(buffer.subarray(0, count))) {
        this.#transcript.push(decoder.decode(frame).replace(/\r$/, ""));
      }
    }
    this.#transcript.end();
    closeQuietly(this.#connection);
  }
}
