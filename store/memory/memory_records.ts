import { Fifo } from "./fifo.ts";
import type { AuditEntry } from "../../records.ts";
import { MemoryReadMarks } from "./memory_read_marks.ts";
import { type AuditStore, maxAuditEntries, takeAuditPage } from "../records/audit_store.ts";
import { recordKeys, type RecordStores } from "../records/record_store.ts";

/** Keeps records as long as the program runs. */
export class MemoryRecords<Kept> {
  readonly #byKey = new Map<string, Kept>();

  constructor(private readonly keyOf: (record: Kept) => string) {}

  get atOpening(): readonly Kept[] {
    return [...this.#byKey.values()];
  }

  keep(record: Kept): Promise<void> {
    this.#byKey.set(this.keyOf(record), record);
    return Promise.resolve();
  }

  forget(key: string): Promise<void> {
    this.#byKey.delete(key);
    return Promise.resolve();
  }
}

/** One of each kind. */
export function memoryRecords(newestSeq: () => number): RecordStores {
  const { account, room, server } = recordKeys;
  return {
    accounts: new MemoryRecords(account),
    rooms: new MemoryRecords(room),
    server: new MemoryRecords(server),
    audit: memoryAudit(),
    readMarks: new MemoryReadMarks(newestSeq),
  };
}

function memoryAudit(): AuditStore {
  const entries = new Fifo<AuditEntry>();
  function* newestFirst() {
    for (let index = entries.length - 1; index >= 0; index--) {
      const entry = entries.at(index);
      if (entry !== undefined) yield entry;
    }
  }
  return {
    add(entry) {
      entries.push(entry);
      if (entries.length > maxAuditEntries) entries.shift();
      return Promise.resolve();
    },
    find: (query) => Promise.resolve(takeAuditPage(newestFirst(), query)),
  };
}
