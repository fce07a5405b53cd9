import type { Locator, Page } from "playwright-core";
import type { MeasureOptions } from "../measure.ts";
import { page as scenario } from "../scenarios.ts";
import type { BenchBrowser, BenchTab } from "./bench_browser.ts";
import { type FramesResult, watchFrames } from "./frames.ts";
import { markOf, numberIn } from "./many_messages.ts";

export interface ScrollingResult {
  readonly way: string;
  /** So many were scrolled past. */
  readonly messages: number;
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

const wheelPixels = 2400;
/** Between two looks at how far it is. */
const stepsAtOnce = 20;

/** From the end of a room towards its beginning, as far as that goes in the time. */
export async function measureScrolling(
  browser: BenchBrowser,
  port: number,
  { progress, signal }: MeasureOptions,
): Promise<readonly ScrollingResult[]> {
  const { name, messages, mostSeconds } = scenario.scrolling;
  const results: ScrollingResult[] = [];
  for (const [way, scrollUp] of ways) {
    progress(`${name}: ${way}`);
    await using tab = await browser.join(port, `reader${results.length}`);
    await tab.chat.sees(markOf(messages));
    const step = await scrollUp(tab, tab.chat.talk);
    const startedAtMs = performance.now();
    let [first, seconds]: [number, number] = [messages, 0];
    const frames = await watchFrames(tab.page, async () => {
      while (first > 1 && seconds < mostSeconds) {
        signal.throwIfAborted();
        for (let i = 0; i < stepsAtOnce; i++) await step();
        first = await firstDrawn(tab.page) ?? first;
        seconds = (performance.now() - startedAtMs) / 1000;
      }
    });
    results.push({ way, messages: messages - first + 1, seconds, frames });
  }
  return results;
}

/** The number of the oldest message that is drawn. */
async function firstDrawn(page: Page): Promise<number | undefined> {
  const texts: string = await page.evaluate(`document.querySelector("[role=log]").textContent`);
  return numberIn(texts);
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
