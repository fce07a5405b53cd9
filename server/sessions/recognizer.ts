import { formatAddress } from "../../helpers/network/format_address.ts";
import { canonicalAddress } from "../../helpers/network/networks.ts";
import { shellWord } from "../../helpers/text/quoted.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { readFirstBytes } from "../../net/streams/first_bytes.ts";
import { prefixedStream } from "../../net/streams/prefixed_stream.ts";
import type { Endpoint } from "../../net/proxy_header.ts";
import { isClientHello } from "../../net/tls/client_hello.ts";
import { ClientGoneError, type TlsAcceptor } from "../../net/tls/tls_acceptor.ts";
import { tellHttp } from "../../web/tell_http.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { answerStranger } from "../../wire/strangers.ts";
import { dialectForAnybody, type Dialects, tellDialect } from "../../wire/tell_dialect.ts";
import type { Log } from "../log.ts";
import type { Measurements } from "../measuring/measurements.ts";
import type { Arrival } from "./arrival.ts";

export interface RecognizerOptions {
  readonly dialects: Dialects;
  /** The server's name, for the greeting. */
  readonly name: string;
  /** For so long nothing is said to a client that says nothing. */
  readonly quietMs: number;
  /** Absent where there is no TLS: a client that begins with it is answered as one of no dialect. */
  readonly tls?: TlsAcceptor;
  /** HTTP is served: otherwise a client that speaks it is one of no dialect. */
  readonly hasWeb: boolean;
  readonly measurements: Pick<Measurements, "noteHungUp">;
  readonly log: Log;
}

/** A connection of which it is known how the client speaks. */
export interface Recognized {
  /** Without TLS, if that was around it. */
  readonly arrival: Arrival;
  readonly firstBytes: Uint8Array;
  /** How the client speaks or, where nothing here is like that, what to answer. */
  readonly found: Dialect | "http" | Uint8Array<ArrayBuffer>;
  /** It was greeted, as a person. */
  readonly isGreeted: boolean;
}

/** For how long it is waited. */
export interface Waiting {
  /** When it comes, no more bytes are waited for. */
  readonly due: AbortSignal;
  /** The server stops: that is why. */
  readonly isStopping: () => boolean;
  /** Who says nothing is greeted. */
  readonly greets: (arrival: Arrival) => boolean;
  /** A person was asked, and needs longer. */
  readonly prolong: () => void;
}

/** Tells by its first bytes how a client speaks; TLS is taken off before. */
export class Recognizer {
  readonly #forAnybody: Dialect | undefined;

  constructor(private readonly options: RecognizerOptions) {
    this.#forAnybody = dialectForAnybody(options.dialects);
  }

  /**
   * When it is due it is told by what is there. Who says nothing is rather a person who waits than a program, and greeted
   * after a while, in the dialect for anybody; it may still begin with any other, or with TLS. A server that stops says
   * nothing to somebody who may be about to. Undefined, and the stream closed, if TLS was begun and did not come about.
   */
  async recognize(arrival: Arrival, waiting: Waiting): Promise<Recognized | undefined> {
    const { tls } = this.options;
    const { stream, destination, peer: { encryption } } = arrival;
    const mayBeTls = tls !== undefined && destination !== undefined && encryption === undefined;
    let isGreeted = false;
    let hasBegun = false;
    const greeting = waiting.greets(arrival) ? this.#greetingBytes : undefined;
    const { quietMs } = this.options;
    const lookMs = Math.min(lastLookMs, quietMs);
    const greet = () => {
      if (greeting === undefined || hasBegun || waiting.due.aborted) return;
      isGreeted = true;
      waiting.prolong();
      // An error is met again by whoever reads on.
      stream.write(greeting).catch(() => {});
    };
    let timer = setTimeout(() => timer = setTimeout(greet, lookMs), quietMs - lookMs);
    const { found, firstBytes } = await readFirstBytes(
      stream,
      (firstBytes, isComplete): Recognized["found"] | "tls" | undefined => {
        hasBegun = !firstBytes.every((byte) => blank.has(byte));
        const isTls = mayBeTls && firstBytes.length > 0 && isClientHello(firstBytes);
        if (isTls === true) return "tls";
        if (isTls === undefined && !isComplete) return undefined;
        if (waiting.isStopping() && !isGreeted) return this.#tellAtOnce(firstBytes, mayBeTls);
        return this.#tell(firstBytes, isComplete, destination);
      },
      waiting.due,
    ).finally(() => clearTimeout(timer));
    if (found !== "tls") return { arrival, firstBytes, found, isGreeted };
    const encrypted = await this.#decrypt(tls, arrival, firstBytes, waiting.due);
    return encrypted && await this.recognize(encrypted, waiting);
  }

