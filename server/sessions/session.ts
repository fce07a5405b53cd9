import { IdleTimer } from "../../net/idle_timer.ts";
import type { AddressRates } from "../../net/address_rates.ts";
import type { Overdraft } from "../../net/overdraft.ts";
import {
  BinaryFrameError,
  FrameTooLongError,
  type Peer,
  type Transport,
} from "../../net/transport.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import {
  type ClientMessage,
  type KnownLeaveReason,
  ProtocolError,
  type ServerMessage,
} from "../../protocol.ts";
import { delay } from "../../helpers/delay.ts";
import type { Directory } from "../../wire/directory.ts";
import type { PageRequest } from "../answers/read_page.ts";
import type { Dialect, Encoder } from "../../wire/dialect.ts";
import { type Log, unexpected } from "../log.ts";
import type { Measurements } from "../measuring/measurements.ts";
import type { Login, Participant, ParticipantSession } from "../participants.ts";
import { Asked } from "./asked.ts";
import { Charging } from "./charging.ts";
import { ClientWriter, SlowReaderError } from "./client_writer.ts";
import { Closing } from "./closing.ts";
import type { FloodGuard } from "./flood_guard.ts";
import { floodRecord, rateLimited, type Refusal } from "./refusal.ts";
import type { SessionBounds } from "./session_bounds.ts";
import type { TurnQueue } from "./turn_queue.ts";

/** What is done with what a client asks, and with its end. */
export interface SessionHandler {
  /** Each message, in order: the next once it resolves. What it throws ends the session; it never rejects. */
  onMessage(session: Session, message: SessionRequest): void | Promise<void>;
  /**
   * Once, as soon as nothing more of the client will be heard. Resolves when all that was on its way to the
   * client is in its outbox.
   */
  onEnd(session: Session, ending: Ending): Promise<void>;
  /** Once, at last: its connection is closed. */
  onClosed?(session: Session): void;
  /** Never rejects. */
  readPage(request: PageRequest): Promise<ServerMessage>;
  /** The same. */
  readMarks(identity: string): Promise<readonly ServerMessage[]>;
  /** What the session's client may look up. */
  directoryFor(session: ParticipantSession): Directory;
  /** Something that was asked, by whomever, is still on its way to those it is for. */
  readonly isBusy: boolean;
  /** Resolves when all that came of what the session asked is with those it is for. Never rejects. */
  settled(session: ParticipantSession): Promise<unknown>;
}

/** How a client goes. */
export interface Ending {
  readonly reason: KnownLeaveReason;
  /** It did not say that it goes: perhaps only the connection is lost. */
  readonly mayReturn?: boolean;
}

/** What is left for the handler: the session itself sees to `pong`. */
export type SessionRequest = Exclude<ClientMessage, { type: "pong" }>;

/** What carries a session. */
export const transportNames = ["tcp", "websocket"] as const;
export type TransportName = (typeof transportNames)[number];

export interface SessionOptions {
  readonly transport: Transport;
  readonly transportName: TransportName;
  readonly dialect: Dialect;
  /** Shared by all sessions of the dialect. */
  readonly encoders: Map<string, Encoder>;
  readonly sessionBounds: SessionBounds;
  readonly handler: SessionHandler;
  /** The dialect's greeting was said to the client. */
  readonly isGreeted?: boolean;
  /** Shared by all sessions. */
  readonly turns: TurnQueue;
  readonly overdraft: Overdraft;
  /** Absent where nothing is limited. */
  readonly addressRates?: AddressRates;
  readonly measurements: Measurements;
  readonly log: Log;
  /** When the client came, as `performance.now()` tells it. */
  readonly openedAtMs: number;
}

/** A client that is to wait may end meanwhile. */
const longestWaitMs = 1000;

const internalFailure = "The server failed, and ends this session";

const connectionLost: Ending = { reason: "lost connection", mayReturn: true };
/** A program that ends and a connection that breaks look the same. */
const endOfInput: Ending = { reason: "left", mayReturn: true };

