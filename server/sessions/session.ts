import type { AddressRates } from "../../net/limits/address_rates.ts";
import type { Overdraft } from "../../net/limits/overdraft.ts";
import { FrameTooLongError, type Peer, type Transport } from "../../net/transport.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import type { ServerMessage } from "../../protocol.ts";
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
import { connectionLost, type Ending, endOfInput } from "./ending.ts";
import type { FloodGuard } from "./flood_guard.ts";
import { IncomingFrames, type SessionRequest } from "./incoming_frames.ts";
import { floodRecord, rateLimited, type Refusal } from "./refusal.ts";
import type { SessionBounds } from "./session_bounds.ts";
import { SilenceWatch } from "./silence_watch.ts";
import type { TransportName } from "./transport_name.ts";
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

/** One connected client: who it is, how it is brought what is for it, and how it ends. */
export class Session implements ParticipantSession {
  participant?: Participant;
  login?: Login;
  device?: string;
  id?: string;
  readonly recipient: ClientWriter;
  readonly #charging: Charging;
  readonly #silence: SilenceWatch;
  /** Absent where the dialect does not have it that what is asked is finished in order. */
  readonly #asked: Asked | undefined;
  readonly #incoming: IncomingFrames;
  readonly #closing: Closing;
  /** Set once what the client sends is ignored; resolves when nothing more will be written. */
  #ending: Promise<void> | undefined;

  constructor(private readonly options: SessionOptions) {
    const { transport, dialect, encoders, sessionBounds, overdraft, handler } = options;
    const { isGreeted = false, addressRates, measurements } = options;
    this.#charging = new Charging({
      ...{ rate: sessionBounds.rate, addressRates, peer: transport.peer },
      isArriving: () => this.participant === undefined && dialect.waitsForRate,
      onRefused: (refusal, id) => this.#tellRefused(refusal, id),
    });
    this.#silence = new SilenceWatch(dialect, sessionBounds, options.openedAtMs);
    this.recipient = new ClientWriter({
      ...{ transport, dialect, outboxBytes: sessionBounds.outboxBytes, overdraft },
      ...{ directory: handler.directoryFor(this), encoders, isGreeted, measurements },
      readPage: (request) => handler.readPage(request),
      readMarks: (identity) => handler.readMarks(identity),
      onEnd: () => this.end({ reason: "left" }, { type: "bye", code: "logged_out" }),
      onFailure: (error) => this.#hangUpOn(error),
    });
    if (dialect.finishesInOrder) this.#asked = new Asked(this, this.recipient, handler);
    this.#incoming = new IncomingFrames({
      ...{ transport, dialect, recipient: this.recipient, measurements, turns: options.turns },
      ...{ charging: this.#charging, silence: this.#silence, asked: this.#asked },
      isIn: () => this.participant !== undefined,
      isEnding: () => this.isEnding,
      onMessage: (message) => handler.onMessage(this, message),
      onFault: (error, code, message) => {
        this.#logFault(error);
        this.end({ reason: "lost connection" }, { type: "error", code, message });
      },
      onEndOfInput: () => this.end(endOfInput, { type: "bye", code: "logged_out" }),
      onLost: () => this.hangUp(connectionLost),
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
      await this.#incoming.readAll();
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
    return this.#charging.chargeAlone();
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
    const state = this.#silence.check(performance.now(), this.participant !== undefined);
    if (state === "late") {
      const { helloWithinMs } = this.#silence;
      const message = `No accepted "hello" came within ${helloWithinMs / 1000} seconds`;
      this.end({ reason: "left" }, { type: "error", code: "hello_timeout", message });
      return;
    }
    this.recipient.codec.passTime?.(Date.now());
    if (state === "ping") this.recipient.send({ type: "ping" });
    if (state !== "gone") return;
    this.options.measurements.noteHungUp("silent");
    this.hangUp(connectionLost);
  }

  #tellRefused(refusal: Refusal, id: string | undefined): void {
    this.recipient.send(rateLimited(refusal, id));
    if (!refusal.beginsSpell) return;
    const { nick, person } = this.participant?.member ?? {};
    const record = floodRecord(refusal, this.#who, this.peer.network);
    this.options.log({ ...record, nick, person, address: this.address });
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