  /** A dialect that is certain; in the others' place HTTP, what is known of strangers, then the dialect for anybody. */
  #tell(
    firstBytes: Uint8Array,
    isComplete: boolean,
    destination: Endpoint | undefined,
  ): Recognized["found"] | undefined {
    const { dialects, tls, hasWeb } = this.options;
    const anybody = this.#forAnybody;
    const dialect = tellDialect(dialects, firstBytes, isComplete);
    if (dialect === undefined) return undefined;
    if (dialect !== "unknown" && dialect !== anybody) return dialect;
    const isHttp = hasWeb && tellHttp(firstBytes);
    if (isHttp === true) return "http";
    if (isHttp === undefined && !isComplete) return undefined;
    const how = howToJoin(destination, tls?.fingerprint);
    const answer = answerStranger(firstBytes, isComplete, how, anybody === undefined);
    return answer === "nobody" ? anybody : answer;
  }

  /** With no wait for more. */
  #tellAtOnce(firstBytes: Uint8Array, mayBeTls: boolean): Recognized["found"] {
    const { dialects, hasWeb } = this.options;
    if (hasWeb && tellHttp(firstBytes) === true) return nothing;
    const dialect = tellDialect(dialects, firstBytes, true);
    if (dialect !== undefined && dialect !== "unknown") return dialect;
    // It may be about to begin with TLS, or a browser's that has nothing to ask yet.
    return (mayBeTls || hasWeb) && firstBytes.length === 0 ? nothing : dialects[0];
  }

  get #greetingBytes(): Uint8Array | undefined {
    const { name } = this.options;
    const lines = this.#forAnybody?.greeting?.(name);
    return lines && new TextEncoder().encode(lines.map((line) => `${line}\r\n`).join(""));
  }

  async #decrypt(
    tls: TlsAcceptor | undefined,
    arrival: Arrival,
    firstBytes: Uint8Array,
    signal: AbortSignal,
  ): Promise<Arrival | undefined> {
    const { stream, peer } = arrival;
    const { address } = peer;
    try {
      const decrypted = await tls?.accept(prefixedStream(stream, firstBytes), signal, peer.network);
      if (decrypted === undefined) return undefined;
      const { encryption } = decrypted;
      return { ...arrival, stream: decrypted.stream, peer: { ...peer, encryption } };
    } catch (error) {
      // The log tells of nobody who comes and goes without a word, as in the clear.
      if (error instanceof ClientGoneError) return undefined;
      // The reason has nothing in it of what the client sent.
      const message = `No encrypted connection from ${address}: ${reasonOf(error)}`;
      this.options.measurements.noteHungUp("handshake_failed");
      this.options.log({ event: "handshake_failed", level: "warning", message, address });
      return undefined;
    }
  }
}

const nothing = new Uint8Array();
/**
 * After a stall of this machine timers come before what clients have sent meanwhile: that is read before anybody is
 * greeted, as far as it is so much earlier.
 */
const lastLookMs = 50;
/** White space says nothing yet. */
const blank: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** At the address that the client came to. */
function howToJoin(destination: Endpoint | undefined, fingerprint: string | undefined): string {
  if (destination === undefined) {
    return "This is the admin socket of a chatroom server. Use it with: chatroom admin";
  }
  const { hostname, port } = destination;
  const address = formatAddress(canonicalAddress(hostname), port, fingerprint);
  return `This is a chatroom server. Join with any IRC client, or with: chatroom client ${
    shellWord(address)
  }`;
}
