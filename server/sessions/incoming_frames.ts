import { delay } from "../../helpers/delay.ts";
import { BinaryFrameError, FrameTooLongError, type Transport } from "../../net/transport.ts";
import { type ClientMessage, ProtocolError } from "../../protocol.ts";
import type { Dialect } from "../../wire/dialect.ts";
import type { Measurements } from "../measuring/measurements.ts";
import type { Asked } from "./asked.ts";
import type { Charging } from "./charging.ts";
import type { ClientWriter } from "./client_writer.ts";
import type { SilenceWatch } from "./silence_watch.ts";
import type { TurnQueue } from "./turn_queue.ts";

/** What frames ask of the server: `pong` is seen to where they are read. */
export type SessionRequest = Exclude<ClientMessage, { type: "pong" }>;

export interface IncomingFramesOptions {
  readonly transport: Transport;
  readonly dialect: Dialect;
  readonly recipient: ClientWriter;
  readonly charging: Charging;
  readonly silence: SilenceWatch;
  /** Absent where the dialect does not have it that what is asked is finished in order. */
  readonly asked: Asked | undefined;
  readonly turns: TurnQueue;
  readonly measurements: Measurements;
  /** The client has come in. */
  readonly isIn: () => boolean;
  /** What the client sends is heeded no more. */
  readonly isEnding: () => boolean;
  /** Each message, in order: the next once it resolves. What it throws is a fault; it never rejects. */
  readonly onMessage: (message: SessionRequest) => void | Promise<void>;
  /** The session cannot go on, and `message` tells the client why. */
  readonly onFault: (
    error: unknown,
    code: "frame_too_long" | "internal",
    message: string,
  ) => void;
  /** The client sends nothing more. */
  readonly onEndOfInput: () => void;
  /** The connection is lost. */
  readonly onLost: () => void;
}

/** A client that is to wait may end meanwhile. */
const longestWaitMs = 1000;

const internalFailure = "The server failed, and ends this session";

/** What one client sends: charged for, and handled in order. */
export class IncomingFrames {
  #working: void | Promise<void> = undefined;

  constructor(private readonly options: IncomingFramesOptions) {}

  /** Reads until the connection is closed, by either side. */
  async readAll(): Promise<void> {
    const { transport, dialect, recipient: { codec }, charging, turns } = this.options;
    const { isEnding, onEndOfInput, onLost } = this.options;
    for (;;) {
      try {
        // After its end a session still reads, and forgets, so that closing does not reset the connection.
        for await (const frame of transport.frames) {
          if (isEnding()) continue;
          const isPrepaid = codec.isPrepaid?.(frame) === true;
          if (dialect.waitsForRate && !isPrepaid) await this.#waitForRate();
          const isSaying = codec.isSaying?.(frame) === true;
          if (!isSaying) await this.#finishAsked();
          if (this.#canWait) await turns.run(() => this.#receive(frame, isPrepaid));
          else this.#receive(frame, isPrepaid);
          // A password is looked at, say: what comes behind it waits.
          if (this.#working !== undefined) await this.#working;
          if (!isSaying) await this.#finishAsked();
          if (charging.floodGuard.isFlooded) await charging.floodGuard.pause();
        }
        await this.#finishAsked();
        // Many may end at once, too.
        return await turns.run(onEndOfInput);
      } catch (error) {
        if (error instanceof BinaryFrameError) await this.#refuse(error);
        else if (error instanceof FrameTooLongError) {
          this.#fail(error, "frame_too_long", error.message);
        } else return await turns.run(onLost);
      }
    }
  }

  /** Coming in takes long, and many may come at once, as when a network is back. */
  get #canWait(): boolean {
    const { isIn, charging, turns } = this.options;
    return !isIn() || charging.floodGuard.isBusy(!turns.isEmpty);
  }

  /** What the client says next is not too much then. */
  async #waitForRate(): Promise<void> {
    while (!this.options.isEnding()) {
      const waitMs = this.options.charging.waitMs();
      if (waitMs === 0) return;
      await delay(Math.min(waitMs, longestWaitMs));
    }
  }

  async #finishAsked(): Promise<void> {
    if (await this.options.asked?.finished() !== true) return;
    if (!this.options.isEnding()) this.options.recipient.codec.finish?.();
  }

  #receive(frame: Uint8Array, isPrepaid: boolean): void {
    const { isEnding, asked, measurements, silence, charging } = this.options;
    if (isEnding()) return;
    asked?.begin();
    measurements.receivedBytes += frame.length;
    const beganAtMs = performance.now();
    silence.heard(beganAtMs);
    try {
      this.#handleFrame(frame, isPrepaid);
    } catch (error) {
      this.#fail(error, "internal", internalFailure);
    }
    charging.floodGuard.worked(performance.now() - beganAtMs);
  }

  #fail(error: unknown, code: "frame_too_long" | "internal", message: string): void {
    if (!this.options.isEnding()) this.options.onFault(error, code, message);
  }

  /** It is lost alone, and charged. */
  async #refuse({ message }: BinaryFrameError): Promise<void> {
    const { isEnding, silence, charging, recipient } = this.options;
    if (isEnding()) return;
    silence.heard(performance.now());
    if (charging.charge(undefined)) recipient.send({ type: "error", code: "bad_json", message });
    if (charging.floodGuard.isFlooded) await charging.floodGuard.pause();
  }

  /** A frame that says nothing is charged too. */
  #handleFrame(frame: Uint8Array, isPrepaid: boolean): void {
    const { recipient, charging, dialect: { waitsForRate } } = this.options;
    let messages: readonly ClientMessage[];
    try {
      messages = frame.length === 0 ? [] : recipient.codec.decode(frame);
    } catch (error) {
      if (!(error instanceof ProtocolError)) throw error;
      const { code, message, id } = error;
      if (charging.charge(id)) recipient.send({ type: "error", code, message, id });
      return;
    }
    const isFree = isPrepaid || messages.some(({ type }) => type === "pong");
    // One line of such a dialect may ask for much: it counts once.
    if (!isFree && (messages.length === 0 || waitsForRate)) charging.charge(undefined);
    this.#working = this.#handleAll(messages, waitsForRate);
  }

  /** In order: what stands behind one that takes a while waits for it. */
  #handleAll(messages: readonly ClientMessage[], isPaid: boolean): void | Promise<void> {
    for (const [index, message] of messages.entries()) {
      if (this.options.isEnding()) return;
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
    const { silence, charging, onMessage } = this.options;
    if (message.type === "pong") {
      if (!silence.pong()) charging.charge(message.id);
      return;
    }
    const isFree = isPaid || message.type === "bye";
    if (isFree || charging.charge("id" in message ? message.id : undefined)) {
      return onMessage(message);
    }
  }
}
