import type { DeliveryListener } from "./crowd.ts";
import { LatencyHistogram } from "./latency_histogram.ts";

export const textBytes = 80;
/** Messages that may be on their way at a time; the rings below have a place for each. */
export const maxOutstanding = 4096;
const mask = maxOutstanding - 1;

/** In no line of any dialect in front of the text. */
const mark = "|";
const markByte = mark.charCodeAt(0);
const zeroByte = "0".charCodeAt(0);
const numberDigits = 10;

/** The text of a message: its number, then padding. */
export function numberedText(number: number): string {
  const head = mark + String(number).padStart(numberDigits, "0");
  return head.padEnd(textBytes, " a message of usual length");
}

/** The number of the message whose text is in `bytes`, somewhere from `start` on. */
export function numberOf(bytes: Uint8Array, start: number): number {
  const digits = bytes.indexOf(markByte, start) + 1;
  let number = 0;
  for (let i = digits; i < digits + numberDigits; i++) {
    number = number * 10 + (bytes[i] ?? zeroByte) - zeroByte;
  }
  return number;
}

/**
 * Follows every message until every client has read it. All clients get all messages in one order, so
 * only the first to read a message parses it; for the others counting is enough.
 */
export class FanOut implements DeliveryListener {
  /** From sending a message to a client's reading it, for all clients. */
  readonly latencies = new LatencyHistogram();
  #deliveries = 0;
  #sent = 0;
  #completed = 0;
  /** By message number, modulo the ring. */
  readonly #sentAtMs = new Float64Array(maxOutstanding);
  readonly #senders = new Uint16Array(maxOutstanding);
  /** By place in the order of delivery, modulo the ring. */
  readonly #order = new Uint32Array(maxOutstanding);
  readonly #missing = new Uint16Array(maxOutstanding);
  /** The place, in that order, of the newest message that anybody has read, plus one. */
  #known = 0;
  /** By client: deliveries read. */
  readonly #received: Uint32Array;
  #finished: number[] = [];

  /**
   * `onComplete` gets the senders of what was completed by one read, one for each message. `readers`: how many read each
   * message, where the only sender does not.
   */
  constructor(
    readonly size: number,
    readonly onComplete: (senders: readonly number[]) => void,
    private readonly readers: number = size,
  ) {
    this.#received = new Uint32Array(size);
  }

  /** Messages read, each counted once for every client. */
  get deliveries(): number {
    return this.#deliveries;
  }

  /** Messages that not yet everybody has read. */
  get outstanding(): number {
    return this.#sent - this.#completed;
  }

  /** Begins to follow a message that is being sent now; returns its number. */
  begin(sender: number, sentAtMs: number): number {
    if (this.outstanding === maxOutstanding) {
      throw new Error(`The server is ${maxOutstanding} messages behind`);
    }
    const number = this.#sent++;
    this.#sentAtMs[number & mask] = sentAtMs;
    this.#senders[number & mask] = sender;
    return number;
  }

  delivered(client: number, bytes: Uint8Array, start: number, readAtMs: number): void {
    const place = this.#received[client] ?? 0;
    this.#received[client] = place + 1;
    const slot = place & mask;
    if (place === this.#known) {
      this.#order[slot] = numberOf(bytes, start);
      this.#missing[slot] = this.readers;
      this.#known++;
    }
    const number = this.#order[slot] ?? 0;
    this.latencies.record(readAtMs - (this.#sentAtMs[number & mask] ?? 0));
    this.#deliveries++;
    const missing = (this.#missing[slot] ?? 0) - 1;
    this.#missing[slot] = missing;
    if (missing > 0) return;
    this.#completed++;
    this.#finished.push(this.#senders[number & mask] ?? 0);
  }

  readDone(): void {
    if (this.#finished.length === 0) return;
    const senders = this.#finished;
    this.#finished = [];
    this.onComplete(senders);
  }
}
