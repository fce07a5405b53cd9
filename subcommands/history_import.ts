import { ChatError } from "../chat/chat_error.ts";
import type { ImportOptions } from "../cli/history_options.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { checkRegularFile } from "../helpers/regular_file.ts";
import { limits, ProtocolError } from "../protocol.ts";
import { ServerClock } from "../server/clock.ts";
import { stores } from "../store/mod.ts";
import type { EntryDraft, Store } from "../store/store.ts";
import { failedStatus, Failure, usageStatus } from "./failure.ts";
import { readRecord } from "./history_record.ts";
import { openProgress, type Progress } from "./progress.ts";
import { printError, readLines } from "./standard_streams.ts";

const draftsAtOnce = 1000;

interface Counts {
  taken: number;
  known: number;
  /** Messages older than the newest in the store: they are put behind it, with its time. */
  late: number;
}

/** Imports what an export wrote. Lines before one that is wrong stay imported. */
export async function importHistory(directory: string, { file }: ImportOptions): Promise<number> {
  const input = await openInput(file);
  await using store = await stores.sqlite({ directory });
  using clock = new ServerClock({ store, log: ({ message }) => printError(message) });
  using progress = openProgress("Imported", { total: input.bytes, unit: "bytes" });
  const counts: Counts = { taken: 0, known: 0, late: 0 };
  let drafts: EntryDraft[] = [];
  try {
    for await (const draft of readDrafts(input.stream, progress)) {
      drafts.push(draft);
      if (drafts.length < draftsAtOnce) continue;
      await append(store, drafts, counts);
      drafts = [];
    }
  } finally {
    await append(store, drafts, counts);
  }
  // What was taken in may be years old: that the clock is right shall not be doubted for it.
  if (clock.isTrusted) await store.trustTime(clock.now());
  progress[Symbol.dispose]();
  printError(describe(counts, store.location));
  return 0;
}

async function append(store: Store, drafts: readonly EntryDraft[], counts: Counts): Promise<void> {
  if (drafts.length === 0) return;
  const appended = await store.append(drafts).catch((error: unknown) => {
    throw new Failure(failedStatus, `Cannot write to ${store.location}: ${reasonOf(error)}`);
  });
  appended.forEach(({ entry, repeated }, index) => {
    if (repeated) counts.known++;
    else counts.taken++;
    if (!repeated && entry.ts !== drafts[index]?.ts) counts.late++;
  });
}

/** The entries of the lines, as they are read. Throws `Failure`, which names the line. */
async function* readDrafts(
  stream: AsyncIterable<Uint8Array>,
  progress: Progress,
): AsyncGenerator<EntryDraft, void> {
  let number = 0;
  const fail = (why: string) =>
    new Failure(failedStatus, `Cannot import line ${number + 1}: ${why}`);
  const onTooLong = () => {
    throw fail(`it has more than ${limits.serverFrameBytes} bytes`);
  };
  const lines = readLines(counted(stream, progress), limits.serverFrameBytes, onTooLong);
  for await (const line of lines) {
    if (line.trim() !== "") yield readDraft(line, fail);
    number++;
  }
}

function readDraft(line: string, fail: (why: string) => Failure): EntryDraft {
  try {
    return readRecord(line, Date.now());
  } catch (error) {
    if (error instanceof ProtocolError || error instanceof ChatError) throw fail(error.message);
    throw error;
  }
}

async function* counted(stream: AsyncIterable<Uint8Array>, progress: Progress) {
  for await (const chunk of stream) {
    progress.add(chunk.length);
    yield chunk;
  }
}

interface Input {
  readonly stream: AsyncIterable<Uint8Array>;
  /** 0 if it is not known. */
  readonly bytes: number;
}

/** Whoever reads the stream to its end, or stops, closes the file. */
async function openInput(path: string | undefined): Promise<Input> {
  if (path === undefined || path === "-") {
    if (Deno.stdin.isTerminal()) {
      printError("Reading what an export wrote from the terminal; Ctrl+D ends it");
    }
    return { stream: Deno.stdin.readable, bytes: 0 };
  }
  try {
    const info = await Deno.stat(path);
    checkRegularFile(info);
    const file = await Deno.open(path);
    return { stream: file.readable, bytes: info.size };
  } catch (error) {
    throw new Failure(usageStatus, `Cannot read ${JSON.stringify(path)}: ${reasonOf(error)}`);
  }
}

function describe({ taken, known, late }: Counts, place: string): string {
  const shown = (count: number) => count.toLocaleString("en");
  const facts = [`Imported ${shown(taken)} message${taken === 1 ? "" : "s"} into ${place}`];
  if (known > 0) facts.push(`${shown(known)} ${known === 1 ? "was" : "were"} there already`);
  if (late > 0) {
    const [were, stand] = late === 1 ? ["was", "it stands"] : ["were", "they stand"];
    const why = `${were} older than what was there already: ${stand} behind it, with its time`;
    facts.push(`${shown(late)} ${why}`);
  }
  return facts.join("; ");
}
