import type { CDPSession, Page } from "playwright-core";

/** Of the frames that a page drew. */
export interface FramesResult {
  readonly perSecond: number;
  /** On which the page worked for more than 50 ms: `long-animation-frame` of the W3C. */
  readonly long: number;
  /** From one to the next. */
  readonly longestMs: number;
  /** Processor time that the page's longest task took: unlike the others, it hardly grows with what else the machine does. */
  readonly longestWorkMs: number;
}

/** For the page. */
const startWatching = `globalThis.frames_ = (() => {
  const intervals = [];
  let [long, last, isOver] = [0, undefined, false];
  const observer = new PerformanceObserver((list) => { long += list.getEntries().length; });
  observer.observe({ type: "long-animation-frame" });
  const tick = (atMs) => {
    if (last !== undefined) intervals.push(atMs - last);
    last = atMs;
    if (!isOver) requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
  return {
    end() {
      isOver = true;
      long += observer.takeRecords().length;
      observer.disconnect();
      const totalMs = intervals.reduce((sum, each) => sum + each, 0);
      return { perSecond: intervals.length * 1000 / totalMs, long, longestMs: Math.max(...intervals) };
    },
  };
})(); undefined`;

/** What the page draws while something is done in it. */
export async function watchFrames(
  page: Page,
  browser: CDPSession,
  work: () => Promise<void>,
): Promise<FramesResult> {
  const longestTask = await traceTasks(browser);
  await page.evaluate(startWatching);
  await work();
  const frames: Omit<FramesResult, "longestWorkMs"> = await page.evaluate("frames_.end()");
  return { ...frames, longestWorkMs: await longestTask() };
}

/** Of Chrome's trace event format, what is read here. */
interface TraceEvent {
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time, in microseconds. */
  readonly tdur?: number;
  readonly args: { readonly name?: string };
}

/** Starts to trace; the function ends that, and gives the processor time of the longest task on a page's main thread. */
async function traceTasks(browser: CDPSession): Promise<() => Promise<number>> {
  const mainThreads = new Set<string>();
  const longestMicros = new Map<string, number>();
  const collect = ({ value }: { readonly value: readonly object[] }) => {
    for (const { name, pid, tid, tdur = 0, args } of value as readonly TraceEvent[]) {
      const thread = `${pid} ${tid}`;
      if (name === "thread_name" && args.name === "CrRendererMain") mainThreads.add(thread);
      if (!name.endsWith("RunTask")) continue;
      longestMicros.set(thread, Math.max(longestMicros.get(thread) ?? 0, tdur));
    }
  };
  browser.on("Tracing.dataCollected", collect);
  await browser.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel"], excludedCategories: ["*"] },
  });
  return async () => {
    const complete = Promise.withResolvers<unknown>();
    browser.once("Tracing.tracingComplete", complete.resolve);
    await browser.send("Tracing.end");
    await complete.promise;
    browser.off("Tracing.dataCollected", collect);
    return Math.max(...[...mainThreads].map((thread) => longestMicros.get(thread) ?? 0)) / 1000;
  };
}
