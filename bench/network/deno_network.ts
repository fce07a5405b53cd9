import type { Connection, Network, Receive } from "./network.ts";

/** Holds what 64 messages in flight bring at once. One each: reads that wait cannot share one. */
const readBufferBytes = 16 * 1024;

type OpenSocket = (port: number) => Promise<Deno.Conn>;

/** With `Deno.connect`: works everywhere, but takes the load longer than a server needs to send. */
export class DenoNetwork implements Network {
  readonly #open = new Set<DenoConnection>();

  /** How a connection is opened; in the clear, if absent. */
  constructor(private readonly openSocket: OpenSocket = openPlain) {}

  async connect(port: number, receive: Receive): Promise<Connection> {
    const socket = await this.openSocket(port);
    const connection = new DenoConnection(socket, receive, () => this.#open.delete(connection));
    this.#open.add(connection);
    void connection.read();
    return connection;
  }

  [Symbol.dispose](): void {
    for (const connection of this.#open) connection.close();
  }
}

async function openPlain(port: number): Promise<Deno.TcpConn> {
  const socket = await Deno.connect({ hostname: "127.0.0.1", port });
  socket.setNoDelay(true);
  return socket;
}

class DenoConnection implements Connection {
  #closed = false;

  constructor(
    readonly socket: Deno.Conn,
    readonly receive: Receive,
    readonly onClose: () => void,
  ) {}

  /** Resolves at the end of the connection. */
  async read(): Promise<void> {
    const buffer = new Uint8Array(readBufferBytes);
    for (;;) {
      // What breaks a connection is its end, too.
      const length = await this.socket.read(buffer).catch(() => null) ?? 0;
      if (this.#closed) return;
      this.receive(buffer, length, performance.now());
      if (length === 0) return;
    }
  }

  send(bytes: Uint8Array): void {
    // The read loop finds out about a connection that is broken.
    this.#sendAll(bytes).catch(() => {});
  }

  close(): void {
    if (this.#closed) return;
    this.#closed = true;
    this.socket.close();
    this.onClose();
  }

  async #sendAll(bytes: Uint8Array): Promise<void> {
    let sent = 0;
    while (sent < bytes.length) sent += await this.socket.write(bytes.subarray(sent));
  }
}
