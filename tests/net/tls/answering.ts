import { createSecureContext, type SecureContext, TLSSocket } from "node:tls";
import { closeQuietly } from "../../../net/close_quietly.ts";
import type { ByteStream } from "../../../net/line_transport.ts";
import { duplexOf } from "../../../net/streams/node_stream.ts";
import type { KeyPair } from "../../../net/tls/own_certificate.ts";
import { TlsAcceptor } from "../../../net/tls/tls_acceptor.ts";

/** What a server does with a connection; closes it where nothing is to follow. */
export type Answer = (connection: Deno.TcpConn) => Promise<unknown>;

/** A server that gives one answer after another, a connection each, and the last ever after. */
export class Answering implements AsyncDisposable {
  /** How many connections there were. */
  count = 0;
  readonly #listener = Deno.listen({ hostname: "127.0.0.1", port: 0 });
  readonly #connections: Deno.TcpConn[] = [];
  readonly #running: Promise<unknown>;

  constructor(private readonly answers: readonly Answer[]) {
    this.#running = this.#serve();
  }

  get address(): { readonly host: string; readonly port: number } {
    return { host: "127.0.0.1", port: this.#listener.addr.port };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#listener.close();
    for (const connection of this.#connections) closeQuietly(connection);
    await this.#running;
  }

  async #serve(): Promise<void> {
    const answering: Promise<unknown>[] = [];
    try {
      for await (const connection of this.#listener) {
        this.#connections.push(connection);
        const answer = this.answers[Math.min(this.count++, this.answers.length - 1)];
        answering.push(Promise.resolve(answer?.(connection)).catch(() => {}));
      }
    } catch (error) {
      if (!(error instanceof Deno.errors.BadResource)) throw error;
    }
    await Promise.all(answering);
  }
}

/** After the beginning of what the client says, for which this is no answer of TLS unless it is meant to be one. */
export function bytes(answer: string | Uint8Array): Answer {
  return async (connection) => {
    await connection.read(new Uint8Array(4096));
    const encoded = typeof answer === "string" ? new TextEncoder().encode(answer) : answer;
    if (encoded.length > 0) await connection.write(encoded);
    closeQuietly(connection);
  };
}

/** A fatal alert, handshake_failure (RFC 8446, 6). */
export const alert: Answer = bytes(Uint8Array.of(21, 3, 3, 0, 2, 2, 40));

/** The system resets a connection of which not all was read that came. */
export async function reset(connection: Deno.TcpConn): Promise<void> {
  await connection.read(new Uint8Array(1));
  closeQuietly(connection);
}

export async function silence(connection: Deno.TcpConn): Promise<void> {
  await connection.read(new Uint8Array(4096));
}

/** Says a line of text after the handshake. */
export function genuine(own: KeyPair, authority?: KeyPair): Answer {
  const acceptor = new TlsAcceptor(own, authority);
  return (connection) => greet(acceptor, connection);
}

export function byteByByte(own: KeyPair): Answer {
  const acceptor = new TlsAcceptor(own);
  return (connection) =>
    greet(acceptor, {
      read: (buffer) => connection.read(buffer),
      async write(sent) {
        for (const byte of sent) await connection.write(Uint8Array.of(byte));
        return sent.length;
      },
      closeWrite: () => connection.closeWrite(),
      close: () => closeQuietly(connection),
    });
}

/** Shows a certificate, and has another key. `node:tls` does so where it cannot read the certificate. */
export function forged(certificate: string, key: string): Answer {
  const secureContext = createSecureContext({ cert: certificate, key, minVersion: "TLSv1.2" });
  return (connection) => handshake(secureContext, connection);
}

/**
 * The signature of its handshake is wrong, as one by another key is: it answers to another random value than the
 * client's (RFC 5246, 7.4.3).
 */
export function wronglySigned({ key, certificate }: KeyPair): Answer {
  const maxVersion = "TLSv1.2";
  const secureContext = createSecureContext({ cert: certificate, key, maxVersion });
  return (connection) => {
    let isFirst = true;
    return handshake(secureContext, {
      async read(buffer) {
        const read = await connection.read(buffer);
        // Behind the headers of record and message, and the version.
        if (isFirst) buffer[11] = (buffer[11] ?? 0) ^ 1;
        isFirst = false;
        return read;
      },
      write: (sent) => connection.write(sent),
      closeWrite: () => connection.closeWrite(),
      close: () => closeQuietly(connection),
    });
  };
}

async function handshake(secureContext: SecureContext, connection: ByteStream): Promise<void> {
  const duplex = duplexOf(connection);
  const socket = new TLSSocket(duplex, { isServer: true, secureContext });
  const ended = new Promise((resolve) => {
    for (const event of ["error", "end", "close"]) socket.on(event, resolve);
  });
  socket.resume();
  await ended;
  duplex.destroy();
}

async function greet(acceptor: TlsAcceptor, connection: ByteStream): Promise<void> {
  const { stream } = await acceptor.accept(connection, AbortSignal.timeout(10_000));
  await stream.write(new TextEncoder().encode("hello\n"));
  while (await stream.read(new Uint8Array(1024)) !== null);
  stream.close();
}