/** One connected client: reads its frames, charges and answers for it, and ends it. */
export class Session implements ParticipantSession {
  participant?: Participant;
  login?: Login;
  device?: string;
  id?: string;
  readonly recipient: ClientWriter;
  /** Absent for a client that answers no pings. */
  readonly #idle: IdleTimer | undefined;
  /** Set once what the client sends is ignored; resolves when nothing more will be written. */
  #ending: Promise<void> | undefined;
  readonly #closing: Closing;
  readonly #charging: Charging;
  #unansweredPings = 0;
  #working: void | Promise<void> = undefined;
  /** Absent where the dialect does not have it that what is asked is finished in order. */
  readonly #asked: Asked | undefined;

  constructor(private readonly options: SessionOptions) {
    const { transport, dialect, encoders, sessionBounds, overdraft, handler } = options;
    const { isGreeted = false } = options;
    const { waitsForRate, finishesInOrder } = dialect;
    const { peer } = transport;
    const isArriving = () => this.participant === undefined && waitsForRate;
    this.#charging = new Charging(sessionBounds.rate, options.addressRates, peer, isArriving);
    if (finishesInOrder) this.#asked = new Asked();
    if (dialect.answersPings) this.#idle = new IdleTimer(sessionBounds.idle, performance.now());
    this.recipient = new ClientWriter({
      ...{ transport, dialect, outboxBytes: sessionBounds.outboxBytes, overdraft },
      ...{ directory: handler.directoryFor(this), encoders, isGreeted },
      measurements: options.measurements,
      readPage: (request) => handler.readPage(request),
      readMarks: (identity) => handler.readMarks(identity),
      onEnd: () => this.end({ reason: "left" }, { type: "bye", code: "logged_out" }),
      onFailure: (error) => this.#hangUpOn(error),
    });
    this.#closing = new Closing(this.recipient, transport, sessionBounds.lingerMs);
  }

  /** The participant's, once the client has come as one that is here. */
  get floodGuard(): FloodGuard {
    return this.#charging.floodGuard;
  }

  set floodGuard(floodGuard: FloodGuard) {
    this.#charging.floodGuard = floodGuard;
  }

  /** Where the client comes from. */
  get peer(): Peer {
    return this.options.transport.peer;
  }

  get address(): string {
    return this.peer.address;
  }

  get guessNetwork(): string | undefined {
    return this.peer.isExempt === true ? undefined : this.peer.network;
  }

  get isOnThisMachine(): boolean {
    return this.peer.isExempt === true;
  }

  get encryption(): Peer["encryption"] {
    return this.peer.encryption;
  }

  /** The client can come again as the same person. */
  get keepsToken(): boolean {
    return this.options.dialect.keepsTokens;
  }

  /** How its client speaks. */
  get dialect(): string {
    return this.options.dialect.name;
  }

  /** What carries it. */
  get transport(): TransportName {
    return this.options.transportName;
  }

  /** Waits to be written to its client. */
  get waitingBytes(): number {
    return this.recipient.waitingBytes;
  }

  /** What its client sends is heeded no more. */
  get isEnding(): boolean {
    return this.#ending !== undefined;
  }

  /** Reads until the connection is closed, by either side. Never rejects. */
  async run(): Promise<void> {
    try {
      await this.#readAll();
      await this.#ending;
    } catch (error) {
      this.#logFault(error);
    } finally {
      this.#closing.close();
      this.options.handler.onClosed?.(this);
    }
  }

  /** What the client asked is answered once that, which never rejects, resolves. */
  noteAsked(answered: Promise<unknown> | void): void {
    this.#asked?.note(answered);
  }

  /**
   * The client has been here until now, and is charged on from there. False if it is told to wait; where what comes too
   * fast is read later, so is what it says next, and it comes in at once.
   */
  continues(floodGuard: FloodGuard): boolean {
    this.floodGuard = floodGuard;
    if (this.options.dialect.waitsForRate) return true;
    // Its address has paid for this message already.
    return !this.#isRefused(floodGuard.charge(), undefined);
  }

