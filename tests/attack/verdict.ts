import { fixed } from "../../bench/markdown.ts";
import type { Testimony } from "./witness.ts";

/** The longest that anybody at another address may wait for what an attacker does, in milliseconds. */
const bounds = { ping: 100, say: 500, tell: 500, enter: 1000 } as const;
const waits = ["ping", "say", "tell", "enter"] as const;

export const columns = [
  "attack",
  ...waits.flatMap((wait) => [`${wait} p50`, `most (< ${bounds[wait]})`]),
  "complaints",
  "",
];

export function isUnharmed(testimony: Testimony): boolean {
  const isQuick = waits.every((name) => Math.max(...testimony[name]) < bounds[name]);
  return isQuick && testimony.complaints.length === 0;
}

/** A row of the table: median and longest of each wait, in milliseconds. */
export function row(name: string, testimony: Testimony): string[] {
  const figures = waits.flatMap((wait) => {
    const sorted = testimony[wait].toSorted((one, other) => one - other);
    return [sorted[sorted.length >> 1], sorted.at(-1)];
  });
  const words = figures.map((figure) => figure === Infinity ? "never" : fixed(figure, 0));
  return [
    name,
    ...words,
    `${testimony.complaints.length}`,
    isUnharmed(testimony) ? "held" : "MISSED",
  ];
}
