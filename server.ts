/**
 * Where the server's parts meet. Bytes come in through `Connections` and `Session`; `Requests` brings messages to
 * the rules, through `ChatState`, and `Delivery` what comes of them to everybody.
 */

import type { Member } from "./chat/people/member.ts";
import { may } from "./chat/permissions.ts";
import type { ConnectionBounds } from "./net/limits/connection_limits.ts";
import { type ListenAddress, listenOnAll } from "./net/listen.ts";
import type { KeyPair } from "./net/tls/own_certificate.ts";
import { TlsAcceptor } from "./net/tls/tls_acceptor.ts";
import type { Figure } from "./helpers/measuring/figure.ts";
import { within } from "./helpers/within.ts";
import type { ServerMessage } from "./protocol.ts";
import { ChatState } from "./server/chat_state.ts";
import { ServerClock } from "./server/clock.ts";
import { Connections } from "./server/sessions/connections.ts";
import { Delivery } from "./server/delivery/delivery.ts";
import { Forgetting } from "./server/delivery/forgetting.ts";
import { Directories } from "./server/directories.ts";
import { Hosts } from "./server/accounts/hosts.ts";
import { Tokens } from "./server/accounts/tokens.ts";
import { type LogRecord, stopBegun, throttleLog, unexpected } from "./server/log.ts";
import { AdminDoor } from "./server/operator/admin_door.ts";
import { Consoles } from "./server/operator/consoles.ts";
import { Operator, operatorNick } from "./server/operator/operator.ts";
import { Participants } from "./server/participants.ts";
import { Persons } from "./server/accounts/persons.ts";
import { checkHealth } from "./server/measuring/check_health.ts";
import { EventLoopDelay } from "./server/measuring/event_loop.ts";
import { figuresOf } from "./server/measuring/figures.ts";
import { Measurements } from "./server/measuring/measurements.ts";
import { JoinAddresses } from "./server/join_addresses.ts";
import { RecordKeeper } from "./server/record_keeper.ts";
import { Requests } from "./server/requests.ts";
import { RetentionTimer } from "./server/retention_timer.ts";
import { StoreHealth } from "./server/measuring/store_health.ts";
import { startSweeping } from "./server/sweep_timer.ts";
import { defaultSessionBounds } from "./server/sessions/session_bounds.ts";
import { saslMechanisms } from "./server/accounts/sasl_desk.ts";
import { SearchDesk } from "./server/answers/search_desk.ts";
import { stores } from "./store/mod.ts";
import type { Store } from "./store/store.ts";
import { openWeb, publicOrigins } from "./web/mod.ts";
import { dialects as allDialects } from "./wire/mod.ts";
import type { ServerOptions } from "./server/server_options.ts";

export interface Server extends AsyncDisposable {
  /** As the system writes it; `::` takes IPv4 too. Of several, the first. */
  readonly hostname: string;
  readonly port: number;
  /** Of all that it listens on, each once. */
  readonly ports: readonly number[];
  readonly operator: Operator;
  /** Makes whoever types it first, behind `/claim`, the owner; undefined where there is one. */
  readonly claimCode: string | undefined;
  /** Of its own key; undefined where there is no TLS. */
  readonly fingerprint: string | undefined;
  /** Where people join. */
  readonly addresses: JoinAddresses;
  /** From now on the certificate of an authority. Throws, and changes nothing, if it cannot be used. */
  useCertificate(authority: KeyPair): void;
  /** All that is measured; each figure can be read again and again. */
  figures(): readonly Figure[];
  /** There is an admin socket. */
  readonly hasAdminDoor: boolean;
  /** Resolves when the server has stopped, whoever stopped it. */
  readonly stopped: Promise<void>;
  /** Takes no more connections, says `bye` to everybody, and lets go of all it holds. Idempotent. */
  stop(text?: string): Promise<void>;
}

const defaultConnectionBounds: ConnectionBounds = { total: 10_000, perAddress: 256 };
/** How long stopping may take, beside what the store takes to close. */
const drainWithinMs = 1000;
const byeWithinMs = 3000;

const throttleLogMs = 1000;
const dayMs = 24 * 60 * 60 * 1000;

