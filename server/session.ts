import type { Member } from "../chat/room.ts";
import { IdleTimer } from "../net/idle_timer.ts";
import { LineSplitter } from "../net/line_splitter.ts";
import { Outbox } from "../net/outbox.ts";
import { FrameTooLongError } from "../net/transport.ts";
import { within } from "../helpers/within.ts";
import {
  type ClientMessage,
  type KnownLeaveReason,
  limits,
  ProtocolError,
  type ServerMessage,
} from "../protocol.ts";
import type { Dialect } from "../wire/dialect.ts";
import { FloodGuard } from "./flood_guard.ts";
import type { Later, Recipient } from "./recipient.ts";
import type { SessionRules } from "./rules.ts";

/** The part of `Deno.TcpConn` that a session needs. */
export interface Connection {
  read(buffer: Uint8Array): Promise<number | null>;
  write(bytes: Uint8Array): Promise<number>;
  closeWrite(): Promise<void>;
  close(): void;
}

/** What is done with what a client asks, and with its end. */
export interface SessionHandler {
  /** Each message, in order. What it throws ends the session. */
  onMessage(session: Session, message: SessionRequest): void;
  /**
   * Once, as soon as nothing more of the client will be heard. Resolves when all that was on its way to the
   * client is in its outbox.
   */
  onEnd(session: Session, ending: Ending): Promise<void>;
  /** Never rejects. */
  lookUp(later: Later): Promise<ServerMessage>;
  /** The client is hung up on, and why: for the log. */
  onFault(session: Session, error: unknown): void;
}

/** How a client goes. */
export interface Ending {
  readonly reason: KnownLeaveReason;
  /** Last words, or why somebody was kicked. */
  readonly text?: string;
  /** It did not say that it goes: perhaps only the connection is lost. */
  readonly mayReturn?: boolean;
}

/** What is left for the handler: the session itself takes `pong`. */
export type SessionRequest = Exclude<ClientMessage, { type: "pong" }>;

export interface SessionOptions {
  readonly connection: Connection;
  /** Where the connection comes from. */
  readonly address: string;
  readonly dialect: Dialect;
  readonly rules: SessionRules;
  readonly handler: SessionHandler;
  readonly monotonicMs: () => number;
}

/** The outbox was full. */
export class SlowReaderError extends Error {
  override readonly name = "SlowReaderError";
}

const readBufferBytes = 2048;
/** Enough to come into all rooms, and to ask for a page of each, at once. */
const maxLaterWaiting = 3 * limits.rooms;

const nothing = new Uint8Array();

const connectionLost: Ending = { reason: "lost connection", mayReturn: true };
/** A program that ends and a connection that breaks look the same. */
const endOfInput: Ending = { reason: "left", mayReturn: true };

