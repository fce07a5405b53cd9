import { IdleTimer } from "../../net/idle_timer.ts";
import { FrameTooLongError, type Transport } from "../../net/transport.ts";
import { within } from "../../helpers/within.ts";
import {
  type ClientMessage,
  type DirectMessage,
  type KnownLeaveReason,
  ProtocolError,
  type RoomMessage,
  type ServerMessage,
} from "../../protocol.ts";
import type { Dialect } from "../../wire/dialect.ts";
import type { EncodedBatch, OwnMessage } from "../delivery/encoded_batch.ts";
import { ClientWriter } from "./client_writer.ts";
import { FloodGuard } from "./flood_guard.ts";
import type { Later } from "../delivery/recipient.ts";
import type { Participant, ParticipantSession } from "../participants.ts";
import type { SessionRules } from "./rules.ts";

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

/** What is left for the handler: the session itself sees to `pong`. */
export type SessionRequest = Exclude<ClientMessage, { type: "pong" }>;

export interface SessionOptions {
  readonly transport: Transport;
  readonly dialect: Dialect;
  readonly rules: SessionRules;
  readonly handler: SessionHandler;
  readonly monotonicMs: () => number;
  /** When the client came; absent: now. */
  readonly openedAtMs?: number;
}

const connectionLost: Ending = { reason: "lost connection", mayReturn: true };
/** A program that ends and a connection that breaks look the same. */
const endOfInput: Ending = { reason: "left", mayReturn: true };

/** One connected client: reads its frames, charges and answers for it, and ends it. */
export class Session implements ParticipantSession {
  participant?: Participant;
  readonly #transport: Transport;
  readonly #rules: SessionRules;
  readonly #handler: SessionHandler;
  readonly #monotonicMs: () => number;
  readonly #writer: ClientWriter;
  /** The participant's, once the client has come as one that is here. */
  floodGuard: FloodGuard;
  /** Absent for a client that answers no pings. */
  readonly #idle: IdleTimer | undefined;
  readonly #openedAtMs: number;
  /** Set once what the client sends is ignored; resolves when nothing more will be written. */
  #ending: Promise<void> | undefined;
  #unansweredPings = 0;
  #lingerTimer: ReturnType<typeof setTimeout> | undefined;

