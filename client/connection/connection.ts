import { cleanLine, cleanText } from "../../chat/text.ts";
import { delay } from "../../helpers/delay.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { type IdleRules, IdleTimer } from "../../net/limits/idle_timer.ts";
import { Outbox } from "../../net/outbox.ts";
import {
  ConnectionEndedError,
  FrameTooLongError,
  type OpenTransport,
  type Peer,
  type Transport,
} from "../../net/transport.ts";
import {
  type ClientMessage,
  type HelloMessage,
  ProtocolError,
  type ServerMessage,
  type WelcomeMessage,
} from "../../protocol.ts";
import { decodeServerMessage, encodeClientMessage } from "../../wire/native_client.ts";
import { ClientError } from "../client_error.ts";
import { retryWaitMs } from "./backoff.ts";
import type { Hellos } from "./hello_builder.ts";
import { RoundTrip } from "./round_trip.ts";

export interface ConnectionOptions {
  readonly signal?: AbortSignal;
  /** For what a person is to be told of the server. */
  readonly tell?: (note: string) => void;
  /** How long connecting and saying hello may take together. */
  readonly connectWithinMs?: number;
  /** When a server gone silent is pinged and given up. */
  readonly idleRules?: IdleRules;
  /** How long a server may take that was asked whether it is there. */
  readonly probeWithinMs?: number;
  /** How often that is looked at. */
  readonly checkEveryMs?: number;
}

const defaultIdleRules: IdleRules = { pingAfterMs: 30_000, maxUnanswered: 2 };
const noConnection = "nothing answers there; is the address right, and no firewall between?";
const noAnswer =
  "what is there takes the connection, and does not answer as a chatroom server does; is the port right?";
const noWelcome = "what answers there closed the connection; is it a chatroom server?";
const noServer = "what answers there is no chatroom server; is the port right?";
/** A server that reads so little is hung up on. */
const maxUnwrittenBytes = 1024 * 1024;
/** The server is trusted no more than it trusts its clients. */
const clean = { text: cleanText, line: cleanLine };

/** One connection to the server, from `welcome` to its end. */
export class Connection {
  /** What comes after `welcome`, until the connection ends. Never throws. */
  readonly messages: AsyncGenerator<ServerMessage, void>;
  readonly #outbox: Outbox;
  readonly #idle: IdleTimer;
  readonly #checking: ReturnType<typeof setInterval>;
  /** What came is none of the protocol, of any version. */
  #isOther = false;
  /** Why the server has ended the connection, if its transport tells that. */
  #whyEnded: string | undefined;
  /** When the server was asked whether it is there; undefined once anything came after that. */
  #probedAtMs: number | undefined;
  /** From the welcome on. */
  #roundTrip: RoundTrip | undefined;

  private constructor(
    private readonly transport: Transport,
    idleRules: IdleRules,
    private readonly probeWithinMs: number,
    checkEveryMs: number,
  ) {
    this.#outbox = new Outbox(transport, maxUnwrittenBytes);
    this.#idle = new IdleTimer(idleRules, performance.now());
    this.messages = this.#read();
    this.#checking = setInterval(() => this.#check(), checkEveryMs);
  }

