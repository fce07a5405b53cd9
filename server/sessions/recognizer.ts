import { formatAddress } from "../../helpers/format_address.ts";
import { canonicalAddress } from "../../helpers/networks.ts";
import { shellWord } from "../../helpers/quoted.ts";
import { reasonOf } from "../../helpers/reason_of.ts";
import { readFirstBytes } from "../../net/first_bytes.ts";
import { prefixedStream } from "../../net/prefixed_stream.ts";
import type { Endpoint } from "../../net/proxy_header.ts";
import { isClientHello } from "../../net/tls/client_hello.ts";
import { ClientGoneError, type TlsAcceptor } from "../../net/tls/tls_acceptor.ts";
import type { Dialect } from "../../wire/dialect.ts";
import { answerStranger } from "../../wire/strangers.ts";
import { type Dialects, tellDialect } from "../../wire/tell_dialect.ts";
import type { Log } from "../log.ts";
import type { Arrival } from "./arrival.ts";

export interface RecognizerOptions {
  readonly dialects: Dialects;
  /** Absent where there is no TLS: a client that begins with it is answered as one of no dialect. */
  readonly tls?: TlsAcceptor;
  readonly log: Log;
}

/** A connection of which it is known how the client speaks. */
export interface Recognized {
  /** Without TLS, if that was around it. */
  readonly arrival: Arrival;
  readonly firstBytes: Uint8Array;
  /** How the client speaks or, where no dialect is like that, what to answer. */
  readonly found: Dialect | Uint8Array<ArrayBuffer>;
}

/** Tells by its first bytes how a client speaks; TLS is taken off before. */
export class Recognizer {
  constructor(private readonly options: RecognizerOptions) {}

  /**
   * At the signal it is told by what is there. Who has said nothing by then is rather a person who waits than a
   * program, and told how to join; but a server that stops (`isStopping`) says nothing to somebody who may be about to
   * begin with TLS. Undefined, and the stream closed, if TLS was begun and did not come about.
   */
  async recognize(
    arrival: Arrival,
    signal: AbortSignal,
    isStopping: () => boolean,
  ): Promise<Recognized | undefined> {
    const { dialects, tls } = this.options;
    const { stream, destination, peer: { encryption } } = arrival;
    const mayBeTls = tls !== undefined && destination !== undefined && encryption === undefined;
    const { found, firstBytes } = await readFirstBytes(
      stream,
      (firstBytes, isComplete): Recognized["found"] | "tls" | undefined => {
        const isTls = mayBeTls && firstBytes.length > 0 && isClientHello(firstBytes);
        if (isTls === true) return "tls";
        if (isTls === undefined && !isComplete) return undefined;
        const dialect = tellDialect(dialects, firstBytes, isComplete);
        if (dialect !== "unknown") return dialect;
        if (isStopping()) return mayBeTls && firstBytes.length === 0 ? nothing : dialects[0];
        return answerStranger(firstBytes, isComplete, howToJoin(destination, tls?.fingerprint));
      },
      signal,
    );
    if (found !== "tls") return { arrival, firstBytes, found };
    const encrypted = await this.#decrypt(tls, arrival, firstBytes, signal);
    return encrypted && await this.recognize(encrypted, signal, isStopping);
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
      this.options.log({ event: "handshake_failed", level: "warning", message, address });
      return undefined;
    }
  }
}

const nothing = new Uint8Array();

/** At the address that the client came to. */
function howToJoin(destination: Endpoint | undefined, fingerprint: string | undefined): string {
  if (destination === undefined) {
    return "This is the admin socket of a chatroom server. Use it with: chatroom admin";
  }
  const { hostname, port } = destination;
  const address = formatAddress(canonicalAddress(hostname), port, fingerprint);
  return `This is a chatroom server. Join with: chatroom client ${shellWord(address)}`;
}
