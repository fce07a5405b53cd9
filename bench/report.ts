import { availableParallelism, cpus, loadavg, release, type } from "node:os";

import type { HistoryResult } from "./history.ts";
import { fixed, table, target } from "./markdown.ts";
import type { DialectsResult } from "./dialects/measure_dialects.ts";
import type { IdleResult, ScenarioResult } from "./measure.ts";
import type { PageResult } from "./page/measure_page.ts";
import { pageFigures, pageTargets } from "./page/page_report.ts";
import { idle, million, rest, startUp } from "./scenarios.ts";
import type { ScreenResult } from "./screen/measure_screen.ts";
import { screenTable, screenTargets } from "./screen/screen_report.ts";
import type { TlsResult } from "./tls/measure_tls.ts";
import { tlsFigures, tlsTargets } from "./tls/tls_report.ts";

export interface Report {
  readonly machine: Machine;
  readonly scenarios: readonly ScenarioResult[];
  /** With the history on disk; the baseline is the server with the history in memory. */
  readonly kept?: readonly ScenarioResult[];
  readonly dialects?: DialectsResult;
  readonly tls?: TlsResult;
  readonly page?: PageResult;
  readonly history?: HistoryResult;
  readonly idle?: IdleResult;
  readonly startUpSeconds?: number;
  readonly restMiB?: number;
  /** The first is the client of this repository. */
  readonly screens?: readonly ScreenResult[];
  /** What could not be done as it should, in whole sentences. */
  readonly remarks: readonly string[];
}

export interface Machine {
  /** YYYY-MM-DD, UTC */
  readonly date: string;
  readonly kernel: string;
  readonly processor: string;
  readonly cores: number;
  readonly deno: string;
  /** Over the last minute. */
  readonly loadAverage: number;
}

export function thisMachine(now: Date): Machine {
  return {
    date: now.toISOString().slice(0, 10),
    kernel: `${type()} ${release()}`,
    processor: cpus()[0]?.model ?? "unknown processor",
    cores: availableParallelism(),
    deno: Deno.version.deno,
    loadAverage: loadavg()[0] ?? NaN,
  };
}

/** Markdown: the machine, a table of the loads, the other figures, and each target. */
export function renderReport(report: Report): string {
  const { date, kernel, processor, cores, deno, loadAverage } = report.machine;
  const parts = [
    `${date}; ${kernel}; ${processor}, ${cores} cores; Deno ${deno}; ` +
    `load average at the start ${fixed(loadAverage, 1)}`,
  ];
  if (report.remarks.length > 0) parts.push(report.remarks.join(" "));
  const { kept = [], screens = [], dialects, tls, page } = report;
  const noBrowser = page?.browser.problem;
  if (noBrowser !== undefined) parts.push(`Without the page in a browser: ${noBrowser}.`);
  const { scenarios: overWebSockets = [] } = page ?? {};
  const { scenarios: spoken = [], rivals = [], problems = [] } = dialects ?? {};
  if (problems.length > 0) parts.push(`Without these: ${problems.join("; ")}.`);
  if (report.scenarios.length > 0) parts.push(loadTable(report.scenarios, "C"));
  if (kept.length > 0) parts.push(loadTable(kept, "memory"));
  if (spoken.length > 0) parts.push(loadTable(spoken, "native"));
  if (rivals.length > 0) parts.push(loadTable(rivals, "rival"));
  if (tls !== undefined && tls.scenarios.length > 0) parts.push(loadTable(tls.scenarios, "plain"));
  if (overWebSockets.length > 0) parts.push(loadTable(overWebSockets, "TCP"));
  if (screens.length > 0) parts.push(screenTable(screens));
  const figures = [...otherFigures(report), ...tlsFigures(tls), ...pageFigures(page)];
  if (figures.length > 0) parts.push(figures.join("\n"));
  const targets = [
    ...scenarioTargets(report.scenarios, "C"),
    ...scenarioTargets(kept, "memory"),
    ...scenarioTargets(spoken, "native"),
    ...scenarioTargets(rivals, "rival"),
    ...scenarioTargets(overWebSockets, "TCP"),
    ...otherTargets(report),
    ...tlsTargets(tls),
    ...pageTargets(page),
    ...historyTargets(report.history),
    ...screenTargets(screens),
  ];
  if (targets.length > 0) parts.push(targets.join("\n"));
  return parts.join("\n\n");
}

