import type { ErrorMessage } from "../../protocol.ts";

/** Takes the place of an answer to what was changed and could not be kept, as `RecordStore.keep` says. */
export function notKept(id?: string): ErrorMessage {
  const message = "What was changed holds now, but is not kept yet: " +
    "the server tries again with the next change";
  return { type: "error", code: "storage_failed", message, id };
}
