import type { Locator, Page } from "playwright-core";
import type { MeasureOptions } from "../measure.ts";
import { page as scenario } from "../scenarios.ts";
import type { BenchBrowser, BenchTab } from "./bench_browser.ts";
import { type FramesResult, watchFrames } from "./frames.ts";
import { markOf } from "./many_messages.ts";

export interface ScrollingResult {
  readonly way: string;
  readonly seconds: number;
  readonly frames: FramesResult;
}

/** Scrolls up a little, by what a person has in hand. */
type ScrollUp = (tab: BenchTab, log: Locator) => Promise<() => Promise<void>>;

/** Each is far faster than a person. */
const ways: readonly (readonly [way: string, scrollUp: ScrollUp])[] = [
  ["by the wheel", byWheel],
  ["by Page Up", byPageUp],
  ["by the scrollbar", byScrollbar],
];

const wheelPixels = 1200;
/** Between two looks whether the beginning is reached. */
const stepsAtOnce = 20;
const timeoutMs = 10 * 60_000;

/** From the end of a room to its beginning. */
export async function measureScrolling(
  browser: BenchBrowser,
  port: number,
  { progress, signal }: MeasureOptions,
): Promise<readonly ScrollingResult[]> {
  const results: ScrollingResult[] = [];
  for (const [way, scrollUp] of ways) {
    progress(`${scenario.scrolling.name}: ${way}`);
    await using tab = await browser.join(port, `reader${results.length}`);
    await tab.chat.sees(markOf(scenario.scrolling.messages));
    const log = tab.chat.talk;
    const step = await scrollUp(tab, log);
    const startedAtMs = performance.now();
    const frames = await watchFrames(tab.page, async () => {
      while (!await sees(tab.page, markOf(1))) {
        signal.throwIfAborted();
        if (performance.now() - startedAtMs > timeoutMs) {
          throw new Error(`No beginning is reached ${way}`);
        }
        for (let i = 0; i < stepsAtOnce; i++) await step();
      }
    });
    results.push({ way, seconds: (performance.now() - startedAtMs) / 1000, frames });
  }
  return results;
}

async function sees(page: Page, text: string): Promise<boolean> {
  return await page.evaluate(
    `document.querySelector("[role=log]").textContent.includes(${JSON.stringify(text)})`,
  );
}

async function byWheel({ page }: BenchTab, log: Locator): Promise<() => Promise<void>> {
  await log.hover();
  return () => page.mouse.wheel(0, -wheelPixels);
}

async function byPageUp({ page }: BenchTab, log: Locator): Promise<() => Promise<void>> {
  await log.focus();
  return () => page.keyboard.press("PageUp");
}

/** The thumb is taken, pulled to the top and held there, moving a little, as long as more comes. */
async function byScrollbar({ page }: BenchTab, log: Locator): Promise<() => Promise<void>> {
  const box = await log.boundingBox();
  if (box === null) throw new Error("There is no log to scroll");
  const [x, top, bottom] = [box.x + box.width - 5, box.y + 4, box.y + box.height - 6];
  let y = bottom;
  await page.mouse.move(x, y);
  await page.mouse.down();
  return async () => {
    y = y > top + 40 ? y - 25 : top + Math.random() * 20;
    await page.mouse.move(x, y);
  };
}
