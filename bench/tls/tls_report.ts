import type { MemoryEach } from "../connection_memory.ts";
import { fixed, target } from "../markdown.ts";
import { tls } from "../scenarios.ts";
import type { Times } from "../times.ts";
import type { HalfMadeResult } from "./half_made.ts";
import type { HandshakesResult, TlsResult } from "./measure_tls.ts";

/** A line for each; nothing where nothing was measured. */
export function tlsFigures(result: TlsResult | undefined): string[] {
  if (result === undefined) return [];
  const { memory, handshakes, halfMade } = result;
  return [
    ...memory === undefined ? [] : [describeMemory(memory.plain, memory.tls)],
    ...handshakes === undefined ? [] : [describeHandshakes(handshakes)],
    ...halfMade.map(describeHalfMade),
  ];
}

export function tlsTargets(result: TlsResult | undefined): string[] {
  const { name, targets: { sayMs } } = tls.halfMade;
  return (result?.halfMade ?? []).flatMap(({ sent, whileOpening, whileStanding }) => [
    ...target(`${name}, ${sent}: slowest say, opening`, whileOpening.slowestMs, sayMs, " ms"),
    ...target(`${name}, ${sent}: slowest say, standing`, whileStanding.slowestMs, sayMs, " ms"),
  ]);
}

function describeMemory(plain: MemoryEach, encrypted: MemoryEach): string {
  const times = (name: keyof MemoryEach) =>
    `${fixed(encrypted[name], 1)} KiB, plain ${fixed(plain[name], 1)} KiB`;
  return `- ${tls.memory.name}: nothing said yet: ${times("silent")}; joined: ${times("joined")}`;
}

function describeHandshakes({ perSecond, microsEach }: HandshakesResult): string {
  return `- ${tls.handshakes.name}: ${
    fixed(microsEach, 0)
  } µs of the server's processor time each, ` +
    `${fixed(1e6 / microsEach, 0)} a second for a processor; the load made ${fixed(perSecond, 0)}`;
}

function describeHalfMade(result: HalfMadeResult): string {
  const { sent, standing, openedSeconds, kiBEach, whileOpening, whileStanding } = result;
  return `- ${tls.halfMade.name}, ${sent}: ${standing} stood, opened in ${
    fixed(openedSeconds, 1)
  } s; ` +
    `${fixed(kiBEach, 1)} KiB each; to say something: while they were opened ` +
    `${describeTimes(whileOpening)}, while they stood ${describeTimes(whileStanding)}`;
}

function describeTimes({ medianMs, slowestMs }: Times): string {
  return `median ${fixed(medianMs, 2)} ms, slowest ${fixed(slowestMs, 1)} ms`;
}
