import { ChatError } from "../chat/chat_error.ts";
import { parseRoomName } from "../chat/room_name.ts";
import type { ExportOptions } from "../cli/history_options.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { openForExport } from "../store/sqlite/export.ts";
import type { Entry } from "../store/store.ts";
import { failedStatus, Failure, usageStatus } from "./failure.ts";
import { encodeRecord, formatRecord } from "./history_record.ts";
import { storeFailure } from "./open_store.ts";
import { openProgress } from "./progress.ts";
import { writeOut } from "./write_out.ts";

/** Writes the history to standard output, piece by piece, waiting for whoever reads it. */
export async function exportHistory(
  directory: string,
  { room: rawRoom, format }: ExportOptions,
): Promise<number> {
  const room = rawRoom === undefined ? undefined : parseRoom(rawRoom);
  const write = format === "jsonl" ? encodeRecord : formatRecord;
  using source = open(directory);
  const total = source.count(room);
  if (room !== undefined && total === 0) {
    throw new Failure(failedStatus, `Nothing was said in "${room}", as far as ${directory} tells`);
  }
  using progress = openProgress("Exported", { total, unit: "messages" }, { besideOutput: true });
  try {
    for (const entries of source.entries(room)) {
      if (!await writeOut(lines(entries, write))) return 0;
      progress.add(entries.length);
    }
  } catch (error) {
    throw new Failure(failedStatus, `Cannot read on in ${directory}: ${reasonOf(error)}`);
  }
  return 0;
}

function open(directory: string): ReturnType<typeof openForExport> {
  try {
    return openForExport(directory);
  } catch (error) {
    throw storeFailure(error);
  }
}

function lines(entries: readonly Entry[], write: (entry: Entry) => string): string {
  return entries.map((entry) => `${write(entry)}\n`).join("");
}

function parseRoom(name: string): string {
  try {
    return parseRoomName(name);
  } catch (error) {
    if (!(error instanceof ChatError)) throw error;
    throw new Failure(usageStatus, error.message);
  }
}
