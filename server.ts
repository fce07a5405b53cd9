/**
 * Where the server's parts meet. Bytes come in through `Connections` and `Session`, messages go to
 * `Requests`, rules in `chat/` make events of them, and `Delivery` brings those to everybody.
 */

import { Members } from "./chat/members.ts";
import { Rooms } from "./chat/rooms.ts";
import type { ConnectionBounds } from "./net/connection_limits.ts";
import { within } from "./net/within.ts";
import type { ServerMessage } from "./protocol.ts";
import { createClock } from "./server/clock.ts";
import { Connections } from "./server/connections.ts";
import { Delivery } from "./server/delivery.ts";
import { Identities } from "./server/identities.ts";
import type { Log } from "./server/log.ts";
import { Operator } from "./server/operator.ts";
import type { Parts } from "./server/parts.ts";
import { Requests } from "./server/requests.ts";
import { defaultRules, type SessionRules } from "./server/rules.ts";
import { SessionRegistry } from "./server/session_registry.ts";
import { stores } from "./store/mod.ts";
import { dialects } from "./wire/mod.ts";

export interface ServerOptions {
  readonly hostname?: string;
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  readonly name?: string;
  /** Shown to everybody who comes in; already cleaned. */
  readonly motd?: string;
  readonly bounds?: ConnectionBounds;
  readonly rules?: SessionRules;
  readonly presenceEveryMs?: number;
  /** Sees all that happens in all rooms, each room's in order. */
  readonly observe?: (messages: readonly ServerMessage[]) => void;
  /** Gets what is for the operator alone: answers to commands, refusals, direct messages. */
  readonly tellOperator?: (message: ServerMessage) => void;
  readonly log?: Log;
}

export interface Server extends AsyncDisposable {
  readonly hostname: string;
  readonly port: number;
  readonly operator: Operator;
  /** Resolves when the server has stopped, whoever stopped it. */
  readonly stopped: Promise<void>;
  /** Takes no more connections, says `bye` to everybody, and lets go of all it holds. Idempotent. */
  stop(text?: string): Promise<void>;
}

const defaultBounds: ConnectionBounds = { total: 10_000, perAddress: 256 };
/** Together below the five seconds that stopping may take. */
const drainWithinMs = 1000;
const byeWithinMs = 3000;

/** Opens the port and serves. Throws what `Deno.listen` does. */
export function startServer(options: ServerOptions = {}): Server {
  const { observe = ignore, tellOperator = ignore, log = ignore, rules = defaultRules } = options;
  const listener = Deno.listen({
    hostname: options.hostname ?? "127.0.0.1",
    port: options.port ?? 0,
  });
  const clock = createClock();
  const store = stores.memory();
  const { bounds = defaultBounds, presenceEveryMs = 1000 } = options;
  const sessions = new SessionRegistry();
  const delivery = new Delivery({ store, clock, observe, log, presenceEveryMs });
  const stopped = Promise.withResolvers<void>();
  let stopping = false;

  const parts: Parts = {
    name: options.name ?? "chatroom",
    motd: options.motd ?? "",
    members: new Members(),
    rooms: new Rooms(),
    identities: new Identities({
      maxRemembered: 2 * bounds.total,
      isConnected: (id) => sessions.ofIdentity(id) !== undefined,
    }),
    sessions,
    stop: (text) => void stop(text),
    ...{ store, delivery, rules, clock, log },
  };
  const operator = new Operator(parts, dialects.native, tellOperator);
  const handler = new Requests(parts);
  const connections = new Connections({
    dialect: dialects.native,
    ...{ listener, bounds, rules, handler, log },
  });

  function stop(text?: string): Promise<void> {
    if (!stopping) {
      stopping = true;
      log({ event: "stopping", level: "info", message: "The server is stopping" });
      close(text).then(stopped.resolve, stopped.reject);
    }
    return stopped.promise;
  }

  async function close(text?: string): Promise<void> {
    connections.close();
    await within(drainWithinMs, delivery.drained());
    // Everybody goes at once: nobody needs to be told who left.
    delivery[Symbol.dispose]();
    await connections.endAll({ type: "bye", code: "stopping", text }, byeWithinMs);
    await store[Symbol.asyncDispose]();
  }

  const { hostname, port } = listener.addr;
  return {
    ...{ hostname, port, operator, stop, stopped: stopped.promise },
    [Symbol.asyncDispose]: () => stop(),
  };
}

function ignore(): void {}
