/**
 * A client without a screen: where the client's parts meet. It connects, comes back by itself when the
 * connection is lost, keeps state, and gives what happens as events. The faces in `ui/` show it.
 */

import { cleanLine, cleanText } from "./chat/text.ts";
import { Backoff } from "./client/backoff.ts";
import type { ChatClient, CloseOptions, SayOptions } from "./client/chat_client.ts";
import { ClientError } from "./client/client_error.ts";
import type { ClientEvent } from "./client/client_event.ts";
import { Connection, type ConnectionParts } from "./client/connection.ts";
import { EventQueue } from "./client/event_queue.ts";
import { nextNick } from "./client/next_nick.ts";
import { Outgoing } from "./client/outgoing.ts";
import { ClientState } from "./client/state.ts";
import { openTcp, type TcpAddress } from "./client/tcp_transport.ts";
import type { OpenTransport } from "./client/transport.ts";
import { delay } from "./net/delay.ts";
import { IdleTimer } from "./net/idle_timer.ts";
import { splitLines } from "./net/line_splitter.ts";
import { within } from "./net/within.ts";
import {
  type ByeMessage,
  defaultRoom,
  type HelloMessage,
  limits,
  protocolVersion,
  type RoomMessage,
  type SayMessage,
} from "./protocol.ts";
import { decodeServerMessage, encodeClientMessage } from "./wire/native.ts";

export interface ClientOptions {
  readonly nick: string;
  /** What to do when the nick is taken: give up, or take it with a number behind it. */
  readonly ifTaken: "fail" | "number";
  readonly rooms?: readonly string[];
  readonly agent?: string;
  readonly connectWithinMs?: number;
}

const idleRules = { pingAfterMs: 30_000, maxUnanswered: 2 };
const byeWithinMs = 3000;

/** A client over TCP. `connect` it first; dispose it to leave. */
export function createTcpClient(address: TcpAddress, options: ClientOptions): Client {
  const splitFrames = (bytes: AsyncIterable<Uint8Array>) =>
    splitLines(bytes, limits.serverFrameBytes);
  return new Client((signal) => openTcp(address, splitFrames, signal), options);
}

