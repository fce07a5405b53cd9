import type { Duplex } from "node:stream";
import { concatenate } from "../helpers/concatenate.ts";
import { closeQuietly } from "../net/close_quietly.ts";
import { LentStream } from "../net/streams/lent_stream.ts";
import type { ByteStream } from "../net/line_transport.ts";
import { duplexOf } from "../net/streams/node_stream.ts";
import { prefixedStream } from "../net/streams/prefixed_stream.ts";
import type { Peer } from "../net/transport.ts";
import { type Answer, formatLastAnswer, type HeaderFields, textAnswer } from "./answer.ts";
import type { HttpBounds } from "./http_bounds.ts";
import type { FaultyPlace } from "./request_faults.ts";
import type { Upgraded } from "./upgrade.ts";

export interface HttpConnectionOptions {
  readonly peer: Peer;
  /** What was read of the stream already. */
  readonly firstBytes: Uint8Array;
  readonly bounds: HttpBounds;
  /** In every answer. */
  readonly headers: HeaderFields;
  /** Absent for who is let in: what everything is answered with. */
  readonly refusal?: Answer;
  /** When it comes, no more requests are taken. */
  readonly stopping: AbortSignal;
}

/** One connection that speaks HTTP: what is under way in it, and until when something is waited for. */
export class HttpConnection {
  readonly duplex: Duplex;
  /** What it became, or undefined when it is closed. */
  readonly ended: Promise<Upgraded | undefined>;
  readonly #end: (upgraded?: Upgraded) => void;
  readonly #stream: LentStream;
  readonly #onStop = () => this.#stop();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #slowing: ReturnType<typeof setTimeout> | undefined;
  #requests = 0;
  /** Requests that are not answered yet. */
  #underWay = 0;
  #takesMore = true;
  /** Once HTTP has nothing to do with it any more. */
  #taken: ByteStream | undefined;

  constructor(stream: ByteStream, readonly options: HttpConnectionOptions) {
    const { promise, resolve } = Promise.withResolvers<Upgraded | undefined>();
    this.ended = promise;
    this.#end = resolve;
    this.#stream = new LentStream(prefixedStream(stream, options.firstBytes));
    this.duplex = duplexOf(this.#stream);
    // It is closed then, which is all that is to be known of it.
    this.duplex.on("error", () => {}).on("close", () => this.#onClose());
    const { stopping, bounds: { requestWithinMs } } = options;
    stopping.addEventListener("abort", this.#onStop);
    this.#wait(requestWithinMs, () => this.endWith(tooLate));
    if (stopping.aborted) this.#stop();
  }

  /** A request has come: is it to be answered, and is that the last answer? */
  begin(): "pass over" | "answer" | "answer last" {
    if (!this.#takesMore) return "pass over";
    const { maxRequests, maxPipelined, answerWithinMs } = this.options.bounds;
    this.#requests++;
    this.#underWay++;
    this.#wait(answerWithinMs, () => this.duplex.destroy());
    if (this.#requests < maxRequests && this.#underWay < maxPipelined) return "answer";
    this.takeNoMore();
    return "answer last";
  }

  /**
   * What still comes is read and passed over, much of it slowly: closing with something unread would take the answer
   * from the client.
   */
  takeNoMore(): void {
    if (!this.#takesMore) return;
    this.#takesMore = false;
    const { duplex } = this;
    let passedOverBytes = 0;
    duplex.removeAllListeners("data").on("data", ({ length }: Uint8Array) => {
      passedOverBytes += length;
      if (passedOverBytes < passedOverAtOnceBytes) return;
      duplex.pause();
      this.#slowing = setTimeout(() => duplex.resume(), passOverEveryMs);
    }).resume();
  }

  /** Where in it something is that cannot be read as a request. */
  get place(): FaultyPlace {
    if (this.#requests > 0) return "later request";
    return this.options.firstBytes.includes(lineFeed) ? "first request" : "first line";
  }

  /** A request that came before is not answered yet, or was the last. */
  get isBusy(): boolean {
    return this.#underWay > 0 || !this.#takesMore;
  }

  /** An answer is written that may be the last. */
  finish(isLast: boolean): void {
    this.#underWay--;
    const { bounds: { lingerMs, keepAliveMs } } = this.options;
    if (isLast) this.#wait(lingerMs, () => this.duplex.destroy());
    else if (this.#underWay === 0) this.#wait(keepAliveMs, () => this.duplex.destroy());
  }

  /**
   * Answers what cannot be read as a request, or is the last for another reason, and ends the connection. Nothing is said
   * where an answer is under way, or the last one was given: it would be taken for that.
   */
  endWith(answer: Answer): void {
    const { duplex, options: { headers, refusal, bounds: { lingerMs } } } = this;
    if (this.#taken !== undefined) return this.#closeTaken(this.#taken);
    const { isBusy } = this;
    this.takeNoMore();
    this.#wait(lingerMs, () => duplex.destroy());
    if (!isBusy) duplex.write(formatLastAnswer(refusal ?? answer, headers));
    if (this.#underWay === 0) duplex.end();
  }

  /** Takes the connection from HTTP. `head`: what has come behind the last request, as Node gives it. */
  take(head: Uint8Array): ByteStream {
    const { duplex } = this;
    this.#release();
    const more: Uint8Array | null = duplex.read();
    this.#taken = this.#stream.takeBack(concatenate(more === null ? [head] : [head, more]));
    duplex.destroy();
    return this.#taken;
  }

  /** What the connection became. */
  become(upgraded: Upgraded): void {
    this.#end(upgraded);
  }

  #stop(): void {
    if (this.#underWay === 0) this.duplex.destroy();
    else this.#wait(this.options.bounds.lingerMs, () => this.duplex.destroy());
  }

  #onClose(): void {
    if (this.#taken !== undefined) return;
    this.#release();
    this.#end();
  }

  #closeTaken(taken: ByteStream): void {
    closeQuietly(taken);
    this.#end();
  }

  #release(): void {
    clearTimeout(this.#timer);
    clearTimeout(this.#slowing);
    this.options.stopping.removeEventListener("abort", this.#onStop);
  }

  #wait(ms: number, onTimeUp: () => void): void {
    clearTimeout(this.#timer);
    if (!this.duplex.destroyed) this.#timer = setTimeout(onTimeUp, ms);
  }
}

const lineFeed = 0x0a;
/** A form that a browser sends is within it. */
const passedOverAtOnceBytes = 64 * 1024;
const passOverEveryMs = 20;
const tooLate = textAnswer(408, "The request was not there in time");
