import type { Page } from "playwright-core";
import { ChatPage } from "../../tests/support/browser/chat_page.ts";
import { hostName } from "../../tests/support/browser/chromium.ts";
import { median } from "../median.ts";
import type { MeasureOptions } from "../measure.ts";
import { page as scenario } from "../scenarios.ts";
import type { BenchBrowser } from "./bench_browser.ts";

/** From the beginning of the navigation; medians. */
export interface OpeningResult {
  /** Until somebody new can type a nick. */
  readonly firstVisitMs: number;
  /** Until somebody who was there before sees the newest message. */
  readonly returnMs: number;
}

/** Small, and of the same site: the process that will draw the page is there before it is slowed. */
const smallPath = "/healthz";
/** It names no icon, so browsers ask for one that is not there. */
const allowed = [/favicon\.ico/];

/** For the page: `opened` resolves with when the condition was true in what was painted. */
const watchFor = (condition: string) =>
  `globalThis.opened = new Promise((resolve) => {
    const look = () => {
      if (!(${condition})) requestAnimationFrame(look);
      else setTimeout(() => resolve(performance.now()));
    };
    requestAnimationFrame(look);
  });`;

const canTypeNick = `document.querySelector("form input:enabled")?.checkVisibility()`;

const seesText = (text: string) =>
  `[...document.querySelectorAll("[role=log] article")].some((article) => {
    const { top, bottom } = article.getBoundingClientRect();
    return article.textContent.includes(${
    JSON.stringify(text)
  }) && top >= 0 && bottom <= innerHeight;
  })`;

/** Opens the page with the processor slowed, for the first time and again. `newest`: a text of the newest message. */
export async function measureOpening(
  browser: BenchBrowser,
  port: number,
  newest: string,
  { progress }: MeasureOptions,
): Promise<OpeningResult> {
  const { name, times } = scenario.opening;
  const [firstVisits, returns]: [number[], number[]] = [[], []];
  for (let i = 1; i <= times; i++) {
    progress(`${name}: ${i} of ${times}`);
    const visitor = await browser.visitor(port, { allowed });
    const page = await visitor.open(smallPath);
    firstVisits.push(await open(page, port, canTypeNick));
    const chat = new ChatPage(page);
    await page.keyboard.type(`visitor${i}`);
    await chat.comeIn();
    await chat.sees(newest);
    const again = await visitor.open(smallPath);
    await page.close();
    returns.push(await open(again, port, seesText(newest)));
    await visitor.leave();
  }
  return { firstVisitMs: median(firstVisits), returnMs: median(returns) };
}

/** Gives when the condition was true, in milliseconds. */
async function open(page: Page, port: number, condition: string): Promise<number> {
  await page.addInitScript({ content: watchFor(condition) });
  const devTools = await page.context().newCDPSession(page);
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: scenario.opening.slowdown });
  await page.goto(`http://${hostName}:${port}/`);
  const openedMs: number = await page.evaluate("opened");
  await devTools.send("Emulation.setCPUThrottlingRate", { rate: 1 });
  return openedMs;
}
