/** Where in a proxy bytes are lost, or connections cut. */
export type ProxyWay = "requests" | "answers";

interface Splice {
  readonly client: Deno.TcpConn;
  readonly server: Deno.TcpConn;
}

export interface TcpProxyOptions {
  /** What the server gets first of each connection. */
  readonly header?: Uint8Array;
}

/** Stands between clients and a server on this machine, and breaks when a test wants it to. */
export class TcpProxy implements AsyncDisposable {
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #splices = new Set<Splice>();
  readonly #pumps = new Set<Promise<unknown>>();
  readonly #accepting: Promise<void>;
  #losing: ProxyWay | undefined;
  #isBlocked = false;

  constructor(private readonly targetPort: number, private readonly options: TcpProxyOptions = {}) {
    this.#accepting = this.#acceptAll();
  }

  get port(): number {
    return this.#listener.addr.port;
  }

  /** From now on, until connections are cut, what goes that way is lost. */
  lose(way: ProxyWay): void {
    this.#losing = way;
  }

  /** Closes all connections. New ones are let through again. */
  cut(): void {
    this.#losing = undefined;
    for (const { client, server } of this.#splices) close(client, server);
    this.#splices.clear();
  }

  /** The same, but new ones are closed at once too, until `unblock`. */
  block(): void {
    this.#isBlocked = true;
    this.cut();
  }

  unblock(): void {
    this.#isBlocked = false;
  }

  /** As `cut`, but the server does not come to know of it. */
  cutClients(): void {
    this.#losing = undefined;
    for (const { client } of this.#splices) close(client);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    this.cut();
    await this.#accepting;
    await Promise.all(this.#pumps);
  }

  async #acceptAll(): Promise<void> {
    try {
      for await (const client of this.#listener) await this.#splice(client);
    } catch (error) {
      // Closed while accepting.
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
  }

  async #splice(client: Deno.TcpConn): Promise<void> {
    if (this.#isBlocked) return client.close();
    const target = { hostname: "127.0.0.1", port: this.targetPort };
    const server = await Deno.connect(target).catch(() => undefined);
    if (server === undefined) return client.close();
    const { header } = this.options;
    if (header !== undefined) await server.write(header);
    this.#splices.add({ client, server });
    this.#start(client, server, "requests");
    this.#start(server, client, "answers");
  }

  #start(from: Deno.TcpConn, to: Deno.TcpConn, way: ProxyWay): void {
    const pump = this.#pump(from, to, way)
      // A server that is gone without a word is gone for its client too.
      .catch(() => way === "answers" && close(to))
      .finally(() => this.#pumps.delete(pump));
    this.#pumps.add(pump);
  }

  /** Where one side ends in order, the other is ended too. */
  async #pump(from: Deno.TcpConn, to: Deno.TcpConn, way: ProxyWay): Promise<void> {
    const buffer = new Uint8Array(16 * 1024);
    for (;;) {
      const count = await from.read(buffer);
      if (count === null) return close(from, to);
      if (this.#losing === way) continue;
      for (let rest = buffer.subarray(0, count); rest.length > 0;) {
        rest = rest.subarray(await to.write(rest));
      }
    }
  }
}

function close(...connections: readonly Deno.TcpConn[]): void {
  for (const connection of connections) {
    try {
      connection.close();
    } catch {
      // Closed already.
    }
  }
}