  constructor({ transport, dialect, rules, handler, monotonicMs, openedAtMs }: SessionOptions) {
    const nowMs = monotonicMs();
    this.#transport = transport;
    this.#rules = rules;
    this.#handler = handler;
    this.#monotonicMs = monotonicMs;
    this.floodGuard = new FloodGuard(rules.rate, monotonicMs);
    if (dialect.answersPings) this.#idle = new IdleTimer(rules.idle, nowMs);
    this.#openedAtMs = openedAtMs ?? nowMs;
    this.#writer = new ClientWriter({
      ...{ transport, dialect, outboxBytes: rules.outboxBytes },
      lookUp: (later) => handler.lookUp(later),
      onFailure: (error) => this.#hangUpOn(error),
    });
  }

  /** Where the client comes from. */
  get address(): string {
    return this.#transport.peer.address;
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

  sendBatch(batch: EncodedBatch, own: readonly OwnMessage[] | undefined): void {
    this.#writer.sendBatch(batch, own);
  }

  send(...messages: readonly ServerMessage[]): void {
    this.#writer.send(...messages);
  }

  sendOwn(message: RoomMessage | DirectMessage): void {
    this.#writer.sendOwn(message);
  }

  sendLater(later: Later): void {
    this.#writer.sendLater(later);
  }

  /** The client has been here until now, and is charged on from there. False if it is told to wait. */
  continues(floodGuard: FloodGuard): boolean {
    this.floodGuard = floodGuard;
    return this.#withinRate(undefined);
  }

  get mayAskForMore(): boolean {
    return this.#writer.mayAskForMore;
  }

  /**
   * Ends the session in order: the others are told at once; what is on its way to the client goes out, then
   * `last`, then the connection is closed. Bounded by `lingerMs`; idempotent.
   */
  end(ending: Ending, last: ServerMessage): void {
    this.#ending ??= this.#finish(this.#handler.onEnd(this, ending), last);
  }

  /** The same, once the rules have let the client's participant go, and the others know. */
  dismiss(last: ServerMessage, settled: Promise<unknown> = Promise.resolve()): void {
    this.#ending ??= this.#finish(settled, last);
  }

  /** Ends the session at once: nothing more is written. Idempotent. */
  hangUp(ending: Ending): void {
    this.#writer.silence();
    this.#ending ??= this.#handler.onEnd(this, ending);
    this.#close();
  }

  /** To be called now and then: sees to handshakes that take too long and to clients gone silent. */
  check(): void {
    if (this.#ending !== undefined) return;
    const nowMs = this.#monotonicMs();
    const { helloWithinMs } = this.#rules;
    if (this.participant === undefined && nowMs - this.#openedAtMs >= helloWithinMs) {
      const message = `No accepted "hello" came within ${helloWithinMs / 1000} seconds`;
      this.end({ reason: "left" }, { type: "error", code: "hello_timeout", message });
      return;
    }
    const state = this.#idle?.check(nowMs);
    if (state === "ping") {
      this.#unansweredPings++;
      this.send({ type: "ping" });
    }
    if (state === "gone") this.hangUp(connectionLost);
  }

  async #readAll(): Promise<void> {
    for (;;) {
      try {
        // After its end a session still reads, and forgets, so that closing does not reset the connection.
        for await (const frame of this.#transport.frames) {
          if (this.#ending !== undefined) continue;
          this.#receive(frame);
          if (this.floodGuard.isFlooded) await this.floodGuard.pause();
        }
        return this.end(endOfInput, { type: "bye", code: "logged_out" });
      } catch (error) {
        if (!(error instanceof FrameTooLongError)) return this.hangUp(connectionLost);
        this.#fail(error, "frame_too_long", error.message);
      }
    }
  }

  #receive(frame: Uint8Array): void {
    this.#idle?.heard(this.#monotonicMs());
    try {
      this.#handleFrame(frame);
    } catch (error) {
      this.#fail(error, "internal", "The server failed, and ends this session");
    }
  }

  #fail(error: unknown, code: "frame_too_long" | "internal", message: string): void {
    if (this.#ending !== undefined) return;
    this.#handler.onFault(this, error);
    this.end({ reason: "lost connection" }, { type: "error", code, message });
  }

  /** A frame that says nothing is charged too. */
  #handleFrame(frame: Uint8Array): void {
    let messages: readonly ClientMessage[];
    try {
      messages = frame.length === 0 ? [] : this.#writer.codec.decode(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { code, message, id } = error;
      if (this.#withinRate(id)) this.send({ type: "error", code, message, id });
      return;
    }
    if (messages.length === 0) this.#withinRate(undefined);
    for (const message of messages) {
      if (this.#ending === undefined) this.#handleMessage(message);
    }
  }

  /** Every message is charged but for the answer to a ping and the goodbye. */
  #handleMessage(message: ClientMessage): void {
    if (message.type === "pong") {
      if (this.#unansweredPings > 0) this.#unansweredPings--;
      else this.#withinRate(message.id);
      return;
    }
    if (message.type === "bye" || this.#withinRate("id" in message ? message.id : undefined)) {
      this.#handler.onMessage(this, message);
    }
  }

  /** Charges the client for one message, and tells it if that is too much. */
  #withinRate(id: string | undefined): boolean {
    const retryAfterMs = this.floodGuard.charge();
    if (retryAfterMs === 0) return true;
    const message = `Too many messages: say it again in ${retryAfterMs} ms`;
    this.send({ type: "error", code: "rate_limited", message, id, retryAfterMs });
    return false;
  }

  #hangUpOn(error: unknown): void {
    this.#handler.onFault(this, error);
    // Not at once: whoever is sending just now may be going through what the end of this session changes.
    queueMicrotask(() => this.hangUp(connectionLost));
  }

  async #finish(settled: Promise<unknown>, last: ServerMessage): Promise<void> {
    const { lingerMs } = this.#rules;
    await within(lingerMs, settled);
    this.send(last);
    this.#writer.silence();
    await within(lingerMs, this.#writer.flushed());
    // Now it is for the client to close; after a while the connection is closed anyway.
    this.#lingerTimer = setTimeout(() => this.#close(), lingerMs);
    await this.#transport.closeWrite().catch(() => {});
  }

  #close(): void {
    clearTimeout(this.#lingerTimer);
    this.#writer.close();
    this.#transport.close();
  }
}