/** One connected client: reads its frames, holds its outbox, and ends it. */
export class Session implements Recipient {
  /** Under whom the client is here; absent before `hello`. */
  member?: Member;
  readonly dialect: Dialect;
  readonly address: string;
  readonly #connection: Connection;
  readonly #rules: SessionRules;
  readonly #handler: SessionHandler;
  readonly #monotonicMs: () => number;
  readonly #splitter: LineSplitter;
  readonly #outbox: Outbox<Later>;
  /** Goes with the client from one connection to the next, so that none begins anew. */
  floodGuard: FloodGuard;
  readonly #idle: IdleTimer;
  readonly #openedAtMs: number;
  /** Set when nothing more is heard; resolves when nothing more will be written. */
  #ending: Promise<void> | undefined;
  #silent = false;
  #laterWaiting = 0;
  #unansweredPings = 0;
  #lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ connection, address, dialect, rules, handler, monotonicMs }: SessionOptions) {
    const nowMs = monotonicMs();
    this.dialect = dialect;
    this.address = address;
    this.#connection = connection;
    this.#rules = rules;
    this.#handler = handler;
    this.#monotonicMs = monotonicMs;
    this.#splitter = new LineSplitter(dialect.maxFrameBytes);
    this.#outbox = new Outbox(connection, rules.outboxBytes, (later) => this.#lookUp(later));
    this.floodGuard = new FloodGuard(rules.rate, monotonicMs);
    this.#idle = new IdleTimer(rules.idle, nowMs);
    this.#openedAtMs = nowMs;
  }

  /** Reads until the connection is closed, by either side. Never rejects. */
  async run(): Promise<void> {
    try {
      await this.#readAll();
      await this.#ending;
    } catch (error) {
      this.#handler.onFault(this, error);
    } finally {
      this.#close();
    }
  }

  push(bytes: Uint8Array): void {
    if (!this.#silent && !this.#outbox.push(bytes)) this.#hangUpSlowReader();
  }

  send(...messages: readonly ServerMessage[]): void {
    this.push(this.dialect.encode(messages));
  }

  sendLater(later: Later): void {
    if (this.#silent) return;
    if (this.#laterWaiting >= maxLaterWaiting) return this.#hangUpSlowReader();
    this.#laterWaiting++;
    this.#outbox.pushLater(later);
  }

  /** The client has been here until now, and is charged on from there. False if it is told to wait. */
  continues(floodGuard: FloodGuard): boolean {
    this.floodGuard = floodGuard;
    return this.#withinRate(undefined);
  }

  /** Whether the client may ask for something large: not too much waits already. */
  get mayAskForMore(): boolean {
    return this.#laterWaiting < limits.rooms;
  }

  /**
   * Ends the session in order: the others are told at once; what is on its way to the client goes out, then
   * `last`, then the connection is closed. Bounded by `lingerMs`; idempotent.
   */
  end(ending: Ending, last: ServerMessage): void {
    this.#ending ??= this.#finish(this.#handler.onEnd(this, ending), last);
  }

  /** Ends the session at once: nothing more is written. Idempotent. */
  hangUp(ending: Ending): void {
    this.#silent = true;
    this.#ending ??= this.#handler.onEnd(this, ending);
    this.#close();
  }

  /** To be called now and then: sees to handshakes that take too long and to clients gone silent. */
  check(): void {
    if (this.#ending !== undefined) return;
    const nowMs = this.#monotonicMs();
    const { helloWithinMs } = this.#rules;
    if (this.member === undefined && nowMs - this.#openedAtMs >= helloWithinMs) {
      const message = `No accepted "hello" came within ${helloWithinMs / 1000} seconds`;
      this.end({ reason: "left" }, { type: "error", code: "hello_timeout", message });
      return;
    }
    const state = this.#idle.check(nowMs);
    if (state === "ping") {
      this.#unansweredPings++;
      this.send({ type: "ping" });
    }
    if (state === "gone") this.hangUp(connectionLost);
  }

  async #readAll(): Promise<void> {
    const buffer = new Uint8Array(readBufferBytes);
    for (;;) {
      const count = await this.#connection.read(buffer).catch(() => undefined);
      if (count === undefined) return this.hangUp(connectionLost);
      if (count === null) return this.end(endOfInput, { type: "bye", code: "logged_out" });
      // After its end a session still reads, and forgets, so that closing does not reset the connection.
      if (this.#ending === undefined) await this.#take(buffer.subarray(0, count));
    }
  }

  async #take(chunk: Uint8Array): Promise<void> {
    this.#idle.heard(this.#monotonicMs());
    try {
      for (const frame of this.#splitter.split(chunk)) {
        this.#takeFrame(frame);
        if (this.floodGuard.isFlooded) await this.floodGuard.pause();
        if (this.#ending !== undefined) return;
      }
    } catch (error) {
      this.#handler.onFault(this, error);
      this.end({ reason: "lost connection" }, {
        type: "error",
        ...(error instanceof FrameTooLongError
          ? { code: "frame_too_long", message: `A frame has more than ${error.maxBytes} bytes` }
          : { code: "internal", message: "The server failed, and ends this session" }),
      });
    }
  }

  /** Every frame is charged, an empty one too, but for the answer to a ping and the goodbye. */
  #takeFrame(frame: Uint8Array): void {
    if (frame.length === 0) {
      this.#withinRate(undefined);
      return;
    }
    let message: ClientMessage;
    try {
      message = this.dialect.decode(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { code, message, id } = error;
      if (this.#withinRate(id)) this.send({ type: "error", code, message, id });
      return;
    }
    if (message.type === "pong") {
      if (this.#unansweredPings > 0) this.#unansweredPings--;
      else this.#withinRate(message.id);
      return;
    }
    if (message.type === "bye" || this.#withinRate("id" in message ? message.id : undefined)) {
      this.#handler.onMessage(this, message);
    }
  }

  /** Charges the client for one frame, and tells it if that is too much. */
  #withinRate(id: string | undefined): boolean {
    const retryAfterMs = this.floodGuard.charge();
    if (retryAfterMs === 0) return true;
    const message = `Too many messages: say it again in ${retryAfterMs} ms`;
    this.send({ type: "error", code: "rate_limited", message, id, retryAfterMs });
    return false;
  }

  async #lookUp(later: Later): Promise<Uint8Array> {
    try {
      return this.dialect.encode([await this.#handler.lookUp(later)]);
    } catch (error) {
      this.#handler.onFault(this, error);
      this.hangUp(connectionLost);
      return nothing;
    } finally {
      this.#laterWaiting--;
    }
  }

  #hangUpSlowReader(): void {
    this.#silent = true;
    this.#handler.onFault(this, new SlowReaderError("the client reads too slowly"));
    // Not at once: whoever pushes may be about to change what the end of this session changes.
    queueMicrotask(() => this.hangUp(connectionLost));
  }

  async #finish(settled: Promise<unknown>, last: ServerMessage): Promise<void> {
    const { lingerMs } = this.#rules;
    await within(lingerMs, settled);
    this.send(last);
    this.#silent = true;
    await within(lingerMs, this.#outbox.flushed());
    // The client closes next; one that does not, or that reads nothing, is not waited for.
    this.#lingerTimer = setTimeout(() => this.#close(), lingerMs);
    await this.#connection.closeWrite().catch(() => {});
  }

  #close(): void {
    this.#silent = true;
    clearTimeout(this.#lingerTimer);
    this.#outbox.close();
    try {
      this.#connection.close();
    } catch {
      // Closed already.
    }
  }
}
