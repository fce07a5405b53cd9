import { fixed } from "../../bench/markdown.ts";
import type { Attack } from "./attack.ts";
import type { Findings } from "./run_attack.ts";

/** The longest that anybody at another address may wait for what an attacker does, in milliseconds. */
const bounds = { ping: 100, say: 500, tell: 500, enter: 1000 } as const;
/** What the operator's log may grow by, whatever clients do. */
const maxLogBytesPerSecond = 2000;
const waits = ["ping", "say", "tell", "enter"] as const;

export const columns = [
  "attack",
  ...waits.flatMap((wait) => [`${wait} p50`, `most (< ${bounds[wait]})`]),
  `log B/s (< ${maxLogBytesPerSecond})`,
  "complaints",
  "",
];

export function isUnharmed({ diskIsFull = false }: Attack, findings: Findings): boolean {
  const isQuick = waits.every((name) => Math.max(...findings[name]) < bounds[name]);
  return isQuick && findings.complaints.length === 0 &&
    findings.logBytesPerSecond < maxLogBytesPerSecond && findings.notKept > 0 === diskIsFull;
}

/** A row of the table: median and longest of each wait, in milliseconds. */
export function row(attack: Attack, findings: Findings): string[] {
  const figures = waits.flatMap((wait) => {
    const sorted = findings[wait].toSorted((one, other) => one - other);
    return [sorted[sorted.length >> 1], sorted.at(-1)];
  });
  const words = figures.map((figure) => figure === Infinity ? "never" : fixed(figure, 0));
  return [
    attack.name,
    ...words,
    fixed(findings.logBytesPerSecond, 0),
    `${findings.complaints.length}`,
    isUnharmed(attack, findings) ? "held" : "MISSED",
  ];
}