/** Opens the ports and serves. Throws `ListenError`. */
export function startServer(options: ServerOptions = {}): Server {
  const { observe = ignore, tellOperator = ignore, sessionBounds = defaultSessionBounds } = options;
  const {
    connectionBounds = defaultConnectionBounds,
    presenceEveryMs = 1000,
    dialects = allDialects,
    trustedProxies = [],
  } = options;
  const consoles = new Consoles();
  const { tls } = options;
  const tlsAcceptor = tls && new TlsAcceptor(tls.own, tls.authority);
  const log = throttleLog(noteLog, throttleLogMs, () => performance.now());
  const { hostname: typed = "127.0.0.1", port: firstPort = 0, alsoListen = [] } = options;
  const asked: readonly [ListenAddress, ...ListenAddress[]] = [
    { hostname: typed, port: firstPort },
    ...alsoListen,
  ];
  const listening = listenOnAll(asked);
  const listeners = listening.flat();

  const addresses = new JoinAddresses({
    listening: listening.map(([{ addr }], index) => ({ ...addr, typed: asked[index]?.hostname })),
    ...{ fingerprint: tlsAcceptor?.fingerprint, certificate: tls?.authority?.certificate },
    ...{ ownCertificate: tls?.own.certificate, requiresTls: tls?.required },
    hasPage: options.web?.assets !== undefined,
    publicOrigins: options.web && publicOrigins(options.web),
    command: options.clientCommand,
  });

  const { store = stores.memory(), name = "chatroom", motd = "" } = options;
  const { hostName = "chatroom.local" } = options;
  const { acceptClock: accepted, systemTime } = options;
  const serverClock = new ServerClock({ store, log, accepted, systemTime });
  const clock = () => serverClock.now();
  const startedAt = clock();
  const { accounts, server: serverRecord } = store.records;
  const kept = {
    accounts: accounts.atOpening,
    rooms: store.records.rooms.atOpening,
    server: serverRecord.atOpening,
  };
  const { reserveDays } = options;
  const chat = new ChatState(motd, kept, {
    reserveMs: reserveDays === undefined ? undefined : reserveDays * dayMs,
    readOnlyGuests: options.readOnlyGuests,
    reservedNicks: [name, hostName],
  });
  const records = new RecordKeeper(store.records, log);
  if (options.password !== undefined) {
    chat.server = { ...chat.server, password: options.password, lockedAt: startedAt };
    records.keep({ type: "keepServer", record: chat.server });
  }
  const { returnWithinMs, rate } = sessionBounds;
  const participants = new Participants({
    forMs: returnWithinMs,
    maxAbsent: connectionBounds.total,
  });
  const persons = new Persons(store.tokenKey);
  const forgetting = new Forgetting({
    ...{ store, log, clock },
    onForgotten: (room) => records.keep(chat.rooms.recordChange(room)),
  });
  forgetting.beginWith(kept.rooms);
  const measurements = new Measurements();
  const health = new StoreHealth({ store });
  const eventLoop = new EventLoopDelay();
  const delivery = new Delivery({
    ...{
      measurements,
      health,
      participants,
      persons,
      records,
      store,
      clock,
      log,
      presenceEveryMs,
      forgetting,
    },
    // What is said in a closed room is for those alone who are in it.
    observe: (room, messages) =>
      chat.rooms.isClosed(room) || forgetting.has(room) || observeAll(messages),
  });
  const { version = "0", playbackLines = 20 } = options;
  const directories = new Directories({
    chat,
    clock,
    server: {
      ...{ hostName, name, version, startedTs: startedAt, playbackLines },
      encrypted: tls !== undefined,
      registration: options.registration ?? "open",
      saslMechanisms,
    },
    tlsPort: () => addresses.certifiedPort(clock()),
    unknownCount: (): number => connections.unknownCount,
  });
  const requests = new Requests({
    directories,
    ...{ name, chat, participants, persons, records, delivery, store, rate, returnWithinMs },
    forgetting,
    ...{ clock, startedAt, log },
    tokens: new Tokens(store.tokenKey),
    hosts: new Hosts(store.tokenKey),
    tokenKey: store.tokenKey,
    registration: options.registration,
    passwordMin: options.passwordMin,
    operators: options.operators,
    readFiles: options.readFiles,
    hasFreeGuesses: sessionBounds.hasFreeGuesses,
    searchDesk: new SearchDesk({ store, persons, log, forgetting }),
    addresses,
    stop: (text) => void stop(text),
  });
  const operator = new Operator({
    ...{ chat, participants, persons, delivery, requests, consoles, startedAt },
    show: tellOperator,
  });
  const owner = options.owner === undefined ? undefined : chat.accounts.lookUp(options.owner);
  if (owner !== undefined && owner.role !== "owner") {
    requests.ask(operatorNick, { type: "makeOwner", identity: owner.identity });
  }
  const sweeping = startSweeping({
    ask: (by, what) => requests.ask(by, what),
    clock: serverClock,
  });
  const retention = new RetentionTimer(store, options.keep ?? {}, serverClock, log);
  const connections: Connections = new Connections({
    ...{ listeners, dialects, name, connectionBounds, sessionBounds, trustedProxies, log },
    measurements,
    tls: tlsAcceptor && { acceptor: tlsAcceptor, required: tls?.required },
    web: options.web && openWeb(options.web, {
      dialects,
      certificateNames: () => addresses.certificateNames,
      checkHealth: () => checkHealth({ health, clock, startedAt, version }),
      figures: readFigures,
      count: (route, status) => measurements.http.add(route, status),
      connectionRate: sessionBounds.addressRate,
      onError: (error) => log(unexpected(error)),
    }),
    handler: requests,
  });
  const { listenForAdmins } = options;
  const adminDoor = listenForAdmins &&
    AdminDoor.open({
      ...{
        listen: listenForAdmins,
        server: name,
        sessionBounds,
        operator,
        requests,
        delivery,
        log,
      },
    });

  function observeAll(messages: readonly ServerMessage[]): void {
    observe(messages);
    consoles.observe(messages);
  }

  function noteLog(record: LogRecord): void {
    options.log?.(record);
    consoles.note(record.message);
    if (record.event !== "rate_limited") return;
    const isOperator = (member: Member) => !member.isConsole && may(member, "seeAddresses");
    participants.tell({ type: "notice", text: record.message }, isOperator);
  }

  function readFigures(): readonly Figure[] {
    eventLoop.begin();
    return figures;
  }

  let stopping: Promise<void> | undefined;
  const stopped = Promise.withResolvers<void>();
  function stop(text?: string): Promise<void> {
    if (stopping === undefined) {
      log(stopBegun(participants.connectionsSoFar));
      health.noteStopping();
      eventLoop[Symbol.dispose]();
      retention[Symbol.dispose]();
      sweeping[Symbol.dispose]();
      serverClock[Symbol.dispose]();
      participants[Symbol.dispose]();
      forgetting[Symbol.dispose]();
      stopping = close({ connections, adminDoor, delivery, store }, text);
      stopping.then(stopped.resolve, stopped.reject);
    }
    return stopping;
  }
  const figures = figuresOf({
    ...{ version, startedAt, measurements, eventLoop },
    ...{ chat, participants, delivery, dialects, connections, health },
  });
  const [first = asked[0]] = listening.map(([{ addr }]) => addr);
  return {
    ...{ hostname: first.hostname, port: first.port },
    ports: [...new Set(listening.map(([{ addr }]) => addr.port))],
    ...{ operator, stop, stopped: stopped.promise },
    claimCode: requests.accountDesk.claimCode,
    ...{ addresses, fingerprint: addresses.fingerprint },
    useCertificate(authority) {
      tlsAcceptor?.useAuthority(authority);
      addresses.useCertificate(authority.certificate);
    },
    figures: readFigures,
    hasAdminDoor: adminDoor !== undefined,
    [Symbol.asyncDispose]: () => stop(),
  };
}

interface Closed {
  readonly connections: Connections;
  readonly adminDoor: AdminDoor | undefined;
  readonly delivery: Delivery;
  readonly store: Store;
}

async function close(
  { connections, adminDoor, delivery, store }: Closed,
  text: string | undefined,
): Promise<void> {
  connections.close();
  adminDoor?.close();
  await within(drainWithinMs, delivery.drained());
  // Everybody goes at once: nobody needs to be told who left.
  delivery[Symbol.dispose]();
  const bye = { type: "bye", code: "stopping", text } as const;
  await connections.endAll(bye, byeWithinMs);
  await store[Symbol.asyncDispose]();
  // Last: who has stopped the server may start it again now.
  await adminDoor?.endAll(bye, byeWithinMs);
}

function ignore(): void {}
