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
  /** Processor time for a delivery, compared with the C loop's. */
  readonly ratio?: number;
  readonly p50Ms?: number;
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
