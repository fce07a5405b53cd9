import { connect, type Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { ownKeyName } from "../../net/tls/own_certificate.ts";

export interface LineClientOptions {
  readonly port: number;
  /** An address of the loopback interface, which the server counts the client under. */
  readonly from?: string;
  /** The server's own, as PEM: over TLS. Absent: in the clear. */
  readonly certificate?: string;
  /** Each line that comes, undecoded. Absent, what comes is read and forgotten. */
  readonly onLine?: (line: string) => void;
}

/** As little of a client as can be: it writes what it is told to, and is done when the connection is. */
export class LineClient implements Disposable {
  readonly #socket: Socket;
  readonly #closed = Promise.withResolvers<void>();
  #unfinished = "";

  constructor({ port, from = "127.0.0.1", certificate, onLine }: LineClientOptions) {
    const socket = connect({ host: "127.0.0.1", port, localAddress: from, noDelay: true });
    // Whoever attacks expects no better than to be hung up on.
    socket.on("error", () => {});
    this.#socket = certificate === undefined
      ? socket
      : connectTls({ socket, servername: ownKeyName, ca: certificate });
    this.#socket.on("error", () => {});
    this.#socket.on("close", () => this.#closed.resolve());
    if (onLine === undefined) this.#socket.resume();
    else this.#socket.setEncoding("utf8").on("data", (text: string) => this.#split(text, onLine));
  }

  /** Resolves when the connection is closed, by either side. */
  get closed(): Promise<void> {
    return this.#closed.promise;
  }

  get isClosed(): boolean {
    return this.#socket.destroyed;
  }

  hello(nick: string, rooms: readonly string[] = ["lobby"]): void {
    this.send({ type: "hello", version: 1, nick, rooms });
  }

  /** Queues messages of the native protocol. */
  send(...messages: readonly object[]): void {
    this.write(messages.map((message) => `${JSON.stringify(message)}\n`).join(""));
  }

  /** Queues bytes, whatever they are. False if what is queued is much. */
  write(bytes: string | Uint8Array): boolean {
    return this.isClosed || this.#socket.write(bytes);
  }

  /** Resolves when what was queued is on its way. */
  drained(): Promise<void> {
    if (!this.#socket.writableNeedDrain || this.isClosed) return Promise.resolve();
    const drained = new Promise<void>((resolve) => this.#socket.once("drain", resolve));
    return Promise.race([drained, this.closed]);
  }

  /** Nothing that comes is read any more. */
  pause(): void {
    this.#socket.pause();
  }

  /** Ends the connection with a reset. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  [Symbol.dispose](): void {
    this.#socket.destroy();
  }

  #split(text: string, onLine: (line: string) => void): void {
    const lines = (this.#unfinished + text).split("\n");
    this.#unfinished = lines.pop() ?? "";
    for (const line of lines) onLine(line);
  }
}
