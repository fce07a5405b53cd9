import process from "node:process";
import { within } from "../helpers/within.ts";
import { LineSplitter } from "../net/line_splitter.ts";
import { Outbox } from "../net/outbox.ts";
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
const encoder = new TextEncoder();

/** Beyond the bound output is left out; `describeLeftOut` gives the line that stands there instead. */
export function openStandardOutput(describeLeftOut: (count: number) => string): StandardOutput {
  const outbox = new Outbox(Deno.stdout, maxBytes);
  let leftOut = 0;
  const write = (text: string) => {
    const note = leftOut === 0 ? "" : `${describeLeftOut(leftOut)}\n`;
    if (outbox.push(encoder.encode(note + text))) leftOut = 0;
    else leftOut++;
  };
  return {
    isTerminal: Deno.stdout.isTerminal(),
    size: process.stdout,
    write: (text) => Promise.resolve(write(text)),
    writeNow: write,
    writeLines: (text) => write(`${text}\n`),
    flushed: () => within(flushWithinMs, outbox.flushed()),
  };
}

/** Writes to standard output, waiting for a reader that is slow. False when nobody reads it any more. */
export async function writeOut(text: string): Promise<boolean> {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(await Deno.stdout.write(bytes));
    return true;
  } catch {
    return false;
  }
}

/**
 * The lines of a stream as text, without the line feed and a carriage return before it; the last perhaps had none.
 * Lines of more bytes are passed over, and told by `onTooLong`.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  maxLineBytes: number,
  onTooLong: () => void,
): AsyncGenerator<string, void> {
  const decoder = new TextDecoder();
  const splitter = new LineSplitter(maxLineBytes, onTooLong);
  for await (const chunk of chunks) {
    for (const line of splitter.split(chunk)) yield decoder.decode(line);
  }
  const unfinished = splitter.finish();
  if (unfinished !== undefined) yield decoder.decode(unfinished);
}
