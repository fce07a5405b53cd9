import type { HistoryCommandLine } from "../cli/history_options.ts";
import { directoryOf } from "./open_store.ts";
import { exportHistory } from "./history_export.ts";
import { importHistory } from "./history_import.ts";

/** `chatroom history`. Gives the exit status; throws `Failure`. */
export async function runHistory(options: HistoryCommandLine): Promise<number> {
  const directory = directoryOf({ in: "directory", path: options.data });
  switch (options.action) {
    case "export":
      return await exportHistory(directory, options);
    case "import":
      return await importHistory(directory, options);
    default:
      return options satisfies never;
  }
}
