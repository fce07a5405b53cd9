import { parseRoomName } from "../chat/rooms/room_name.ts";
import type { ExportOptions, HistoryCommandLine } from "../cli/history_options.ts";
import { reasonOf } from "../helpers/reason_of.ts";
import { openForExport } from "../store/sqlite/reading/export.ts";
import type { Entry } from "../store/store.ts";
import { historyDirectory } from "./directories.ts";
import { failedStatus, Failure, readTyped } from "./failure.ts";
import { checkHistory, recoverHistory } from "./history_recovery.ts";
import { importHistory } from "./history_import.ts";
import { encodeRecord, formatRecord } from "./history_record.ts";
import { openProgress } from "./progress.ts";
import { writeOut } from "./standard_streams.ts";

/** `chatroom history`. Gives the exit status; throws `Failure`. */
export async function runHistory(options: HistoryCommandLine): Promise<number> {
  const needsNoDirectory = "file" in options && options.action !== "import" && options.file;
  const directory = needsNoDirectory ? "" : historyDirectory(options.data);
  switch (options.action) {
    case "export":
      return await exportHistory(directory, options);
    case "import":
      return await importHistory(directory, options);
    case "check":
      return checkHistory(directory, options);
    case "recover":
      return recoverHistory(directory, options);
    default:
      return options satisfies never;
  }
}

/** Writes the history to standard output, piece by piece, waiting for whoever reads it. */
async function exportHistory(
  directory: string,
  { room: typedRoom, format }: ExportOptions,
): Promise<number> {
  const room = typedRoom === undefined ? undefined : readTyped(() => parseRoomName(typedRoom));
  const write = format === "jsonl" ? encodeRecord : formatRecord;
  using source = openForExport(directory);
  const total = source.count(room);
  if (room !== undefined && total === 0) {
    throw new Failure(failedStatus, `Nothing was said in #${room}, as far as ${directory} tells`);
  }
  using progress = openProgress("Exported", { total, unit: "messages" }, { besideOutput: true });
  try {
    for (const entries of source.entries(room)) {
      if (!await writeOut(lines(entries, write))) return 0;
      progress.add(entries.length);
    }
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure(failedStatus, `Cannot read on in ${directory}: ${reasonOf(error)}`);
  }
  return 0;
}

function lines(entries: readonly Entry[], write: (entry: Entry) => string): string {
  return entries.map((entry) => `${write(entry)}\n`).join("");
}
