import { readRecord } from "../../records/read_record.ts";
import type { Account, RoomRecord, ServerRecord } from "../../../records.ts";
import { textOf } from "../rows.ts";
import type { RecordKind } from "../../records/record_store.ts";
import type { RecordWrite } from "../threads/calls.ts";
import type { Statements } from "../statements.ts";
import { newestAuditKey, trimAudit } from "./audit.ts";

/** What was kept of each kind. */
export interface KeptRecords {
  readonly accounts: readonly Account[];
  readonly rooms: readonly RoomRecord[];
  readonly server: readonly ServerRecord[];
  readonly newestAuditKey: string;
}

/** The caller begins and ends the transaction. */
export function writeRecords(sql: Statements, writes: readonly RecordWrite[]): void {
  for (const { kind, key, json } of writes) {
    if (json === undefined) sql.run(deleteSql, kind, key);
    else sql.run(replaceSql, kind, key, json);
  }
  trimAudit(sql, writes);
}

const deleteSql = "DELETE FROM record WHERE kind = ? AND key = ?";
const replaceSql = "INSERT OR REPLACE INTO record (kind, key, json) VALUES (?, ?, ?)";

/** One that cannot be read is not there: the rest of the history is not to be lost for it. */
export function readRecords(sql: Statements): KeptRecords {
  return {
    accounts: readKind(sql, "account", readRecord.account),
    rooms: readKind(sql, "room", readRecord.room),
    server: readKind(sql, "server", readRecord.server),
    newestAuditKey: newestAuditKey(sql),
  };
}

function readKind<Kept>(sql: Statements, kind: RecordKind, read: (json: string) => Kept): Kept[] {
  return sql.all("SELECT json FROM record WHERE kind = ? ORDER BY key", kind).flatMap((row) => {
    try {
      return [read(textOf(row, "json"))];
    } catch {
      return [];
    }
  });
}
