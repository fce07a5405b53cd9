import type { Browser, CDPSession, Page } from "playwright-core";
import { ChatPage } from "../../tests/support/browser/chat_page.ts";
import { launchChromium } from "../../tests/support/browser/chromium.ts";
import { type VisitOptions, Visitor } from "../../tests/support/browser/visitor.ts";
import { processorSeconds } from "../process_usage.ts";
import type { Processors } from "../processors.ts";

/** A tab in which somebody is in, and what the browser tells of it. */
export interface BenchTab extends AsyncDisposable {
  readonly chat: ChatPage;
  readonly page: Page;
  readonly devTools: CDPSession;
}

/** A browser without a window but with scrollbars. Its processes run where they like. */
export class BenchBrowser implements AsyncDisposable {
  private constructor(private readonly browser: Browser, readonly devTools: CDPSession) {}

  static async launch(processors: Processors): Promise<BenchBrowser> {
    const browser = await processors.anywhereOnceStarted(() =>
      launchChromium({ ignoreDefaultArgs: ["--hide-scrollbars"] })
    );
    return new BenchBrowser(browser, await browser.newBrowserCDPSession());
  }

  /** Somebody new at a laptop. */
  async visitor(port: number, options: VisitOptions = {}): Promise<Visitor> {
    const viewport = { width: 1280, height: 800 };
    return await Visitor.come(this.browser, port, { viewport, ...options });
  }

  /** Somebody new comes in, and looks at the page. What goes wrong in the tab is told when it is disposed. */
  async join(port: number, nick: string): Promise<BenchTab> {
    const visitor = await this.visitor(port);
    const chat = await ChatPage.join(visitor, nick);
    const { page } = chat;
    const devTools = await page.context().newCDPSession(page);
    return { chat, page, devTools, [Symbol.asyncDispose]: () => visitor.leave() };
  }

  /** Processor time of the processes that draw pages. */
  async rendererSeconds(): Promise<number> {
    const { processInfo } = await this.devTools.send("SystemInfo.getProcessInfo");
    return processInfo.filter(({ type }) => type === "renderer")
      .reduce((sum, { id }) => sum + processorSeconds(id), 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.browser.close();
  }
}
