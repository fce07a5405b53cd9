import { fixed, table, target } from "../markdown.ts";
import { screen } from "../scenarios.ts";
import type { ScreenResult } from "./measure_screen.ts";

const columns = [
  screen.name,
  "messages/s",
  "core",
  "µs/message",
  "redraws/s",
  "KiB/s written",
  "key p50 ms",
  "key max ms",
  "flood key p50 ms",
  "flood key max ms",
  "last shown ms",
  "frame ms",
  "MiB at rest",
  "MiB early",
  "MiB late",
  "open s",
];

export function screenTable(results: readonly ScreenResult[]): string {
  return table(columns, results.map(cells));
}

function cells(result: ScreenResult): readonly string[] {
  const { flood, quietKeys, floodKeys } = result;
  return [
    result.name,
    fixed(flood.messagesPerSecond, 0),
    `${fixed(flood.processorShare * 100, 0)} %`,
    fixed(flood.microsPerMessage, 0),
    fixed(flood.updatesPerSecond, 1),
    fixed(flood.writtenKiBPerSecond, 0),
    ...[quietKeys, floodKeys].flatMap(({ medianMs, slowestMs }) => [
      fixed(medianMs, 1),
      fixed(slowestMs, 1),
    ]),
    fixed(result.lastShownMs, 0),
    fixed(result.frameMs, 2),
    fixed(result.restMiB, 0),
    fixed(result.earlyMiB, 0),
    fixed(result.lateMiB, 0),
    fixed(result.openSeconds, 2),
  ];
}

/** Of the first, which is the one of this repository: what others reach is for comparison. */
export function screenTargets([own]: readonly ScreenResult[]): string[] {
  if (own === undefined) return [];
  const { keyMs, medianKeyMs, frameMs, restMiB } = screen.targets;
  const { updatesPerSecond, processorShare, memoryRatio, openSeconds } = screen.targets;
  const { flood, quietKeys, floodKeys, earlyMiB, lateMiB } = own;
  const { name } = screen;
  return [
    ...target(`${name}: median key`, quietKeys.medianMs, medianKeyMs, " ms"),
    ...target(`${name}: slowest key`, quietKeys.slowestMs, keyMs, " ms"),
    ...target(`${name}: slowest key in the flood`, floodKeys.slowestMs, keyMs, " ms"),
    ...target(`${name}: redraws a second`, flood.updatesPerSecond, updatesPerSecond, ""),
    ...target(`${name}: processor, of a core`, flood.processorShare, processorShare, ""),
    ...target(`${name}: frame`, own.frameMs, frameMs, " ms"),
    ...target(`${name}: memory at rest`, own.restMiB, restMiB, " MiB"),
    ...target(`${name}: late memory, to early`, lateMiB / earlyMiB, memoryRatio, ""),
    ...target(`${name}: open`, own.openSeconds, openSeconds, " s"),
  ];
}
