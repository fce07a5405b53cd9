import { type Browser, chromium, type LaunchOptions } from "playwright-core";
import { findProgram } from "../program/find_program.ts";

/** As systems name it, in the order in which they are looked for. */
const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

const executablePath = names.map(findProgram).find((path) => path !== undefined);

/** Why tests that need a browser cannot run; empty if they can. */
export const whyNoChromium: string = executablePath === undefined ? "no chromium is installed" : "";

/** By which browsers come to servers on this machine: as on a LAN, where what is not encrypted is no secure context. */
export const hostName = "chat.lan";

/** Without a window. Names of other hosts lead nowhere: what a page asks of one fails, and is seen. */
export async function launchChromium(
  options: Pick<LaunchOptions, "ignoreDefaultArgs"> = {},
): Promise<Browser> {
  const rules = `MAP ${hostName} 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1`;
  const args = [`--host-resolver-rules=${rules}`];
  return await chromium.launch({ ...options, executablePath, args });
}
