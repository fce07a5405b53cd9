import { whyNoChromium } from "../../tests/support/browser/chromium.ts";
import { page } from "../scenarios.ts";
import { BenchBrowser } from "./bench_browser.ts";
import { type LastingResult, measureLasting } from "./lasting.ts";
import { markOf, startWithMessages } from "./many_messages.ts";
import { measureOpening, type OpeningResult } from "./opening.ts";
import type { PageOptions } from "./page_options.ts";
import { measurePageFlood, type PageFloodResult } from "./page_flood.ts";
import { measureScrolling, type ScrollingResult } from "./scrolling.ts";

export interface BrowserResult {
  /** Why nothing that was wanted was measured. */
  readonly problem?: string;
  readonly opening?: OpeningResult;
  readonly scrolling: readonly ScrollingResult[];
  readonly lasting?: LastingResult;
  readonly flood?: PageFloodResult;
}

/** What the page does in a browser: all of it that has a wanted name. */
export async function measureInBrowser(
  options: PageOptions,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<BrowserResult> {
  const { opening, scrolling, lasting, flood } = page;
  if (![opening, scrolling, lasting, flood].some(isWanted)) return { scrolling: [] };
  if (whyNoChromium !== "") return { scrolling: [], problem: whyNoChromium };
  await using browser = await BenchBrowser.launch(options.processors);
  return {
    ...[opening, scrolling].some(isWanted)
      ? await measureWithMessages(browser, options, isWanted)
      : { scrolling: [] },
    flood: isWanted(flood) ? await measurePageFlood(browser, options) : undefined,
    lasting: isWanted(lasting)
      ? await measureLasting(browser, options.minutes, options)
      : undefined,
  };
}

async function measureWithMessages(
  browser: BenchBrowser,
  options: PageOptions,
  isWanted: (named: { readonly name: string }) => boolean,
): Promise<Pick<BrowserResult, "opening" | "scrolling">> {
  const { opening, scrolling } = page;
  const { messages } = scrolling;
  options.progress(`page: ${messages} messages are taken in`);
  await using server = await startWithMessages(messages, options.folder, options);
  const { port } = server;
  return {
    opening: isWanted(opening)
      ? await measureOpening(browser, port, markOf(messages), options)
      : undefined,
    scrolling: isWanted(scrolling) ? await measureScrolling(browser, port, options) : [],
  };
}