  /**
   * Connects and says hello, as `hellosTo` has it for whom it is connected to. Rejects with `ClientError`
   * `unreachable`, `untrusted` or `refused`, and with what the hellos throw.
   */
  static async open(
    openTransport: OpenTransport,
    hellosTo: (peer: Peer) => Hellos,
    {
      signal = new AbortController().signal,
      tell = () => {},
      connectWithinMs = 10_000,
      idleRules = defaultIdleRules,
      probeWithinMs = 5_000,
      checkEveryMs = 1000,
    }: ConnectionOptions = {},
  ): Promise<{ connection: Connection; welcome: WelcomeMessage }> {
    const bounded = AbortSignal.any([signal, AbortSignal.timeout(connectWithinMs)]);
    const transport = await openTransport(bounded, tell).catch((error: unknown) => {
      if (error instanceof ClientError) throw error;
      const reason = bounded.aborted ? noConnection : reasonOf(error);
      throw new ClientError("unreachable", reason);
    });
    const connection = new Connection(transport, idleRules, probeWithinMs, checkEveryMs);
    const close = () => connection.close();
    bounded.addEventListener("abort", close, { once: true });
    if (bounded.aborted) close();
    try {
      return { connection, welcome: await connection.#greet(hellosTo(transport.peer), bounded) };
    } catch (error) {
      connection.close();
      throw error;
    } finally {
      bounded.removeEventListener("abort", close);
    }
  }

  get peer(): Peer {
    return this.transport.peer;
  }

  /** How long the newest ping took to be answered; undefined until one is. */
  get roundTripMs(): number | undefined {
    return this.#roundTrip?.newestMs;
  }

  /** For how long the newest ping has been without an answer; undefined while none is. */
  get unansweredMs(): number | undefined {
    return this.#roundTrip?.unansweredMs(performance.now());
  }

  /** Never throws: a connection that broke ends `messages`. */
  send(message: ClientMessage): void {
    const bytes = this.transport.framing.pack([encodeClientMessage(message)]);
    if (!this.#outbox.push(bytes)) this.close();
  }

  /** Asks whether the server is there, and ends the connection soon if nothing comes. */
  probe(): void {
    this.#probedAtMs ??= performance.now();
    this.send({ type: "ping" });
  }

  /** At once, without `bye`. Idempotent. */
  close(): void {
    clearInterval(this.#checking);
    this.#outbox.close();
    this.transport.close();
  }

  async #greet(hellos: Hellos, signal: AbortSignal): Promise<WelcomeMessage> {
    let hello: HelloMessage | undefined = hellos.hello;
    this.send(hello);
    for (;;) {
      const { value: message, done } = await this.messages.next();
      if (done) throw new ClientError("unreachable", this.#whyNoWelcome(signal));
      if (message.type === "welcome") {
        this.#roundTrip = new RoundTrip(performance.now());
        return message;
      }
      if (message.type !== "error") continue;
      if (message.code === "rate_limited") {
        await delay(retryWaitMs(message), signal);
      } else hello = hellos.nextHello?.(message);
      if (hello === undefined) throw new ClientError("refused", message.message, message.code);
      this.send(hello);
    }
  }

  #whyNoWelcome({ aborted }: AbortSignal): string {
    if (this.#isOther) return noServer;
    return this.#whyEnded ?? (aborted ? noAnswer : noWelcome);
  }

  async *#read(): AsyncGenerator<ServerMessage, void> {
    try {
      for await (const frame of this.transport.frames) {
        this.#idle.heard(performance.now());
        this.#probedAtMs = undefined;
        const message = this.#decode(frame);
        if (message === undefined || this.#roundTrip?.settle(message, performance.now())) continue;
        if (message.type === "ping") this.send({ type: "pong", id: message.id });
        else yield message;
      }
    } catch (error) {
      // Broken off: for whoever reads it is the end, as an orderly close is.
      if (error instanceof FrameTooLongError) this.#isOther = true;
      if (error instanceof ConnectionEndedError) this.#whyEnded = error.message;
    } finally {
      this.close();
    }
  }

  /** Undefined for what a newer server may say and this client does not know. */
  #decode(frame: Uint8Array): ServerMessage | undefined {
    try {
      return decodeServerMessage(frame, clean);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      if (error.code === "bad_json" || error.code === "not_an_object") this.#isOther = true;
      return undefined;
    }
  }

  #check(): void {
    const nowMs = performance.now();
    const state = this.#idle.check(nowMs);
    const isSilent = nowMs - (this.#probedAtMs ?? nowMs) > this.probeWithinMs;
    if (state === "gone" || isSilent) return this.close();
    if (state === "ping") this.send({ type: "ping" });
    const id = this.#roundTrip?.check(nowMs);
    if (id !== undefined) this.send({ type: "ping", id });
  }
}
