import {
  type AuditKind,
  auditKindOf,
  auditKinds,
  type AuditPage,
  type AuditQuery,
  type AuditStore,
  maxAuditEntries,
  takeAuditPage,
} from "../../records/audit_store.ts";
import { readRecord } from "../../records/read_record.ts";
import { textOf } from "../rows.ts";
import type { ResultRow, Statements } from "../statements.ts";
import type { Asked, RecordWrite } from "../threads/calls.ts";

/** Audit entries are records of two kinds, whose keys count up together. */
export function auditStore(
  write: (write: RecordWrite) => Promise<void>,
  reader: Asked,
  newestKey: string,
): AuditStore {
  let newest = Number(newestKey);
  return {
    add(entry) {
      const kind = auditKindOf(entry);
      return write({ kind, key: keyOf(++newest), json: JSON.stringify(entry) });
    },
    find: (query) => reader.call("findAudit", query),
  };
}

function keyOf(number: number): string {
  return String(number).padStart(12, "0");
}

export function newestAuditKey(sql: Statements): string {
  return auditKinds.map((kind) => textOf(sql.one(newestSql, kind), "key")).toSorted().at(-1) ?? "0";
}

const newestSql = "SELECT ifnull(max(key), '0') AS key FROM record WHERE kind = ?";

/** So many more may be kept: what is too much is not looked for at each write. */
const trimmedEvery = 100;

/** Whatever is more than is kept of these kinds goes; the caller begins and ends the transaction. */
export function trimAudit(sql: Statements, writes: readonly RecordWrite[]): void {
  for (const { kind, key } of writes) {
    const isAudit = auditKinds.some((each) => each === kind);
    if (isAudit && Number(key) % trimmedEvery === 0) {
      for (const each of auditKinds) sql.run(trimSql, each, each, maxAuditEntries);
    }
  }
}

const trimSql = `
  DELETE FROM record WHERE kind = ? AND key <= (
    SELECT key FROM record WHERE kind = ? ORDER BY key DESC LIMIT 1 OFFSET ?
  )
`;

export function findAudit(sql: Statements, query: AuditQuery): AuditPage {
  const newest = newestFirst(...auditKinds.map((kind) => rowsOf(sql, kind)));
  return takeAuditPage(newest.map((row) => readRecord.audit(textOf(row, "json"))), query);
}

/** Rows of both in one order, the newest first, each read when its turn comes. */
function* newestFirst(...kinds: Generator<ResultRow>[]): Generator<ResultRow, void> {
  const next = kinds.map((rows) => ({ rows, row: rows.next().value }));
  for (;;) {
    const [newest] = next.filter(({ row }) => row !== undefined)
      .toSorted((one, other) => keyIn(one.row) < keyIn(other.row) ? 1 : -1);
    if (newest?.row === undefined) return;
    yield newest.row;
    newest.row = newest.rows.next().value;
  }
}

function keyIn(row: ResultRow | undefined): string {
  return row === undefined ? "" : textOf(row, "key");
}

const rowsAtOnce = 500;

function* rowsOf(sql: Statements, kind: AuditKind): Generator<ResultRow, undefined> {
  for (let before = keyOf(Number.MAX_SAFE_INTEGER);;) {
    const rows = sql.all(pageSql, kind, before, rowsAtOnce);
    yield* rows;
    const last = rows.at(-1);
    if (last === undefined || rows.length < rowsAtOnce) return;
    before = textOf(last, "key");
  }
}

const pageSql = "SELECT key, json FROM record WHERE kind = ? AND key < ? ORDER BY key DESC LIMIT ?";
