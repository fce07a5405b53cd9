import { quote } from "../cli/quote.ts";
import type { HistoryPlace, ServerCommandLine } from "../cli/server_options.ts";
import { stores } from "../store/mod.ts";
import { type Store, StoreError } from "../store/store.ts";
import { dataDirectory } from "./directories.ts";
import { failedStatus, Failure, usageStatus } from "./failure.ts";

/** What the server keeps its history in, opened. Throws `Failure` or `StoreError`. */
export async function openStore({ history, sync }: ServerCommandLine): Promise<Store> {
  if (history.in === "memory") return stores.memory();
  const directory = directoryOf(history);
  refuseFile(directory);
  try {
    return await stores.sqlite({ directory, sync });
  } catch (error) {
    if (!(error instanceof StoreError) || error.code !== "in_use") throw error;
    const advice = "--data DIR names another, and --memory needs none";
    throw new Failure(failedStatus, `${error.message}: ${advice}`);
  }
}

function refuseFile(path: string): void {
  try {
    if (!Deno.statSync(path).isFile) return;
  } catch {
    // Not there yet, or not readable: opening it reports that.
    return;
  }
  throw new Failure(usageStatus, `--data must be a directory, but ${quote(path)} is a file`);
}

/** Throws `Failure` where there is neither a path nor a place of the system's. */
export function directoryOf({ path }: Extract<HistoryPlace, { in: "directory" }>): string {
  const directory = path ?? dataDirectory((name) => Deno.env.get(name), Deno.build.os);
  if (directory !== undefined) return directory;
  throw new Failure(
    failedStatus,
    "There is no home directory to keep messages in: give --data DIR",
  );
}