export class Client implements ChatClient, AsyncDisposable {
  readonly state = new ClientState();
  readonly events: EventQueue<ClientEvent> = new EventQueue();
  readonly #options: ClientOptions;
  readonly #parts: ConnectionParts;
  readonly #outgoing = new Outgoing({
    fits: (message) => encodeClientMessage(message).length <= limits.frameBytes,
  });
  readonly #backoff = new Backoff();
  readonly #closing = new AbortController();
  #connection: Connection | undefined;
  #token: string | undefined;
  /** Been in a room: from then on the state knows where to come back to, nowhere included. */
  #joined = false;
  #running: Promise<void> = Promise.resolve();

  constructor(open: OpenTransport, options: ClientOptions) {
    this.#options = options;
    this.#parts = {
      open,
      encode: encodeClientMessage,
      // The server is trusted no more than it trusts its clients.
      decode: (frame) => decodeServerMessage(frame, { text: cleanText, line: cleanLine }),
      createIdleTimer: () => new IdleTimer(idleRules, performance.now()),
      wait: delay,
      connectWithinMs: options.connectWithinMs ?? 10_000,
    };
  }

  /**
   * The first connection; later ones the client makes by itself. Resolves with the welcome taken in.
   * Rejects with `ClientError`: `unreachable`, or `refused` with the server's code.
   */
  async connect(): Promise<void> {
    const connection = await this.#open();
    this.#running = this.#run(connection);
    // Whoever closes the client gets the error; until then it is nobody's unhandled rejection.
    this.#running.catch(() => {});
  }

  /** Said and not acknowledged yet, oldest first. */
  get pending(): readonly SayMessage[] {
    return this.#outgoing.pending;
  }

  say(text: string, { room = defaultRoom, kind = "text" }: SayOptions = {}): Promise<RoomMessage> {
    return this.#outgoing.say({ type: "say", room, text, kind });
  }

  runCommand(name: string, args: string, room: string = defaultRoom): void {
    if (this.#connection === undefined) {
      throw new ClientError("not_connected", `Cannot run /${name}: there is no connection now`);
    }
    this.#outgoing.run({ type: "command", name, args, room });
  }

  async close(text?: string, { atOnce = false }: CloseOptions = {}): Promise<void> {
    if (!atOnce) await this.#flush();
    if (!this.#closing.signal.aborted) {
      this.#closing.abort();
      this.#connection?.send({ type: "bye", text });
    }
    await within(byeWithinMs, this.#running);
    this.#connection?.close();
    // A consumer that reads no more must not hold up the end.
    this.events.end();
    await this.#running;
    this.#outgoing.close(loggedOut());
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  /** Waits, within a bound, until all is said or the client is closing. */
  async #flush(): Promise<void> {
    const { signal } = this.#closing;
    const closing = Promise.withResolvers<void>();
    signal.addEventListener("abort", () => closing.resolve(), { once: true });
    if (signal.aborted) return;
    await within(byeWithinMs, Promise.race([this.#outgoing.flushed(), closing.promise]));
  }

  async #run(first: Connection): Promise<void> {
    try {
      await this.#end(await this.#stay(first));
    } finally {
      this.events.end();
    }
  }

  /** Comes back as often as the connection is lost; gives the `bye` that was the end, if there was one. */
  async #stay(first: Connection): Promise<ByeMessage | undefined> {
    let connection: Connection | undefined = first;
    while (connection !== undefined) {
      const connectedAtMs = performance.now();
      const bye = await this.#read(connection);
      this.#backoff.lost(performance.now() - connectedAtMs);
      this.#connection = undefined;
      this.#outgoing.disconnected();
      if (this.#closing.signal.aborted || (bye !== undefined && bye.code !== "stopping")) {
        return bye;
      }
      connection = await this.#reconnect(bye);
    }
    return undefined;
  }

  /** Takes in what the server sends, until the connection ends; gives the `bye` that ended it. */
  async #read(connection: Connection): Promise<ByeMessage | undefined> {
    for await (const message of connection.messages()) {
      if (message.type === "bye") return message;
      const known = this.#outgoing.take(message);
      this.state.apply(message);
      if (message.type === "joined") this.#joined = true;
      // A refusal that the client deals with itself is nobody's business.
      if (known && message.type === "error") continue;
      await this.events.push({ type: "message", message });
    }
    return undefined;
  }

  /** Undefined once the client is closed. What a server refuses now it may accept later. */
  async #reconnect(lastBye: ByeMessage | undefined): Promise<Connection | undefined> {
    const { signal } = this.#closing;
    let bye = lastBye;
    let reason = bye?.text ?? "the connection was lost";
    while (!signal.aborted) {
      const retryInMs = this.#backoff.nextMs(Math.random());
      await this.events.push({ type: "disconnected", reason, bye, retryInMs });
      await delay(retryInMs, signal);
      if (signal.aborted) break;
      try {
        return await this.#open();
      } catch (error) {
        if (!(error instanceof ClientError)) throw error;
        [bye, reason] = [undefined, error.message];
      }
    }
    return undefined;
  }

  async #open(): Promise<Connection> {
    const { nick, rooms = [defaultRoom], agent } = this.#options;
    const again = this.#token !== undefined;
    const hello: HelloMessage = {
      type: "hello",
      version: protocolVersion,
      nick: again ? this.state.nick : nick,
      token: this.#token,
      rooms: this.#joined ? [...this.state.rooms.keys()] : rooms,
      agent,
    };
    const numbered = this.#options.ifTaken === "number" || again;
    const next = numbered ? nextNick(hello.nick, Math.random) : () => undefined;
    const { signal } = this.#closing;
    const { connection, welcome } = await Connection.open(this.#parts, hello, next, signal);
    this.#connection = connection;
    this.#token = welcome.token;
    this.state.apply(welcome);
    await this.events.push({ type: "connected", welcome, again });
    this.#outgoing.connected((message) => connection.send(message));
    return connection;
  }

  async #end(bye: ByeMessage | undefined): Promise<void> {
    this.#outgoing.close(loggedOut());
    await this.events.push({ type: "closed", bye });
  }
}

function loggedOut(): ClientError {
  return new ClientError("closed", "The client has logged out");
}
