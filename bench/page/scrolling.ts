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
/** At each end of the scrollbar is an arrow. */
const arrowPixels = 14;
/** For the page: where the middle of the thumb is, from 0 at the top of its track to 1. */
const thumbMiddle = `(() => {
  const { scrollTop, clientHeight, scrollHeight } = document.querySelector("[role=log]");
  return (scrollTop + clientHeight / 2) / scrollHeight;
})()`;
/** Between two looks at how far it is. */
const stepsAtOnce = 10;

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
    const frames = await watchFrames(tab.page, browser.devTools, async () => {
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

/** The thumb is taken, pulled to the top and let go, again and again. */
async function byScrollbar({ page }: BenchTab, log: Locator): Promise<() => Promise<void>> {
  const box = await log.boundingBox();
  if (box === null) throw new Error("There is no log to scroll");
  const [x, top, track] = [
    box.x + box.width - 5,
    box.y + arrowPixels,
    box.height - 2 * arrowPixels,
  ];
  return async () => {
    const middle: number = await page.evaluate(thumbMiddle);
    await page.mouse.move(x, top + track * middle);
    await page.mouse.down();
    await page.mouse.move(x, top, { steps: 20 });
    await page.mouse.up();
  };
}
