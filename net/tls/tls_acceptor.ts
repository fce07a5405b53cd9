import { createPrivateKey, X509Certificate } from "node:crypto";
import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import type { Duplex } from "node:stream";
import { closeQuietly } from "../close_quietly.ts";
import type { ByteStream } from "../line_transport.ts";
import { duplexOf, NodeByteStream } from "../streams/node_stream.ts";
import { prefixedStream } from "../streams/prefixed_stream.ts";
import type { Encryption } from "../transport.ts";
import { TurnGate } from "../limits/turn_gate.ts";
import { type ClientHello, readClientHello } from "./client_hello.ts";
import { fingerprintOfPem } from "./fingerprint.ts";
import { tlsReason } from "./handshake_error.ts";
import { HandshakeStream } from "./handshake_stream.ts";
import { type KeyPair, ownKeyName } from "./own_certificate.ts";

/** What is in the stream is what TLS carries. */
export interface Decrypted {
  readonly stream: ByteStream;
  readonly encryption: Encryption;
}

/** The client has closed the connection without an alert, as one does that only looks at the certificate. */
export class ClientGoneError extends Error {
  override readonly name = "ClientGoneError";
  override readonly message = "The client closed the connection";
}

/** They take some 60 MiB. Who means it is done before so many others have begun. */
const defaultMaxUnderWay = 1000;

/** The server's side of TLS (RFC 8446; RFC 5246 too). What is older is refused, as are renegotiations. */
export class TlsAcceptor {
  /** Of the server's own key. */
  readonly fingerprint: string;
  readonly #own: SecureContext;
  #authority: SecureContext | undefined;
  /** A handshake takes about a millisecond. */
  readonly #gate = new TurnGate(1);
  /** What ends each that has begun, the oldest first. */
  readonly #underWay = new Set<(reason: Error) => void>();

  /**
   * Of handshakes that have begun and are not done there are at most `maxUnderWay`: then the oldest is ended. Throws
   * where a key is not that of its certificate, or one of them cannot be read.
   */
  constructor(
    own: KeyPair,
    authority?: KeyPair,
    private readonly maxUnderWay: number = defaultMaxUnderWay,
  ) {
    this.#own = contextOf(own);
    this.fingerprint = fingerprintOfPem(own.certificate);
    if (authority !== undefined) this.useAuthority(authority);
  }

  /** From now on the certificate for all who do not ask for the server's own. Throws as the constructor does. */
  useAuthority(authority: KeyPair): void {
    this.#authority = contextOf(authority);
  }

  /**
   * Resolves after the handshake, with a stream that closes the given one. Rejects, with that closed, if the handshake
   * fails, which the client is told, with `ClientGoneError` if the client goes, or if the signal comes first. `from`:
   * where many come at once, each place has its turn.
   */
  async accept(stream: ByteStream, signal: AbortSignal, from?: string): Promise<Decrypted> {
    try {
      // Node's TLS takes some 50 KiB, so it begins only once there is something for it to answer.
      const hello = await readClientHello(stream, signal);
      if (hello === undefined) throw new ClientGoneError();
      await this.#gate.pass({ from, signal });
      return await this.#handshake(hello, stream, signal);
    } catch (error) {
      closeQuietly(stream);
      throw signal.aborted ? new Error("It was not done in time") : error;
    }
  }

  async #handshake(
    { serverName, offersHttp, isTooOld, firstBytes }: ClientHello,
    stream: ByteStream,
    signal: AbortSignal,
  ): Promise<Decrypted> {
    // Not by Node's `SNICallback`: with that Deno keeps every connection whose handshake fails.
    const secureContext = serverName === ownKeyName ? this.#own : this.#authority ?? this.#own;
    const beneath = new HandshakeStream(prefixedStream(stream, firstBytes));
    let decrypted: NodeByteStream | undefined = undefined;
    // Node's TLS takes in all that it is given, whether or not anybody reads what comes of it.
    const duplex = duplexOf(beneath, () => decrypted?.room());
    // Chosen only where it is offered: a client that offers others alone would be refused.
    const ALPNProtocols = offersHttp ? ["http/1.1"] : undefined;
    const socket = new TLSSocket(duplex, { isServer: true, secureContext, ALPNProtocols });
    socket.on("close", () => duplex.destroy());
    // What breaks later is seen to by Node's own servers alone. The alert about it is written right after this event.
    socket.once("_tlsError", (error: Error) => setImmediate(() => socket.destroy(error)));
    decrypted = new NodeByteStream(socket);
    try {
      await this.#unlessTooMany(handshakeOf(socket, duplex, signal));
    } catch (error) {
      const isRefused = socket.errored !== null;
      socket.destroy();
      duplex.destroy();
      if (isRefused) await beneath.refuse(isTooOld);
      else beneath.end();
      // Of that Deno says that something else is wrong.
      throw isRefused && isTooOld ? new Error("Its TLS is older than 1.2") : error;
    }
    beneath.end();
    return { stream: decrypted, encryption: versionOf(socket) };
  }

  async #unlessTooMany(handshake: Promise<void>): Promise<void> {
    const { promise: tooMany, reject } = Promise.withResolvers<never>();
    this.#underWay.add(reject);
    const [oldest] = this.#underWay;
    if (this.#underWay.size > this.maxUnderWay) oldest?.(new Error("Too many came after it"));
    try {
      await Promise.race([handshake, tooMany]);
    } finally {
      this.#underWay.delete(reject);
    }
  }
}

function contextOf({ key, certificate }: KeyPair): SecureContext {
  // Deno finds that out only when a client comes.
  if (!new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key))) {
    throw new Error("The key is not that of the certificate");
  }
  return createSecureContext({ key, cert: certificate, minVersion: "TLSv1.2" });
}

/** RFC 8446, 6.2: how clients refuse a certificate, by the names that rustls has for it. */
const refusals = /fatal alert: (?<alert>\w*(?:Certificate|DecryptError|UnknownCA)\w*)/;

function inWords(message: string): string {
  const { alert } = refusals.exec(message)?.groups ?? {};
  if (alert === undefined) return message;
  // What a client sends to whom it knows by another key: the name is the same, and the signature is not that key's.
  return alert === "DecryptError"
    ? "the client there knows another key of this server, and takes no new one by itself (DecryptError)"
    : `the client there does not believe this server's certificate (${alert})`;
}

function handshakeOf(socket: TLSSocket, beneath: Duplex, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once("secure", () => resolve());
    socket.once("error", (error) => reject(new Error(inWords(tlsReason(error)))));
    const onEnd = () => reject(new ClientGoneError());
    beneath.once("end", onEnd).once("close", onEnd);
    const onAbort = () => reject(signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    if (signal.aborted) onAbort();
  });
}

function versionOf(socket: TLSSocket): Encryption {
  switch (socket.getProtocol()) {
    case "TLSv1.3":
      return "TLS 1.3";
    case "TLSv1.2":
      return "TLS 1.2";
    default:
      return "TLS";
  }
}
