import type { Network } from "../../helpers/network/networks.ts";
import { within } from "../../helpers/within.ts";
import { accept, type Acceptor, isReset } from "../../net/accept.ts";
import { AddressRates } from "../../net/limits/address_rates.ts";
import type { ConnectionBounds } from "../../net/limits/connection_limits.ts";
import { readFirstBytes } from "../../net/streams/first_bytes.ts";
import { LineTransport } from "../../net/line_transport.ts";
import { Overdraft } from "../../net/limits/overdraft.ts";
import { prefixedStream } from "../../net/streams/prefixed_stream.ts";
import { sayLast } from "../../net/streams/say_last.ts";
import type { TlsAcceptor } from "../../net/tls/tls_acceptor.ts";
import type { Peer } from "../../net/transport.ts";
import type { ByeMessage, ErrorMessage } from "../../protocol.ts";
import type { Dialect, Encoder } from "../../wire/dialect.ts";
import { dialectForAnybody, type Dialects } from "../../wire/tell_dialect.ts";
import type { HttpDoor } from "../../web/http_door.ts";
import { type Log, unexpected } from "../log.ts";
import type { Measurements } from "../measuring/measurements.ts";
import { Admission, type Place } from "./admission.ts";
import { type Arrival, arrivalOf } from "./arrival.ts";
import { FirstWaits } from "./first_waits.ts";
import { type Recognized, Recognizer } from "./recognizer.ts";
import { isInTheClear, tlsRequired } from "./refusal.ts";
import type { SessionBounds } from "./session_bounds.ts";
import { Session, type SessionHandler, type SessionOptions } from "./session.ts";
import { TrustedProxies } from "./trusted_proxies.ts";
import { TurnQueue } from "./turn_queue.ts";

export interface ConnectionsOptions {
  readonly listeners: readonly Acceptor<Deno.TcpConn | Deno.UnixConn>[];
  readonly dialects: Dialects;
  /** The server's name, for who is greeted. */
  readonly name: string;
  readonly connectionBounds: ConnectionBounds;
  readonly sessionBounds: SessionBounds;
  readonly trustedProxies: readonly Network[];
  /** Absent where there is no TLS. `required`: of all who come from other machines. */
  readonly tls?: { readonly acceptor: TlsAcceptor; readonly required?: boolean };
  /** Serves HTTP. Absent, who speaks that is answered as one of no dialect. */
  readonly web?: HttpDoor;
  readonly handler: SessionHandler;
  readonly measurements: Measurements;
  readonly log: Log;
}

const longestCheckMs = 1000;

/** Accepts connections, makes a session of each that is within the bounds, and keeps count of them. */
export class Connections {
  readonly #admission: Admission;
  readonly #trustedProxies: TrustedProxies;
  readonly #recognizer: Recognizer;
  /** Of what all sessions say. Absent where nothing is limited. */
  readonly #saying: AddressRates | undefined;
  readonly #turns = new TurnQueue();
  readonly #overdraft = new Overdraft();
  readonly #sessions = new Set<Session>();
  readonly #encoders = new Map<Dialect, Map<string, Encoder>>();
  /** A promise for each connection, from being accepted to being closed. */
  readonly #served = new Set<Promise<void>>();
  readonly #stopping = new AbortController();
  /** Of connections whose dialect is not told yet. */
  readonly #firstWaits = new FirstWaits();
  readonly #checking: ReturnType<typeof setInterval>;
  /** Set once all are to go: said also to whoever becomes a session after that. */
  #bye: ByeMessage | undefined;

  /** Resolves when the listeners are closed, for which the system may take a turn. */
  readonly #accepting: Promise<unknown>;

