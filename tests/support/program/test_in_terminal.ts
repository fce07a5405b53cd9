import { whyNoTmux } from "../../ui/tmux.ts";

const whyNot = whyNoTmux();

/** A test that needs a terminal; ignored, and its name says why, where there is none. */
export function testInTerminal(name: string, fn: () => Promise<void>): void {
  const reason = whyNot === "" ? "" : ` (ignored: ${whyNot})`;
  Deno.test({ name: name + reason, ignore: whyNot !== "", fn });
}
