import type { Buffer } from "node:buffer";
import { type IncomingMessage, Server, type ServerOptions, type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { shortWait } from "../helpers/duration.ts";
import { AddressRates } from "../net/limits/address_rates.ts";
import type { ByteStream } from "../net/line_transport.ts";
import type { Rate } from "../net/limits/rate_limiter.ts";
import type { Peer } from "../net/transport.ts";
import { TurnGate } from "../net/limits/turn_gate.ts";
import type { ErrorMessage } from "../protocol.ts";
import { type Answer, headersOf, textAnswer } from "./answer.ts";
import type { HostCheck } from "./host_check.ts";
import { defaultHttpBounds, type HttpBounds } from "./http_bounds.ts";
import { HttpConnection } from "./http_connection.ts";
import { answerToRefused } from "./refusal.ts";
import { answerToFault, readRequest, wrongMethod, wrongVersion } from "./request_faults.ts";
import type { Route, Routes } from "./routes/route.ts";
import { securityHeaders } from "./security_headers.ts";
import type { Upgraded } from "./upgrade.ts";

export interface HttpDoorOptions {
  readonly routes: Routes;
  readonly hosts: HostCheck;
  readonly bounds?: HttpBounds;
  /** Of all requests from one address; loopback is exempt. Absent where nothing is limited. */
  readonly requestRate?: Rate;
  /** Browsers that came encrypted are told to come so alone from now on. */
  readonly hsts?: boolean;
  /** Told of each answer: the path of its route, or undefined where there is none. */
  readonly observe?: (path: string | undefined, status: number) => void;
  /** Gets what a route has not foreseen. */
  readonly onError: (error: unknown) => void;
}

/** A connection that was told to speak HTTP. */
export interface HttpArrival {
  readonly stream: ByteStream;
  readonly peer: Peer;
  /** What was read of the stream already. */
  readonly firstBytes: Uint8Array;
}

export interface Serving {
  /**
   * Why the client is not let in: told to it in the way of HTTP, whatever it asks. A page does not learn how its WebSocket
   * was refused, so what becomes one is for whoever gets it to refuse.
   */
  readonly refusal?: ErrorMessage;
  /** When it comes, no more requests are taken: what is idle is closed, an answer may still be read. */
  readonly stopping: AbortSignal;
}

/** Serves HTTP/1.1 on connections that were accepted elsewhere: all of them by one server of Node, which listens to nothing. */
export class HttpDoor {
  readonly #server: Server;
  readonly #connections = new WeakMap<Duplex, HttpConnection>();
  readonly #bounds: HttpBounds;
  readonly #asking: AddressRates | undefined;
  /** An answer takes some 70 µs. */
  readonly #gate = new TurnGate(10);

  constructor(private readonly options: HttpDoorOptions) {
    this.#bounds = options.bounds ?? defaultHttpBounds;
    this.#asking = options.requestRate && new AddressRates(options.requestRate);
    this.#server = new UnboundServer(
      {
        maxHeaderSize: this.#bounds.maxHeadBytes,
        // What is missing is answered here, in words.
        requireHostHeader: false,
        // `HttpConnection` has the time.
        keepAliveTimeout: 0,
      },
      (request) => this.#routeToUpgrade(request) !== undefined,
    );
    this.#server.maxHeadersCount = this.#bounds.maxHeaders + 1;
    const answer = (request: IncomingMessage, response: ServerResponse) =>
      void this.#answer(request, response).catch((error: unknown) => {
        this.options.onError(error);
        request.socket.destroy();
      });
    // Who waits to be told to send its content is told what is wrong with that.
    for (const event of ["request", "checkContinue", "checkExpectation"]) {
      this.#server.on(event, answer);
    }
    this.#server
      .on("upgrade", (request, duplex, head) => void this.#upgrade(request, duplex, head))
      .on("connect", (_, duplex) => this.#endWith(this.#connectionOf(duplex), wrongMethod))
      .on("clientError", (error: NodeJS.ErrnoException, duplex) => {
        const connection = this.#connectionOf(duplex);
        this.#endWith(connection, answerToFault(error, connection.place));
      });
  }

  /**
   * Serves until the connection is closed, or speaks something else, which it then is handed over as. Each wait has a
   * bound. Never rejects.
   */
  serve(arrival: HttpArrival, { refusal, stopping }: Serving): Promise<Upgraded | undefined> {
    const { peer, firstBytes } = arrival;
    const connection = new HttpConnection(arrival.stream, {
      ...{ peer, firstBytes, stopping, bounds: this.#bounds },
      headers: securityHeaders({
        isEncrypted: peer.encryption !== undefined,
        hsts: this.options.hsts === true,
      }),
      refusal: refusal && answerToRefused(refusal),
    });
    const { duplex } = connection;
    this.#connections.set(duplex, connection);
    if (isOldest(firstBytes)) this.#endWith(connection, wrongVersion);
    else this.#server.emit("connection", duplex);
    return connection.ended;
  }

  #connectionOf(duplex: Duplex): HttpConnection {
    const connection = this.#connections.get(duplex);
    if (connection === undefined) throw new Error("A connection of another server");
    return connection;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const connection = this.#connectionOf(request.socket);
    const place = connection.begin();
    if (place === "pass over") return;
    const { refusal, headers, stopping, peer } = connection.options;
    await this.#gate.pass({ from: peer.network });
    const answer = refusal === undefined
      ? await this.#answerTo(request, connection)
      : this.#observed(undefined, refusal);
    const { status, body } = answer;
    // Whoever asks amiss begins anew: what stands behind the request may be its content.
    const isLast = place === "answer last" || refusal !== undefined || stopping.aborted ||
      status >= 400;
    if (isLast) connection.takeNoMore();
    response.on("finish", () => connection.finish(isLast));
    response.writeHead(status, {
      ...headersOf(answer, headers),
      ...isLast ? { Connection: "close" } : {},
    });
    response.end(request.method === "HEAD" ? undefined : body);
  }

  async #answerTo(
    request: IncomingMessage,
    { options: { peer } }: HttpConnection,
  ): Promise<Answer> {
    const read = this.#tooFast(peer) ?? this.#read(request);
    if ("status" in read) return this.#observed(undefined, read);
    const { path, query } = read;
    const route = this.options.routes.get(path);
    const { headers } = request;
    const answer = await this.#orFailed(() => route?.answer({ query, headers, peer }) ?? notFound);
    return this.#observed(route, answer);
  }

  async #upgrade(request: IncomingMessage, duplex: Duplex, head: Buffer): Promise<void> {
    const connection = this.#connectionOf(duplex);
    const { peer } = connection.options;
    const route = this.#routeToUpgrade(request);
    const read = this.#read(request);
    if (connection.isBusy) return this.#endWith(connection, notFound);
    if ("status" in read) return this.#endWith(connection, read);
    const asked = { request, peer, take: () => connection.take(head) };
    const upgraded = await this.#orFailed(() => route?.upgrade?.(asked) ?? notFound);
    if ("status" in upgraded) return this.#endWith(connection, upgraded, route);
    this.options.observe?.(route?.path, 101);
    connection.become(upgraded);
  }

  /** With that or, of who is not let in, with why not; told of where it is an answer at all. */
  #endWith(connection: HttpConnection, answer: Answer, route?: Route): void {
    const { refusal = answer } = connection.options;
    if (!connection.isBusy) this.#observed(route, refusal);
    connection.endWith(refusal);
  }

  #tooFast({ network, isExempt }: Peer): Answer | undefined {
    if (network === undefined || isExempt) return undefined;
    const nowMs = performance.now();
    const retryAfterMs = this.#asking?.limiterOf(network, nowMs).charge(nowMs) ?? 0;
    if (retryAfterMs === 0) return undefined;
    const message = `Too many requests from ${network}: try again in ${shortWait(retryAfterMs)}`;
    return answerToRefused({ type: "error", code: "rate_limited", message, retryAfterMs });
  }

  #read(request: IncomingMessage): ReturnType<typeof readRequest> {
    const { hosts } = this.options;
    return readRequest(request, { hosts, maxHeaders: this.#bounds.maxHeaders });
  }

  /** Of a request for a WebSocket; others may ask for HTTP/2, which nobody needs to take up (RFC 9110, 7.8). */
  #routeToUpgrade({ method, url = "", headers }: IncomingMessage): Route | undefined {
    const route = this.options.routes.get(url.replace(/\?.*/, ""));
    const isAsked = method === "GET" && headers.upgrade?.toLowerCase() === "websocket";
    return isAsked && route?.upgrade !== undefined ? route : undefined;
  }

  async #orFailed<Answered>(ask: () => Answered | Promise<Answered>): Promise<Answered | Answer> {
    try {
      return await ask();
    } catch (error) {
      this.options.onError(error);
      return textAnswer(500, "Something went wrong in the server; its log says what");
    }
  }

  #observed(route: Route | undefined, answer: Answer): Answer {
    this.options.observe?.(route?.path, answer.status);
    return answer;
  }
}

/** Node closes all connections of a server that does not listen, after one request. */
class UnboundServer extends Server {
  /** Who ends its side behind a request still gets its answer. */
  readonly httpAllowHalfOpen = true;
  override readonly listening = true;

  constructor(
    options: ServerOptions,
    readonly shouldUpgradeCallback: (request: IncomingMessage) => boolean,
  ) {
    super(options);
  }
}

const notFound = textAnswer(404, "There is nothing here");

/** HTTP/0.9 has neither a version nor header fields; Node would wait for them. */
function isOldest(firstBytes: Uint8Array): boolean {
  return /^\s*[A-Z]+ \S+[ \t]*\r?\n/.test(String.fromCharCode(...firstBytes));
}
