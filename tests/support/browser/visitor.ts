import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { hostName } from "./chromium.ts";
import { defaultBoundMs } from "../bounded.ts";

export interface VisitOptions extends
  Pick<
    BrowserContextOptions,
    | "viewport"
    | "colorScheme"
    | "contrast"
    | "forcedColors"
    | "reducedMotion"
    | "locale"
    | "timezoneId"
  > {
  /** A phone's screen: touched, and with a small viewport that its page has to ask for. */
  readonly phone?: boolean;
  /** By https, and the browser is told that the server's own certificate will do. */
  readonly encrypted?: boolean;
  /** What the console may say in this visit. */
  readonly allowed?: readonly RegExp[];
}

const phone: BrowserContextOptions = {
  viewport: { width: 360, height: 740 },
  isMobile: true,
  hasTouch: true,
};

/** For the page: told to the console, where what goes wrong is looked for. */
const reportViolations = `document.addEventListener("securitypolicyviolation", (event) => {
  const { effectiveDirective, blockedURI, sample } = event;
  console.error("Content-Security-Policy: " + effectiveDirective + " forbids " + blockedURI + " " + sample);
});`;

/**
 * A server that has ended, or does just now: who comes then may be told so in its own dialect, which is no HTTP. Whatever a test wants of it then does not come, which is told better.
 */
const serverEnded = /net::ERR_(?:CONNECTION_(?:REFUSED|RESET|CLOSED)|EMPTY_RESPONSE)/;

/** For the page: what its scripts do now has been done, and is told before this is answered. */
const settled = "new Promise((resolve) => setTimeout(resolve))";

/** Somebody at a device: a profile of a browser that remembers nothing yet, and tabs of one site in it. */
export class Visitor {
  readonly #problems: string[] = [];

  private constructor(
    private readonly context: BrowserContext,
    private readonly origin: string,
    private readonly allowed: readonly RegExp[],
  ) {}

  static async come(browser: Browser, port: number, options: VisitOptions): Promise<Visitor> {
    const { allowed = [], phone: isPhone = false, encrypted = false, ...given } = options;
    const device = isPhone ? phone : {};
    const context = await browser.newContext({
      locale: "en-GB",
      ignoreHTTPSErrors: encrypted,
      ...device,
      ...given,
    });
    context.setDefaultTimeout(defaultBoundMs);
    await context.addInitScript({ content: reportViolations });
    const visitor = new Visitor(
      context,
      `${encrypted ? "https" : "http"}://${hostName}:${port}`,
      allowed,
    );
    visitor.#watch();
    return visitor;
  }

  /** The site in a new tab. `path` may have a query and a fragment. */
  async open(path = "/"): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(new URL(path, this.origin).href);
    return page;
  }

  /** What all tabs show now, as a screen reader would tell it. */
  async describe(): Promise<string> {
    const shown = this.context.pages().map((page) => page.locator("body").ariaSnapshot());
    const told = await Promise.allSettled(shown);
    return told.map((each) => each.status === "fulfilled" ? each.value : `${each.reason}`)
      .join("\n\n");
  }

  /**
   * All tabs close. Rejects with what went wrong in them: errors and warnings of the console, exceptions, violations of
   * the page's policy, requests to other hosts. Idempotent; each is told once.
   */
  async leave(): Promise<void> {
    await Promise.allSettled(this.context.pages().map((page) => page.evaluate(settled)));
    await this.context.close();
    const problems = this.#problems.splice(0);
    if (problems.length > 0) throw new Error(`In the browser went wrong:\n${problems.join("\n")}`);
  }

  #watch(): void {
    const { context } = this;
    context.on("request", (request) => this.#checkHost(request.url()));
    context.on("console", (message) => {
      if (!/^(error|warning)$/.test(message.type())) return;
      this.#note(`${message.text()} (${message.location().url})`);
    });
    context.on("weberror", (error) => this.#note(String(error.error())));
    context.on("page", (page) => {
      page.on("websocket", (socket) => this.#checkHost(socket.url()));
      page.on("crash", () => this.#note("the page crashed"));
    });
  }

  #checkHost(url: string): void {
    const { protocol, host } = new URL(url);
    if (/^(https?|wss?):$/.test(protocol) && host === new URL(this.origin).host) return;
    this.#note(`a request to ${url}`);
  }

  #note(problem: string): void {
    const allowed = [serverEnded, ...this.allowed];
    if (!allowed.some((each) => each.test(problem))) this.#problems.push(problem);
  }
}