  /**
   * Ends the session in order: the others are told at once; what is on its way to the client goes out, then
   * `last`, then the connection is closed. Bounded by `lingerMs`; idempotent.
   */
  end(ending: Ending, last: ServerMessage): void {
    if (this.#ending !== undefined) return;
    this.options.measurements.noteEnded(last);
    this.#ending = this.#closing.finish(this.options.handler.onEnd(this, ending), last);
  }

  /** The same, once the rules have let the client's participant go, and the others know. */
  dismiss(last: ServerMessage, settled: Promise<unknown> = Promise.resolve()): void {
    if (this.#ending !== undefined) return;
    this.options.measurements.noteEnded(last);
    this.#ending = this.#closing.finish(settled, last);
  }

  /** Ends the session at once: nothing more is written. Idempotent. */
  hangUp(ending: Ending): void {
    this.recipient.silence();
    this.#ending ??= this.options.handler.onEnd(this, ending);
    this.#closing.close();
  }

  /** To be called now and then: sees to handshakes that take too long and to clients gone silent. */
  check(): void {
    if (this.#ending !== undefined) return;
    const nowMs = performance.now();
    const { openedAtMs, dialect, sessionBounds: { helloWithinMs, answerWithinMs } } = this.options;
    const withinMs = dialect.greeting === undefined ? helloWithinMs : answerWithinMs;
    if (this.participant === undefined && nowMs - openedAtMs >= withinMs) {
      const message = `No accepted "hello" came within ${withinMs / 1000} seconds`;
      this.end({ reason: "left" }, { type: "error", code: "hello_timeout", message });
      return;
    }
    this.recipient.codec.passTime?.(Date.now());
    const state = this.#idle?.check(nowMs);
    if (state === "ping") {
      this.#unansweredPings++;
      this.recipient.send({ type: "ping" });
    }
    if (state !== "gone") return;
    this.options.measurements.noteHungUp("silent");
    this.hangUp(connectionLost);
  }

  async #readAll(): Promise<void> {
    const { turns } = this.options;
    for (;;) {
      try {
        // After its end a session still reads, and forgets, so that closing does not reset the connection.
        for await (const frame of this.options.transport.frames) {
          if (this.#ending !== undefined) continue;
          const { codec } = this.recipient;
          const isPrepaid = codec.isPrepaid?.(frame) === true;
          if (this.options.dialect.waitsForRate && !isPrepaid) await this.#waitForRate();
          const isSaying = codec.isSaying?.(frame) === true;
          if (!isSaying) await this.#finishAsked();
          if (this.#canWait) await turns.run(() => this.#receive(frame, isPrepaid));
          else this.#receive(frame, isPrepaid);
          // A password is looked at, say: what comes behind it waits.
          if (this.#working !== undefined) await this.#working;
          if (!isSaying) await this.#finishAsked();
          if (this.floodGuard.isFlooded) await this.floodGuard.pause();
        }
        await this.#finishAsked();
        // Many may end at once, too.
        return await turns.run(() => this.end(endOfInput, { type: "bye", code: "logged_out" }));
      } catch (error) {
        if (error instanceof BinaryFrameError) await this.#refuse(error);
        else if (error instanceof FrameTooLongError) {
          this.#fail(error, "frame_too_long", error.message);
        } else return await turns.run(() => this.hangUp(connectionLost));
      }
    }
  }

  /** Coming in takes long, and many may come at once, as when a network is back. */
  get #canWait(): boolean {
    return this.participant === undefined || this.floodGuard.isBusy(!this.options.turns.isEmpty);
  }

  /** What the client says next is not too much then. */
  async #waitForRate(): Promise<void> {
    while (this.#ending === undefined) {
      const waitMs = this.#charging.waitMs();
      if (waitMs === 0) return;
      await delay(Math.min(waitMs, longestWaitMs));
    }
  }

  async #finishAsked(): Promise<void> {
    if (await this.#asked?.finished(this.recipient, this.options.handler, this) !== true) return;
    if (this.#ending === undefined) this.recipient.codec.finish?.();
  }

  #receive(frame: Uint8Array, isPrepaid: boolean): void {
    if (this.#ending !== undefined) return;
    this.#asked?.begin();
    this.options.measurements.receivedBytes += frame.length;
    const beganAtMs = performance.now();
    this.#idle?.heard(beganAtMs);
    try {
      this.#handleFrame(frame, isPrepaid);
    } catch (error) {
      this.#fail(error, "internal", internalFailure);
    }
    this.floodGuard.worked(performance.now() - beganAtMs);
  }

  #fail(error: unknown, code: "frame_too_long" | "internal", message: string): void {
    if (this.#ending !== undefined) return;
    this.#logFault(error);
    this.end({ reason: "lost connection" }, { type: "error", code, message });
  }

  /** It is lost alone, and charged. */
  async #refuse({ message }: BinaryFrameError): Promise<void> {
    if (this.#ending !== undefined) return;
    this.#idle?.heard(performance.now());
    if (this.#withinRate(undefined)) {
      this.recipient.send({ type: "error", code: "bad_json", message });
    }
    if (this.floodGuard.isFlooded) await this.floodGuard.pause();
  }

  /** A frame that says nothing is charged too. */
  #handleFrame(frame: Uint8Array, isPrepaid: boolean): void {
    let messages: readonly ClientMessage[];
    try {
      messages = frame.length === 0 ? [] : this.recipient.codec.decode(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { code, message, id } = error;
      if (this.#withinRate(id)) this.recipient.send({ type: "error", code, message, id });
      return;
    }
    const { waitsForRate } = this.options.dialect;
    const isFree = isPrepaid || messages.some(({ type }) => type === "pong");
    // One line of such a dialect may ask for much: it counts once.
    if (!isFree && (messages.length === 0 || waitsForRate)) this.#withinRate(undefined);
    this.#working = this.#handleAll(messages, waitsForRate);
  }

  /** In order: what stands behind one that takes a while waits for it. */
  #handleAll(messages: readonly ClientMessage[], isPaid: boolean): void | Promise<void> {
    for (const [index, message] of messages.entries()) {
      if (this.#ending !== undefined) return;
      const working = this.#handleMessage(message, isPaid);
      if (working === undefined) continue;
      const rest = messages.slice(index + 1);
      if (rest.length === 0) return working;
      return working.then(() => this.#handleAll(rest, isPaid))
        .catch((error) => this.#fail(error, "internal", internalFailure));
    }
  }

  /** Every message is charged but for the answer to a ping and the goodbye, and what `isPaid`. */
  #handleMessage(message: ClientMessage, isPaid: boolean): void | Promise<void> {
    if (message.type === "pong") {
      if (this.#unansweredPings > 0) this.#unansweredPings--;
      else this.#withinRate(message.id);
      return;
    }
    const isFree = isPaid || message.type === "bye";
    if (isFree || this.#withinRate("id" in message ? message.id : undefined)) {
      return this.options.handler.onMessage(this, message);
    }
  }

  /** Charges the client for one message, and tells it if that is too much. */
  #withinRate(id: string | undefined): boolean {
    return !this.#isRefused(this.#charging.charge(), id);
  }

  #isRefused(refusal: Refusal | undefined, id: string | undefined): boolean {
    if (refusal === undefined) return false;
    this.recipient.send(rateLimited(refusal, id));
    if (refusal.beginsSpell) {
      const { nick, person } = this.participant?.member ?? {};
      const record = floodRecord(refusal, this.#who, this.peer.network);
      this.options.log({ ...record, nick, person, address: this.address });
    }
    return true;
  }

  /** For the log. */
  get #who(): string {
    const { participant, address } = this;
    return participant === undefined ? address : `"${participant.member.nick}" (${address})`;
  }

  #logFault(error: unknown): void {
    const { log } = this.options;
    const foreseen = error instanceof FrameTooLongError || error instanceof SlowReaderError;
    if (!foreseen) log(unexpected(error));
    const message = `Hung up on ${this.#who}: ${reasonOf(error)}`;
    log({ event: "hung_up", level: "warning", message });
  }

  #hangUpOn(error: unknown): void {
    this.#logFault(error);
    const isSlow = error instanceof SlowReaderError;
    if (!this.isEnding) this.options.measurements.noteHungUp(isSlow ? "slow_reader" : "internal");
    // Not at once: whoever is sending just now may be going through what the end of this session changes.
    queueMicrotask(() => this.hangUp(connectionLost));
  }
}
