import type { MemoryEach } from "../connection_memory.ts";
import { fixed, target } from "../markdown.ts";
import { page } from "../scenarios.ts";
import type { BrowserResult } from "./measure_in_browser.ts";
import type { PageResult } from "./measure_page.ts";

/** A line for each; nothing where nothing was measured. */
export function pageFigures(result: PageResult | undefined): string[] {
  if (result === undefined) return [];
  const { memory, wire, browser: { lasting, flood, scrolling } } = result;
  return [
    ...memory === undefined ? [] : [describeMemory(memory.plain, memory.webSocket)],
    ...wire === undefined ? [] : [
      `- ${page.wire.name}: ${wire.bytes.atOnce} bytes a visit, ${wire.bytes.all} with all that is fetched on demand`,
    ],
    ...scrolling.map((
      { way, messages, seconds, frames: { perSecond, longestMs, longestWorkMs } },
    ) =>
      `- ${page.scrolling.name}, ${way}: ${messages} in ${fixed(seconds, 0)} s, ${
        fixed(perSecond, 1)
      } frames a ` +
      `second, ${fixed(longestMs, 0)} ms at most from one to the next, ` +
      `${fixed(longestWorkMs, 0)} ms of processor time at most for a task`
    ),
    ...flood === undefined ? [] : [
      `- ${page.flood.name}: ${fixed(flood.messagesPerSecond, 0)} a second came; key: median ` +
      `${flood.keys.p50Ms} ms, 95 of 100 within ${flood.keys.p95Ms} ms`,
    ],
    ...lasting === undefined ? [] : [
      `- ${page.lasting.name}: in ${lasting.minutes} minutes from ` +
      `${lasting.heapMiB.map((each) => fixed(each, 2)).join(" to ")} MiB and from ` +
      `${lasting.nodes.join(" to ")} nodes`,
    ],
  ];
}

export function pageTargets(result: PageResult | undefined): string[] {
  if (result === undefined) return [];
  const { name, targets: { firstByteMs, kiB } } = page.wire;
  const { firstByteMs: { inTheClear, overTls } = {}, bytes } = result.wire ?? {};
  return [
    ...target(`${name}: first byte`, inTheClear, firstByteMs, " ms"),
    ...target(`${name}: first byte over TLS`, overTls, firstByteMs, " ms"),
    ...target(`${name}: what a visit loads`, bytes && bytes.atOnce / 1024, kiB, " KiB"),
    ...browserTargets(result.browser),
  ];
}

function browserTargets({ opening, scrolling, flood, lasting }: BrowserResult): string[] {
  const { usableMs } = page.opening.targets;
  const { processorShare, keyMs } = page.flood.targets;
  const { heapMiBPerMinute, nodesPerMinute } = page.lasting.targets;
  return [
    ...target(`${page.opening.name}: first visit`, opening?.firstVisitMs, usableMs, " ms"),
    ...target(`${page.opening.name}: again`, opening?.returnMs, usableMs, " ms"),
    ...scrolling.flatMap(({ way, frames }) =>
      target(
        `${page.scrolling.name}, ${way}: frames over 50 ms`,
        frames.long,
        page.scrolling.targets.longFrames,
        "",
      )
    ),
    ...target(
      `${page.flood.name}: processor, of a core`,
      flood?.processorShare,
      processorShare,
      "",
    ),
    ...target(`${page.flood.name}: slowest key`, flood?.keys.slowestMs, keyMs, " ms"),
    ...target(
      `${page.lasting.name}: heap, more a minute`,
      lasting?.heapMiBPerMinute,
      heapMiBPerMinute,
      " MiB",
    ),
    ...target(
      `${page.lasting.name}: nodes, more a minute`,
      lasting?.nodesPerMinute,
      nodesPerMinute,
      "",
    ),
  ];
}

function describeMemory(plain: MemoryEach, webSocket: MemoryEach): string {
  const times = (name: keyof MemoryEach) =>
    `${fixed(webSocket[name], 1)} KiB, TCP ${fixed(plain[name], 1)} KiB`;
  return `- ${page.memory.name}: nothing said yet: ${times("silent")}; joined: ${times("joined")}`;
}
