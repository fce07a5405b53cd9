import type { AuditOutcome } from "../../commands/command.ts";
import { duration } from "../../helpers/duration.ts";
import {
  type AuditMessage,
  type AuditSummary,
  limits,
  type ServerMessage,
} from "../../protocol.ts";
import type { AuditEntry } from "../../records.ts";
import { storageFailed } from "../log.ts";
import type { ReadSources } from "./read_page.ts";
import { storeAnswer } from "../store_answer.ts";

/**
 * The page with fields, and the same in words; or an `error`: never rejects. `isIn`: whether who asks is in that room;
 * of a closed one others are not told the name, nor what it was set to.
 */
export async function readAudit(
  { store, persons, log }: Omit<ReadSources, "forgetting">,
  { nick, page, id }: AuditOutcome,
  isIn: (room: string) => boolean,
  nowMs: number,
): Promise<readonly ServerMessage[]> {
  const limit = limits.auditPage;
  try {
    const query = { nick, limit, offset: (page - 1) * limit };
    const found = await storeAnswer(store.records.audit.find(query));
    const entries = found.entries.map((entry): AuditSummary => {
      const { by, isClosed, room, text, ...about } = entry;
      const person = persons.of(by.identity);
      const summary = { ...about, by: by.nick, person };
      return isClosed === true && room !== undefined && !isIn(room)
        ? summary
        : { ...summary, room, text };
    });
    const message = { type: "audit", page, entries, complete: found.complete, id } as const;
    return [message, { type: "notice", text: inWords(message, found.entries, nowMs), id }];
  } catch (error) {
    log(storageFailed("Cannot read the audit log", error));
    const message = "The server cannot read its audit log now: ask again later";
    return [{ type: "error", code: "storage_failed", message, id }];
  }
}

function inWords(
  { entries, page, complete }: AuditMessage,
  kept: readonly AuditEntry[],
  nowMs: number,
): string {
  if (entries.length === 0) return page === 1 ? "Nothing of that was done yet" : "There is no more";
  const lines = entries.map(({ ts, by, address, action, whom, room, text }, index) => {
    const isHidden = room === undefined && kept[index]?.room !== undefined;
    return [
      `${duration(nowMs - ts)} ago: ${by}`,
      address === undefined ? "" : ` (${address})`,
      `, ${action}`,
      whom === undefined ? "" : ` ${whom}`,
      room === undefined ? "" : ` in #${room}`,
      isHidden ? " in a closed room" : "",
      text === undefined ? "" : `: ${text}`,
    ].join("");
  });
  return complete ? lines.join("\n") : [...lines, `Page ${page + 1} has more`].join("\n");
}
