import { dirname, join } from "node:path";
import { openRegularFile } from "../helpers/regular_file.ts";
import { type InputHistoryStorage, maxHistoryEntries } from "../client/writing/input_history.ts";
import { forOwnerAlone } from "./replace_file.ts";

const encoder = new TextEncoder();
const decoder = new TextDecoder();
/** A file that is longer than this is cut to the newest half of it. */
const maxFileBytes = 256 * 1024;

/**
 * What was typed before, in `typed.jsonl`, a line a JSON string; `directory` is the client's, undefined where there is
 * none. Several clients may add to it at once: whoever writes holds the file's lock. What cannot be read or written is
 * passed over, since nobody waits for it.
 */
export class InputHistoryFile implements InputHistoryStorage {
  readonly #path: string | undefined;

  constructor(directory: string | undefined) {
    this.#path = directory === undefined ? undefined : join(directory, "typed.jsonl");
  }

  load(): readonly string[] {
    return tryTo(() => {
      if (this.#path === undefined) return [];
      using file = openRegularFile(this.#path);
      return linesOf(readEnd(file, maxFileBytes)).flatMap(entryOf).slice(-maxHistoryEntries);
    }) ?? [];
  }

  add(text: string): void {
    tryTo(() => {
      if (this.#path === undefined) return;
      Deno.mkdirSync(dirname(this.#path), { recursive: true, mode: forOwnerAlone.directory });
      const mode = forOwnerAlone.file;
      using file = Deno.openSync(this.#path, { read: true, write: true, create: true, mode });
      file.lockSync(true);
      const end = file.seekSync(0, Deno.SeekMode.End);
      if (end > maxFileBytes) cut(file);
      writeAll(file, `${JSON.stringify(text)}\n`);
    });
  }

  erase(): void {
    tryTo(() => {
      if (this.#path !== undefined) Deno.removeSync(this.#path);
    });
  }
}

/** Leaves the newest lines of it, in place, since a file that replaced it would have another lock. */
function cut(file: Deno.FsFile): void {
  const kept = linesOf(readEnd(file, maxFileBytes / 2)).slice(-maxHistoryEntries);
  file.truncateSync(0);
  file.seekSync(0, Deno.SeekMode.Start);
  writeAll(file, kept.map((line) => `${line}\n`).join(""));
}

/** The last so many bytes, from the first whole line in them on. */
function readEnd(file: Deno.FsFile, maxBytes: number): string {
  const size = file.seekSync(0, Deno.SeekMode.End);
  const start = Math.max(0, size - maxBytes);
  file.seekSync(start, Deno.SeekMode.Start);
  const bytes = new Uint8Array(size - start);
  let length = 0;
  for (let read; (read = file.readSync(bytes.subarray(length)) ?? 0) > 0;) length += read;
  const text = decoder.decode(bytes.subarray(0, length));
  return start === 0 ? text : text.slice(text.indexOf("\n") + 1);
}

function linesOf(text: string): readonly string[] {
  return text.split("\n").filter((line) => line !== "");
}

/** None for a line that was not written whole. */
function entryOf(line: string): readonly string[] {
  try {
    const entry: unknown = JSON.parse(line);
    return typeof entry === "string" ? [entry] : [];
  } catch {
    return [];
  }
}

function writeAll(file: Deno.FsFile, text: string): void {
  const bytes = encoder.encode(text);
  for (let written = 0; written < bytes.length;) written += file.writeSync(bytes.subarray(written));
}

function tryTo<Result>(run: () => Result): Result | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
