import process from "node:process";
import { wrapNote } from "../ui/runs.ts";
import { delay } from "../helpers/delay.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { within } from "../helpers/within.ts";
import { LineSplitter } from "../net/streams/line_splitter.ts";
import {
  type ByteSink,
  isFull,
  StandardTerminalOutput,
  type TerminalOutput,
} from "../ui/terminal/terminal_streams.ts";
import { failedStatus, Failure } from "./failure.ts";

/** Standard output that never holds up the program: a terminal that is stopped, or a pipe nobody reads. */
export interface StandardOutput extends TerminalOutput {
  readonly isTerminal: boolean;
  /** One or more whole lines, given without the last line feed. */
  writeLines(text: string): void;
  /** Resolves when all is written, within a bound. */
  flushed(): Promise<unknown>;
}

const retryAfterMs = 5;
const maxBytes = 1024 * 1024;
const flushWithinMs = 500;
const encoder = new TextEncoder();

/**
 * Beyond the bound output is left out; `describeLeftOut` gives the line that stands there instead. What cannot be
 * written, on a full disk say, is left out too, and told on standard error.
 */
export function openStandardOutput(describeLeftOut: (count: number) => string): StandardOutput {
  const output = new StandardTerminalOutput(toleratingFailures(Deno.stdout));
  let leftOut = 0;
  const push = (text: string) => {
    const note = leftOut === 0 ? "" : `${describeLeftOut(leftOut)}\n`;
    if (output.waitingBytes + note.length + text.length > maxBytes) leftOut++;
    else {
      leftOut = 0;
      output.push(note + text);
    }
  };
  return {
    isTerminal: Deno.stdout.isTerminal(),
    size: output.size,
    get waitingBytes() {
      return output.waitingBytes;
    },
    push,
    write: (text) => output.write(text),
    writeNow: (text) => output.writeNow(text),
    drop: () => output.drop(),
    writeLines: (text) => push(`${text}\n`),
    flushed: () => within(flushWithinMs, output.write("")),
  };
}

/** Goes on after an error, which is told once until something is written again. Rejects when nobody reads any more. */
export function toleratingFailures(
  sink: ByteSink,
  tell: (text: string) => void = printError,
): ByteSink {
  let isTold = false;
  return {
    async write(bytes) {
      try {
        const count = await writeSome(sink, bytes);
        isTold = false;
        return count;
      } catch (error) {
        if (error instanceof Deno.errors.BrokenPipe) throw error;
        if (!isTold) tell(`chatroom: ${whyNotWritten(error)}`);
        isTold = true;
        return bytes.length;
      }
    },
  };
}

/**
 * Writes to standard output, waiting for a reader that is slow. False when nobody reads it any more; throws `Failure`
 * when it cannot be written for any other reason.
 */
export async function writeOut(text: string): Promise<boolean> {
  let bytes = encoder.encode(text);
  try {
    while (bytes.length > 0) bytes = bytes.subarray(await writeSome(Deno.stdout, bytes));
    return true;
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return false;
    throw new Failure(failedStatus, whyNotWritten(error));
  }
}

/** A line of standard output, written at once; nobody reading it is no failure. Throws `Failure` as `writeOut` does. */
export function print(text: string): void {
  try {
    console.log(text);
  } catch (error) {
    if (error instanceof Deno.errors.BrokenPipe) return;
    throw new Failure(failedStatus, whyNotWritten(error));
  }
}

/**
 * A line of standard error, on a terminal broken between words. If it cannot be written, there is nowhere to tell it.
 */
export function printError(text: string): void {
  try {
    const columns = Deno.stderr.isTerminal() ? process.stderr.columns : undefined;
    console.error(columns ? wrapNote(text, columns).join("\n") : text);
  } catch {
    // A full disk, say: the program goes on.
  }
}

/** Another program may have made the output non-blocking: it is tried again until something is taken. */
async function writeSome(sink: ByteSink, bytes: Uint8Array): Promise<number> {
  for (;;) {
    try {
      return await sink.write(bytes);
    } catch (error) {
      if (!isFull(error)) throw error;
      await delay(retryAfterMs);
    }
  }
}

function whyNotWritten(error: unknown): string {
  return `Cannot write to standard output: ${reasonOf(error)}`;
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