/** What the server is measured against, as the tables name it. */
type Baseline = "C" | "memory" | "plain" | "native" | "rival" | "TCP";

const columnsFor = (baseline: Baseline) => [
  "load",
  "deliveries/s",
  "µs/delivery",
  `${baseline} µs/delivery`,
  "ratio",
  "p50 ms",
  "p99 ms",
  `${baseline} p50 ms`,
  `${baseline} p99 ms`,
  "load busy",
];

function loadTable(results: readonly ScenarioResult[], baseline: Baseline): string {
  return table(columnsFor(baseline), results.map(cells));
}

function cells({ scenario, server, baseline, ratio }: ScenarioResult): readonly string[] {
  return [
    scenario.name,
    Math.round(server.deliveriesPerSecond).toLocaleString("en"),
    fixed(server.microsPerDelivery, 2),
    fixed(baseline?.microsPerDelivery, 2),
    fixed(ratio, 2),
    fixed(server.p50Ms, 2),
    fixed(server.p99Ms, 2),
    fixed(baseline?.p50Ms, 2),
    fixed(baseline?.p99Ms, 2),
    `${fixed(server.loadShare * 100, 0)} %`,
  ];
}

function otherFigures(report: Report): string[] {
  const lines: string[] = [];
  if (report.idle) {
    const { clients, joinedSeconds, kiBPerClient } = report.idle;
    lines.push(
      `- ${clients} clients joined in ${fixed(joinedSeconds, 2)} s; ` +
        `memory for each, idle: ${fixed(kiBPerClient, 1)} KiB`,
    );
  }
  if (report.startUpSeconds !== undefined) {
    lines.push(`- listening ${fixed(report.startUpSeconds, 3)} s after the start`);
  }
  if (report.restMiB !== undefined) {
    lines.push(`- memory of the server at rest: ${fixed(report.restMiB, 0)} MiB`);
  }
  if (report.history) {
    const { messages, page, search } = report.history;
    lines.push(
      `- ${messages.toLocaleString("en")} messages on disk: page of ${million.page}: median ` +
        `${fixed(page.medianMs, 2)} ms, slowest ${fixed(page.slowestMs, 1)} ms; two-word search: ` +
        `median ${fixed(search.medianMs, 1)} ms, slowest ${fixed(search.slowestMs, 1)} ms`,
    );
  }
  return lines;
}

function scenarioTargets(results: readonly ScenarioResult[], against: Baseline): string[] {
  return results.flatMap(({ scenario: { name, targets = {} }, server, baseline, ratio }) => {
    const moreMs = baseline && server.p50Ms - baseline.p50Ms;
    return [
      ...target(`${name}: processor time a delivery, to ${against}'s`, ratio, targets.ratio, ""),
      ...target(`${name}: p50`, server.p50Ms, targets.p50Ms, " ms"),
      ...target(`${name}: p50, more than ${against}'s by`, moreMs, targets.p50MoreMs, " ms"),
    ];
  });
}

function historyTargets(history: HistoryResult | undefined): string[] {
  const { startSeconds, pageMs, searchMs, pingMs } = million.targets;
  const name = million.name;
  return [
    ...target(`${name}: listening`, history?.startSeconds, startSeconds, " s"),
    ...target(`${name}: page of ${million.page}`, history?.page.medianMs, pageMs, " ms"),
    ...target(`${name}: two-word search`, history?.search.medianMs, searchMs, " ms"),
    ...target(`${name}: longest wait for a pong`, history?.longestPingMs, pingMs, " ms"),
  ];
}

function otherTargets(report: Report): string[] {
  const { kiBPerClient, joinedWithinSeconds } = idle.targets;
  const { listeningWithinSeconds } = startUp.targets;
  return [
    ...target(`${idle.name}: memory each`, report.idle?.kiBPerClient, kiBPerClient, " KiB"),
    ...target(`${idle.name}: joined`, report.idle?.joinedSeconds, joinedWithinSeconds, " s"),
    ...target(`${startUp.name}: listening`, report.startUpSeconds, listeningWithinSeconds, " s"),
    ...target(`${rest.name}: memory`, report.restMiB, rest.targets.restMiB, " MiB"),
  ];
}
