import type { Traffic } from "./load.ts";

/** One load, put on the server and on the C loop in turn. */
export interface Scenario {
  readonly name: string;
  readonly clients: number;
  readonly traffic: Traffic;
  readonly targets?: Targets;
}

/** Most that a figure may be. */
export interface Targets {
  /** Processor time for a delivery, compared with what it is measured against. */
  readonly ratio?: number;
  readonly p50Ms?: number;
  /** How much more the median may be than that of what it is measured against. */
  readonly p50MoreMs?: number;
}

export const scenarios: readonly Scenario[] = [
  ...[10, 200, 1000].flatMap((clients) => [1, 64].map((count) => inFlight(clients, count))),
  {
    name: "1000 clients, 64 senders with 1 each",
    clients: 1000,
    traffic: { kind: "in flight", senders: 64, perSender: 1 },
  },
  {
    name: "1000 clients, 50 a second",
    clients: 1000,
    traffic: { kind: "paced", perSecond: 50 },
    targets: { p50Ms: 8 },
  },
];

function inFlight(clients: number, count: number): Scenario {
  return {
    name: `${clients} clients, ${count} in flight`,
    clients,
    traffic: { kind: "in flight", senders: 1, perSender: count },
    targets: clients === 1000 ? { ratio: 1.5 } : {},
  };
}

/** With the history on disk, measured against the same server with the history in memory. */
export const keptScenarios: readonly Scenario[] = [
  { ...inFlight(1000, 1), name: "on disk: 1000 clients, 1 in flight", targets: { p50MoreMs: 3 } },
  { ...inFlight(1000, 64), name: "on disk: 1000 clients, 64 in flight", targets: { ratio: 1.15 } },
];

/** Over TLS, measured against the same server in the clear. */
export const tlsScenarios: readonly Scenario[] = [1, 64].map((count) => ({
  ...inFlight(1000, count),
  name: `tls: 1000 clients, ${count} in flight`,
  targets: {},
}));

/** Clients of that dialect, measured against ones that speak native. */
export function dialectScenarios(dialect: string): readonly Scenario[] {
  const ratio = dialect === "mixed" ? 1.2 : 1.15;
  return [1, 64].map((count) => ({
    ...inFlight(1000, count),
    name: `dialects: ${dialect}, 1000 clients, ${count} in flight`,
    targets: { ratio },
  }));
}

/** Measured against that server. */
export function rivalScenarios(rival: string, clients: number): readonly Scenario[] {
  return [1, 64].map((count) => ({
    ...inFlight(clients, count),
    name: `dialects: ${rival}, ${clients} clients, ${count} in flight`,
    // With fewer a delivery has to bear more of what a message costs.
    targets: clients === 1000 ? { ratio: 0.5 } : {},
  }));
}

export const page = {
  /** Over WebSockets, measured against the same over TCP. */
  scenarios: [1, 64].map((count): Scenario => ({
    ...inFlight(1000, count),
    name: `page: 1000 WebSocket clients, ${count} in flight`,
    targets: { ratio: 1.3 },
  })),
  memory: { name: "page: memory of a WebSocket", clients: 2000, settleMs: 3000 },
  wire: {
    name: "page: over the wire",
    firstBytes: 50,
    /** From connecting, and shaking hands where it is over TLS. */
    targets: { firstByteMs: 20, kiB: 60 },
  },
  opening: {
    name: "page: opening it",
    times: 5,
    /** So many times is the processor slowed. */
    slowdown: 4,
    targets: { usableMs: 1000 },
  },
  scrolling: {
    name: "page: 100,000 messages",
    messages: 100_000,
    /** In each way. */
    mostSeconds: 120,
    targets: { longFrames: 0 },
  },
  lasting: {
    name: "page: 100 messages a second",
    perSecond: 100,
    /** Until as many messages are in the page as it keeps. */
    warmUpSeconds: 60,
    sampleSeconds: 5,
    /** For one sample. */
    countedTimes: 5,
    targets: { heapMiBPerMinute: 0.1, nodesPerMinute: 1 },
  },
  flood: {
    name: "page: 2000 messages a second",
    perSecond: 2000,
    warmUpSeconds: 5,
    quietSeconds: 10,
    keys: 100,
    targets: { processorShare: 0.5, keyMs: 50 },
  },
} as const;

export const tls = {
  /** Less than the time in which a `hello` is due, with all that is measured before. */
  memory: { name: "tls: memory of a connection", clients: 2000, settleMs: 3000 },
  handshakes: { name: "tls: handshakes", count: 3000, atOnce: 20 },
  halfMade: {
    name: "tls: half-made handshakes",
    count: 10_000,
    standMs: 4000,
    targets: { sayMs: 100 },
  },
} as const;

export const million = {
  name: "a million messages on disk",
  messages: 1_000_000,
  /** In each; of so many that there are. */
  words: 12,
  vocabulary: 20_000,
  page: 50,
  /** Pages, and searches. */
  asked: 200,
  starts: 5,
  targets: { startSeconds: 0.5, pageMs: 5, searchMs: 50, pingMs: 20 },
} as const;

/** How often each load is put on each of the two servers, in turn; figures are medians. */
export const rounds = 5;

export const idle = {
  name: "5000 idle clients",
  clients: 5000,
  targets: { kiBPerClient: 25, joinedWithinSeconds: 15 },
} as const;

export const startUp = {
  name: "start-up",
  starts: 5,
  targets: { listeningWithinSeconds: 0.25 },
} as const;

/** With the history on disk, and nobody there. */
export const rest = {
  name: "server at rest",
  starts: 5,
  afterMs: 5000,
  targets: { restMiB: 80 },
} as const;

/** The full-screen client while one person says more than anybody can read. */
export const screen = {
  name: "full screen",
  columns: 120,
  rows: 40,
  perSecond: 2000,
  /** From the beginning of the flood; each is over when the next begins. */
  floodSeconds: { untilEarlyMemory: 10, untilKeys: 30, untilLateMemory: 60 },
  /** Typed while nobody says anything, and again in the flood. */
  keys: 50,
  starts: 5,
  targets: {
    /** The slowest, also in the flood. */
    keyMs: 50,
    medianKeyMs: 5,
    frameMs: 1.5,
    restMiB: 70,
    updatesPerSecond: 30,
    processorShare: 0.5,
    /** Late memory to early memory. */
    memoryRatio: 1.1,
    openSeconds: 0.2,
  },
} as const;
