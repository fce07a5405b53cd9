import type { Browser } from "playwright-core";
import { findProgram } from "../program/find_program.ts";
import { launchChromium, whyNoChromium } from "./chromium.ts";
import { type VisitOptions, Visitor } from "./visitor.ts";

/** Somebody new comes to a server on this machine. The test fails where anything goes wrong in a visit. */
export type Visit = (port: number, options?: VisitOptions) => Promise<Visitor>;

export interface BrowserTestOptions {
  /** Programs without which the test is ignored too. */
  readonly needs?: readonly string[];
}

export type TestInBrowser = (
  name: string,
  fn: (visit: Visit) => Promise<void>,
  options?: BrowserTestOptions,
) => void;

/**
 * For the tests of a file that need a browser: one is started before the first, and closed after the last. Where there
 * is none they are ignored, and their names say why. To be called once in a file.
 */
export function testsInBrowser(): TestInBrowser {
  let browser: Browser | undefined;
  if (whyNoChromium === "") {
    Deno.test.beforeAll(async () => {
      browser = await launchChromium();
    });
    Deno.test.afterAll(() => browser?.close());
  }
  return (name, fn, { needs = [] } = {}) => {
    const whyNot = whyNoChromium || whyNotAll(needs);
    if (whyNot !== "") return Deno.test.ignore(`${name} (ignored: ${whyNot})`, () => {});
    Deno.test(name, async () => {
      if (browser === undefined) throw new Error("The browser was not started");
      await withVisitors(browser, fn);
    });
  };
}

function whyNotAll(programs: readonly string[]): string {
  const missing = programs.filter((program) => findProgram(program) === undefined);
  return missing.length === 0 ? "" : `no ${missing.join(" and no ")} is installed`;
}

/** All have left when it resolves; the test's own failure is told before what went wrong in their tabs. */
async function withVisitors(browser: Browser, fn: (visit: Visit) => Promise<void>): Promise<void> {
  const visitors: Visitor[] = [];
  const visit: Visit = async (port, options = {}) => {
    const visitor = await Visitor.come(browser, port, options);
    visitors.push(visitor);
    return visitor;
  };
  try {
    await fn(visit);
  } catch (error) {
    for (const visitor of visitors) console.error(await visitor.describe());
    await Promise.allSettled(visitors.map((visitor) => visitor.leave()));
    throw error;
  }
  for (const visitor of visitors) await visitor.leave();
}
