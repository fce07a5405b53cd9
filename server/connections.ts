import { accept } from "../net/accept.ts";
import { type ConnectionBounds, ConnectionLimits } from "../net/connection_limits.ts";
import { within } from "../helpers/within.ts";
import type { ByeMessage } from "../protocol.ts";
import type { Dialect } from "../wire/dialect.ts";
import type { Log } from "./log.ts";
import type { SessionRules } from "./rules.ts";
import { Session, type SessionHandler } from "./session.ts";

export interface ConnectionsOptions {
  readonly listener: Deno.TcpListener;
  readonly dialect: Dialect;
  readonly bounds: ConnectionBounds;
  readonly rules: SessionRules;
  readonly handler: SessionHandler;
  readonly log: Log;
}

/** How many refused clients may be told so at once; more are hung up on without a word. */
const maxRefused = 100;
const longestCheckMs = 1000;

/** Accepts connections, makes a session of each that is within the bounds, and keeps count of them. */
export class Connections {
  readonly #options: ConnectionsOptions;
  readonly #limits: ConnectionLimits;
  readonly #refused = new ConnectionLimits({ total: maxRefused, perAddress: maxRefused });
  readonly #running = new Map<Session, Promise<void>>();
  readonly #stopping = new AbortController();
  readonly #checking: ReturnType<typeof setInterval>;

  /** Begins to accept. */
  constructor(options: ConnectionsOptions) {
    this.#options = options;
    this.#limits = new ConnectionLimits(options.bounds);
    const { idle, helloWithinMs } = options.rules;
    this.#checking = setInterval(() => {
      for (const session of this.#running.keys()) this.#check(session);
    }, Math.min(longestCheckMs, idle.pingAfterMs, helloWithinMs));
    this.#acceptAll();
  }

  /** Accepts no more. Those that are connected stay. Idempotent. */
  close(): void {
    this.#stopping.abort();
  }

  /** Says `bye` to everybody, and waits at most `withinMs` for what is queued to go out. */
  async endAll(bye: ByeMessage, withinMs: number): Promise<void> {
    this.close();
    for (const session of this.#running.keys()) session.end({ reason: "left" }, bye);
    await within(withinMs, Promise.all(this.#running.values()));
    for (const session of this.#running.keys()) session.hangUp({ reason: "left" });
    await Promise.all(this.#running.values());
    clearInterval(this.#checking);
  }

  #check(session: Session): void {
    try {
      session.check();
    } catch (error) {
      this.#options.handler.onFault(session, error);
    }
  }

  async #acceptAll(): Promise<void> {
    const { listener, log } = this.#options;
    const { signal } = this.#stopping;
    const onError = (error: unknown) => {
      const message = `Cannot accept a connection: ${error}`;
      log({ event: "accept_failed", level: "error", message });
    };
    for await (const connection of accept(listener, { signal, onError })) {
      try {
        this.#open(connection);
      } catch (error) {
        // Reset before anything could be said to it, most likely.
        onError(error);
        connection.close();
      }
    }
  }

  #open(connection: Deno.TcpConn): void {
    // First, since it fails on a connection that was reset already: nothing is counted yet.
    connection.setNoDelay(true);
    const address = connection.remoteAddr.hostname;
    const admission = this.#limits.admit(address);
    if (admission === "admitted") {
      this.#start(connection, address, this.#limits);
      return;
    }
    if (this.#refused.admit(address) !== "admitted") {
      connection.close();
      return;
    }
    const { total, perAddress } = this.#options.bounds;
    const message = admission === "server_full"
      ? `The server is full: ${total} are connected`
      : `Too many connections from ${address}: at most ${perAddress} are allowed`;
    this.#options.log({ event: "refused", level: "warning", message });
    const session = this.#start(connection, address, this.#refused);
    session.end({ reason: "left" }, { type: "error", code: admission, message });
  }

  #start(connection: Deno.TcpConn, address: string, limits: ConnectionLimits): Session {
    const { dialect, rules, handler } = this.#options;
    const monotonicMs = () => performance.now();
    const session = new Session({ connection, address, dialect, rules, handler, monotonicMs });
    const run = session.run().finally(() => {
      this.#running.delete(session);
      limits.release(address);
    });
    this.#running.set(session, run);
    return session;
  }
}
