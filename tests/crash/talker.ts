import { Client } from "../../client.ts";
import { ClientError } from "../../client/client_error.ts";
import { deletedText } from "../../helpers/text/deleted_text.ts";
import { openTcp } from "../../net/open_tcp.ts";
import { openWebSocket } from "../../net/open_web_socket.ts";
import { openTls } from "../../net/tls/open_tls.ts";
import { ownKeyName } from "../../net/tls/own_certificate.ts";
import type { OpenTransport } from "../../net/transport.ts";
import { limits, type ServerMessage } from "../../protocol.ts";
import { TcpProxy } from "../support/servers/tcp_proxy.ts";

/** So many messages are said for each that is deleted again. */
const deletedEvery = 7;

/** Soon again, since what is tested here is how often, not how patiently. */
const retry = { firstMs: 5, longestMs: 40, steadyAfterMs: 0 };

/** How a client comes in. Over TLS it takes none but the server that has the key of that certificate. */
export type Carrier = "tcp" | "WebSocket" | { readonly certificate: string };

export interface TalkerOptions {
  readonly rooms: readonly string[];
  /** Where the server is. */
  readonly port: number;
  readonly carrier: Carrier;
}

/** A client that says numbered messages in its rooms as fast as it is let, and notes all that it sees. */
export class Talker implements AsyncDisposable {
  /** What the server has acknowledged. */
  readonly acknowledged: string[] = [];
  /** What it has refused to keep. */
  readonly refused: string[] = [];
  /** What came, by room, in the order in which it came; what is deleted is as what is left of it. */
  readonly seen = new Map<string, string[]>();
  /** What it was told to be deleted. */
  readonly deleted = new Set<string>();
  /** Where in `seen` each `seq` stands. */
  readonly #places = new Map<string, number>();
  /** Between the client and the server; to be cut. */
  readonly proxy: TcpProxy;
  readonly #nick: string;
  readonly #client: Client;
  readonly #waiting = new Map<string, () => void>();
  #saying = Promise.resolve();
  #stopped = false;

  private constructor(
    nick: string,
    readonly rooms: readonly string[],
    proxy: TcpProxy,
    open: OpenTransport,
  ) {
    this.#nick = nick;
    this.proxy = proxy;
    for (const room of rooms) this.seen.set(room, []);
    this.#client = new Client(open, { nick, rooms, retry, ifTaken: "fail" });
  }

  /** Comes in, through a proxy of its own. */
  static async join(nick: string, { rooms, port, carrier }: TalkerOptions): Promise<Talker> {
    const proxy = new TcpProxy(port);
    const talker = new Talker(nick, rooms, proxy, openerOf(proxy.port, carrier));
    await talker.#client.connect();
    talker.#watch();
    return talker;
  }

  /** Begins to talk. */
  start(): void {
    this.#saying = this.#talk();
  }

  /** Resolves when what is being said is acknowledged or refused. */
  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#saying;
  }

  /** Says one thing, again if need be until it is kept. */
  async say(text: string, room: string): Promise<void> {
    for (;;) {
      try {
        await this.#client.say(text, { room });
        this.acknowledged.push(text);
        return;
      } catch (error) {
        if (!(error instanceof ClientError) || error.serverCode !== "storage_failed") throw error;
      }
    }
  }

  /** Resolves when this has come in that room. */
  sees(text: string, room: string): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    if (this.seen.get(room)?.includes(text)) resolve();
    else this.#waiting.set(`${room} ${text}`, resolve);
    return promise;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    await this.#client.close(undefined, { atOnce: true });
    await this.#saying;
    await this.proxy[Symbol.asyncDispose]();
  }

  async #talk(): Promise<void> {
    for (let number = 0; !this.#stopped; number++) {
      const text = `${this.#nick} ${number}`;
      const room = this.rooms[number % this.rooms.length];
      try {
        const { seq } = await this.#client.say(text, { room });
        this.acknowledged.push(text);
        if (number % deletedEvery === 0) this.#delete(seq, room);
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        if (error.code === "closed") return;
        this.refused.push(text);
      }
    }
  }

  /** Unless the connection is lost just now. */
  #delete(seq: number, room = ""): void {
    try {
      this.#client.runCommand("delete", `seq:${seq}`, room);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
    }
  }

  async #watch(): Promise<void> {
    for await (const event of this.#client.events) {
      if (event.type === "message") this.#see(event.message);
      if (event.type === "history") event.messages.forEach((message) => this.#see(message));
    }
  }

  #see(message: ServerMessage): void {
    if (message.type !== "message") return;
    const { room, seq, text, from, deletes = [] } = message;
    const seen = this.seen.get(room) ?? [];
    for (const place of deletes.map((seq) => this.#places.get(`${room} ${seq}`))) {
      if (place === undefined) continue;
      this.deleted.add(seen[place] ?? "");
      seen[place] = deletedText(from);
    }
    this.#places.set(`${room} ${seq}`, seen.push(text) - 1);
    this.#waiting.get(`${room} ${text}`)?.();
  }
}

function openerOf(port: number, carrier: Carrier): OpenTransport {
  const address = { host: "127.0.0.1", port };
  if (carrier === "WebSocket") return openWebSocket(new URL(`http://${address.host}:${port}/ws`));
  if (carrier === "tcp") return (signal) => openTcp(address, limits.serverFrameBytes, signal);
  const peer = { serverName: ownKeyName, ...carrier };
  return (signal) => openTls(address, peer, limits.serverFrameBytes, signal);
}
