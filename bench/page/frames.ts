import type { Page } from "playwright-core";

/** Of the frames that a page drew. */
export interface FramesResult {
  readonly perSecond: number;
  /** On which the page worked for more than 50 ms: `long-animation-frame` of the W3C. */
  readonly long: number;
  /** From one to the next. */
  readonly longestMs: number;
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
export async function watchFrames(page: Page, work: () => Promise<void>): Promise<FramesResult> {
  await page.evaluate(startWatching);
  await work();
  return await page.evaluate("frames_.end()");
}
