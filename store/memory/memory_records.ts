import { Fifo } from "./fifo.ts";
import type { AuditEntry } from "../../records.ts";
import { MemoryReadMarks } from "./memory_read_marks.ts";
import {
  auditKindOf,
  type AuditStore,
  maxAuditEntries,
  takeAuditPage,
} from "../records/audit_store.ts";
import type { Entries } from "../records/read_mark_store.ts";
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
export function memoryRecords(entries: Entries): RecordStores {
  const { account, room, server } = recordKeys;
  return {
    accounts: new MemoryRecords(account),
    rooms: new MemoryRecords(room),
    server: new MemoryRecords(server),
    audit: memoryAudit(),
    readMarks: new MemoryReadMarks(entries),
  };
}

function memoryAudit(): AuditStore {
  const kinds = { audit: new Fifo<Noted>(), audit_room: new Fifo<Noted>() };
  let count = 0;
  return {
    add(entry) {
      const entries = kinds[auditKindOf(entry)];
      entries.push({ entry, count: ++count });
      if (entries.length > maxAuditEntries) entries.shift();
      return Promise.resolve();
    },
    find(query) {
      const all = Object.values(kinds).flatMap((entries) =>
        Array.from({ length: entries.length }, (_, index) => entries.at(index)).flatMap((noted) =>
          noted ?? []
        )
      );
      const newestFirst = all.toSorted((one, other) => other.count - one.count);
      return Promise.resolve(takeAuditPage(newestFirst.map(({ entry }) => entry), query));
    },
  };
}

interface Noted {
  readonly entry: AuditEntry;
  /** Counts up over both kinds. */
  readonly count: number;
}
