import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** As systems name it, in the order in which they are looked for. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

/** The first that is installed; undefined if there is none. */
const executablePath = names.map(pathOf).find((path) => path !== undefined);

/** Why tests that need a browser cannot run; empty if they can. */
export const whyNoChromium = executablePath === undefined ? "chromium is not installed" : "";

/** Without a window. Names of other hosts lead nowhere: what a page asks of one fails, and is seen. */
export async function launchChromium(): Promise<Browser> {
  const args = ["--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost"];
  return await chromium.launch({ executablePath, args });
}

function pathOf(name: string): string | undefined {
  const directories = (Deno.env.get("PATH") ?? "").split(delimiter);
  return directories.map((directory) => join(directory, name)).find(isFile);
}

function isFile(path: string): boolean {
  try {
    return Deno.statSync(path).isFile;
  } catch {
    return false;
  }
}
