import process from "node:process";
import { Outbox } from "../net/outbox.ts";
import { within } from "../helpers/within.ts";
import type { TerminalOutput } from "../ui/terminal/terminal_streams.ts";

/** Standard output that never holds up the program: a terminal that is stopped, or a pipe nobody reads. */
export interface StandardOutput extends TerminalOutput {
  readonly isTerminal: boolean;
  /** One or more whole lines, given without the last line feed. */
  writeLines(text: string): void;
  /** Resolves when all is written, within a bound. */
  flushed(): Promise<void>;
}

const maxBytes = 1024 * 1024;
const flushWithinMs = 500;

/** Beyond the bound output is left out; `describeLeftOut` gives the line that stands there instead. */
export function openStandardOutput(describeLeftOut: (count: number) => string): StandardOutput {
  const encoder = new TextEncoder();
  const outbox = new Outbox(Deno.stdout, maxBytes);
  let leftOut = 0;
  const write = (text: string) => {
    const note = leftOut === 0 ? "" : `${describeLeftOut(leftOut)}\n`;
    if (outbox.push(encoder.encode(note + text))) leftOut = 0;
    else leftOut++;
  };
  return {
    isTerminal: Deno.stdout.isTerminal(),
    get columns() {
      return process.stdout.columns;
    },
    get rows() {
      return process.stdout.rows;
    },
    write: (text) => Promise.resolve(write(text)),
    writeNow: write,
    writeLines: (text) => write(`${text}\n`),
    on: (event, listener) => process.stdout.on(event, listener),
    off: (event, listener) => process.stdout.off(event, listener),
    flushed: () => within(flushWithinMs, outbox.flushed()),
  };
}