  /** Begins to accept. */
  constructor(private readonly options: ConnectionsOptions) {
    const { dialects, name, tls, web, trustedProxies, measurements, log } = options;
    this.#trustedProxies = new TrustedProxies(trustedProxies, log);
    const { idle, helloWithinMs, quietMs, addressRate } = options.sessionBounds;
    this.#recognizer = new Recognizer({
      ...{ dialects, name, quietMs, tls: tls?.acceptor, measurements, log },
      hasWeb: web !== undefined,
    });
    this.#admission = new Admission(options.connectionBounds, addressRate);
    this.#saying = addressRate && new AddressRates(addressRate);
    this.#checking = setInterval(() => {
      for (const session of this.#sessions) this.#check(session);
    }, Math.min(longestCheckMs, idle.pingAfterMs, helloWithinMs));
    const { listeners } = options;
    this.#accepting = Promise.all(listeners.map((listener) => this.#acceptAll(listener)));
  }

  /** Of those that have not said who they are. */
  get unknownCount(): number {
    return this.#sessions.values()
      .filter(({ participant, isEnding }) => participant === undefined && !isEnding)
      .reduce((count) => count + 1, 0);
  }

  /** Of those that are connected, whoever they are. */
  get sessions(): Iterable<Session> {
    return this.#sessions;
  }

  /** To all that are connected, and all that were. */
  get sentBytes(): number {
    const { measurements: { sentBytesBefore } } = this.options;
    return this.#sessions.values()
      .reduce((sum, { recipient }) => sum + recipient.writtenBytes, sentBytesBefore);
  }

  /** Accepts no more. Those that are connected stay. Idempotent. */
  close(): void {
    this.#stopping.abort();
    this.#firstWaits.endAll();
  }

  /**
   * Says `bye` to everybody, and waits at most `withinMs` for what is queued to go out. The ports are free then.
   */
  async endAll(bye: ByeMessage, withinMs: number): Promise<void> {
    this.close();
    this.#bye = bye;
    for (const session of this.#sessions) session.end({ reason: "left" }, bye);
    await within(withinMs, Promise.all(this.#served));
    for (const session of this.#sessions) session.hangUp({ reason: "left" });
    await Promise.all(this.#served);
    await this.#accepting;
    clearInterval(this.#checking);
  }

  #encodersOf(dialect: Dialect): Map<string, Encoder> {
    const encoders = this.#encoders.get(dialect) ?? new Map<string, Encoder>();
    this.#encoders.set(dialect, encoders);
    return encoders;
  }

  #check(session: Session): void {
    try {
      session.check();
    } catch (error) {
      this.options.log(unexpected(error));
    }
  }

  async #acceptAll(listener: Acceptor<Deno.TcpConn | Deno.UnixConn>): Promise<void> {
    const { log } = this.options;
    const { signal } = this.#stopping;
    const onError = (error: unknown) => {
      const message = `Cannot accept a connection: ${error}`;
      log({ event: "accept_failed", level: "error", message });
    };
    for await (const connection of accept(listener, { signal, onError })) {
      try {
        this.#open(connection);
      } catch (error) {
        if (!isReset(error)) onError(error);
        connection.close();
      }
    }
  }

  #open(connection: Deno.TcpConn | Deno.UnixConn): void {
    // First, since it fails on a connection that was reset already: nothing is counted yet.
    const arrival = arrivalOf(connection);
    const { peer } = arrival;
    this.options.measurements.connections++;
    const isFromProxy = this.#trustedProxies.include(peer.address);
    const served = (isFromProxy ? this.#receive(arrival) : this.#admit(arrival))
      .catch((error: unknown) => {
        this.options.log(unexpected(error));
        connection.close();
      })
      .finally(() => this.#served.delete(served));
    this.#served.add(served);
  }

  async #receive(viaProxy: Arrival): Promise<void> {
    const place = this.#admission.enterUnknown(viaProxy.peer);
    if (place === undefined || place.refusal !== undefined) return this.#serve(viaProxy, place);
    const { helloWithinMs } = this.options.sessionBounds;
    const arrival = await this.#firstWaits
      .wait(helloWithinMs, (due) => this.#trustedProxies.receive(viaProxy, due))
      .finally(() => place.leave());
    if (arrival === undefined) {
      this.options.measurements.noteHungUp("bad_proxy_header");
      viaProxy.stream.close();
    } else await this.#admit(arrival);
  }

  async #admit(arrival: Arrival): Promise<void> {
    await this.#serve(arrival, this.#admission.enter(arrival.peer, arrival.openedAtMs));
  }

  /** Until it is closed: as what it is or, if it is refused, as long as it takes to say so. */
  async #serve(arrival: Arrival, place: Place | undefined): Promise<void> {
    if (place === undefined) {
      this.options.measurements.noteHungUp("not_told");
      return arrival.stream.close();
    }
    const { refusal } = place;
    if (refusal !== undefined) {
      this.options.log({ event: "refused", level: "warning", message: refusal.message });
    }
    await this.#run(arrival, refusal).finally(() => place.leave());
  }

  async #run(arrived: Arrival, refusal?: ErrorMessage): Promise<void> {
    const { dialects, sessionBounds } = this.options;
    const recognized =
      await (refusal === undefined ? this.#recognize(arrived) : this.#recognizeRefused(arrived));
    if (recognized === undefined) return;
    const { arrival: { stream, peer, openedAtMs }, found, firstBytes, isGreeted } = recognized;
    const refused = refusal ?? (this.#lacksTls(peer) ? tlsRequired : undefined);
    if (found === "http") return await this.#serveWeb(recognized, refused);
    if (found instanceof Uint8Array && refusal === undefined) {
      return sayLast(stream, found, sessionBounds.lingerMs);
    }
    const dialect = found instanceof Uint8Array ? dialects[0] : found;
    const { maxFrameBytes, split, lineEnd } = dialect;
    const transport = new LineTransport(stream, {
      ...{ peer, maxFrameBytes, split, lineEnd, firstBytes },
    });
    await this.#runSession({ transport, dialect, openedAtMs, isGreeted }, refused);
  }

  /** Until the connection is closed, also as a session, if it became one. */
  async #serveWeb({ arrival, firstBytes }: Recognized, refusal?: ErrorMessage): Promise<void> {
    const { stream, peer } = arrival;
    const stopping = this.#stopping.signal;
    const upgraded = await this.options.web?.serve({ stream, peer, firstBytes }, {
      ...{ refusal, stopping },
    });
    if (upgraded === undefined) return;
    const openedAtMs = performance.now();
    await this.#runSession({ ...upgraded, openedAtMs, isGreeted: false }, refusal);
  }

  async #runSession(
    client: Pick<SessionOptions, "transport" | "dialect" | "openedAtMs" | "isGreeted">,
    refusal?: ErrorMessage,
  ): Promise<void> {
    const { sessionBounds, handler, measurements, log } = this.options;
    const transportName = client.transport instanceof LineTransport ? "tcp" : "websocket";
    const session = new Session({
      ...client,
      encoders: this.#encodersOf(client.dialect),
      ...{ transportName, sessionBounds, handler, measurements, log },
      ...{ turns: this.#turns, overdraft: this.#overdraft, addressRates: this.#saying },
    });
    this.#sessions.add(session);
    const last = refusal ?? this.#bye;
    if (last !== undefined) session.end({ reason: "left" }, last);
    await session.run();
    this.#sessions.delete(session);
    measurements.sentBytesBefore += session.recipient.writtenBytes;
  }

  #recognize(arrival: Arrival): Promise<Recognized | undefined> {
    const isStopping = () => this.#stopping.signal.aborted;
    // Who is to come with TLS is not asked for a nick in the clear.
    const greets = ({ peer }: Arrival) => !this.#lacksTls(peer);
    const { helloWithinMs, answerWithinMs } = this.options.sessionBounds;
    return this.#firstWaits.wait(
      helloWithinMs,
      (due, prolong) =>
        this.#recognizer.recognize(arrival, {
          ...{ due, isStopping, greets },
          prolong: () => prolong(answerWithinMs),
        }),
    );
  }

  #lacksTls(peer: Peer): boolean {
    return this.options.tls?.required === true && isInTheClear(peer);
  }

  /** A client that says nothing is told soon that it is refused, but not while it may be about to begin with TLS. */
  async #recognizeRefused(arrival: Arrival): Promise<Recognized | undefined> {
    const { stream } = arrival;
    const hasBegun = (bytes: Uint8Array, isComplete: boolean) =>
      bytes.length > 0 || (isComplete ? false : undefined);
    const { found: isHeard, firstBytes } = await this.#firstWaits.wait(
      this.options.sessionBounds.quietMs,
      (due) => readFirstBytes(stream, hasBegun, due),
    );
    return isHeard
      ? await this.#recognize({ ...arrival, stream: prefixedStream(stream, firstBytes) })
      : { arrival, firstBytes, found: this.#forSilent, isGreeted: false };
  }

  /** Of a client that says nothing: rather a person's than a program's. */
  get #forSilent(): Dialect {
    const { dialects } = this.options;
    return dialectForAnybody(dialects) ?? dialects[0];
  }
}
