import type { AuditEntry } from "../../../records.ts";
import {
  type AuditPage,
  type AuditQuery,
  type AuditStore,
  maxAuditEntries,
  takeAuditPage,
} from "../../records/audit_store.ts";
import { readRecord } from "../../records/read_record.ts";
import { textOf } from "../rows.ts";
import type { Statements } from "../statements.ts";
import type { Asked, RecordWrite } from "../threads/calls.ts";

/** Audit entries are records of a kind of their own, whose keys count up. */
export function auditStore(
  write: (write: RecordWrite) => Promise<void>,
  reader: Asked,
  newestKey: string,
): AuditStore {
  let newest = Number(newestKey);
  return {
    add: (entry) => write({ kind: "audit", key: keyOf(++newest), json: JSON.stringify(entry) }),
    find: (query) => reader.call("findAudit", query),
  };
}

function keyOf(number: number): string {
  return String(number).padStart(12, "0");
}

export function newestAuditKey(sql: Statements): string {
  const row = sql.one("SELECT ifnull(max(key), '0') AS key FROM record WHERE kind = 'audit'");
  return textOf(row, "key");
}

/** Whatever is more than is kept goes; the caller begins and ends the transaction. */
export function trimAudit(sql: Statements): void {
  sql.run(trimSql, keyOf(Number(newestAuditKey(sql)) - maxAuditEntries));
}

const trimSql = "DELETE FROM record WHERE kind = 'audit' AND key <= ?";

export function findAudit(sql: Statements, query: AuditQuery): AuditPage {
  return takeAuditPage(newestFirst(sql), query);
}

const rowsAtOnce = 500;

function* newestFirst(sql: Statements): Generator<AuditEntry> {
  for (let before = keyOf(Number.MAX_SAFE_INTEGER);;) {
    const rows = sql.all(pageSql, before, rowsAtOnce);
    for (const row of rows) yield readRecord.audit(textOf(row, "json"));
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    before = textOf(last, "key");
  }
}

const pageSql =
  "SELECT key, json FROM record WHERE kind = 'audit' AND key < ? ORDER BY key DESC LIMIT ?";
