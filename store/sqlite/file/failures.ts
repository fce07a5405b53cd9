import { reasonOf } from "../../../helpers/reason_of.ts";
import { StoreError } from "../../store.ts";

export function damaged(path: string, what: string): StoreError {
  return new StoreError(
    "damaged",
    `Cannot open the history "${path}": ${what}. Restore the file from a backup, with no "-wal" and "-shm" of another ` +
      `beside it, or move it away to begin anew. What can be read is saved by: chatroom history recover "${path}"`,
  );
}

export function leftBehind(log: string): StoreError {
  return new StoreError(
    "damaged",
    `Cannot make a new history beside "${log}": it is the newest part of another one. Put that one's file back ` +
      "beside it, or move it away too",
  );
}

export function foreignLog(path: string, log: string): StoreError {
  return new StoreError(
    "damaged",
    `Cannot open the history "${path}": "${log}" beside it is not its own. It belongs to another history, or to this ` +
      `one as it was before a backup took its place, and would replace what is in "${path}"; or it is something else, ` +
      `and would be lost. Move "${log}" away (and ` +
      `"${path}-shm") to use the file as it is, or put the file back that it belongs to; nothing has been changed`,
  );
}

export function newer(path: string, version: number, known: number): StoreError {
  return new StoreError(
    "newer",
    `Cannot open the history "${path}": a newer chatroom wrote it (its format is ${version}, this program knows up ` +
      `to ${known}). Run that version or a later one; the file has not been changed`,
  );
}

export function inUse(directory: string): StoreError {
  return new StoreError(
    "in_use",
    `Cannot open the history in "${directory}": another chatroom server has it open. Stop that one, or use another ` +
      "directory",
  );
}

export function unusable(path: string, reason: string): StoreError {
  return new StoreError(
    "unusable",
    `Cannot use "${path}" for the history: ${reason}. See that its directory exists, may be written to and has free ` +
      "space, or use another directory",
  );
}

const damage =
  /file is not a database|malformed|disk I\/O error|unsupported file format|vtable constructor failed|failed to prepare|no such (table|column)/i;

/** Makes a `StoreError` of any error of opening; `node:sqlite` tells errors apart by their text alone. */
export function asStoreError(error: unknown, path: string): StoreError {
  if (error instanceof StoreError) return error;
  const reason = reasonOf(error);
  return damage.test(reason) ? damaged(path, reason) : unusable(path, reason);
}
