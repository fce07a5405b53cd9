import { nextTurn } from "../../../helpers/next_turn.ts";
import {
  recordKeys,
  type RecordKind,
  type RecordStore,
  type RecordStores,
} from "../../records/record_store.ts";
import type { ReadMarkStore } from "../../records/read_mark_store.ts";
import type { Asked, RecordWrite } from "../threads/calls.ts";
import { auditStore } from "./audit.ts";
import type { KeptRecords } from "./records.ts";

/** While nothing can be written. */
const maxWaiting = 100_000;

/** Brings records to the writer: all that waits in one transaction, of each record the newest. */
export class RecordCommit {
  /** Of each record the newest. */
  #waiting = new Map<string, RecordWrite>();
  /** What is asked for now is kept when this resolves. */
  #next: Promise<void> | undefined;
  #last: Promise<void> = Promise.resolve();

  constructor(private readonly writer: Asked) {}

  write(write: RecordWrite): Promise<void> {
    if (this.#waiting.size >= maxWaiting) {
      return Promise.reject(new Error(`${maxWaiting} records wait to be kept already`));
    }
    this.#waiting.set(`${write.kind} ${write.key}`, write);
    if (this.#next === undefined) {
      const before = this.#last.catch(() => {});
      this.#next = this.#last = before.then(nextTurn).then(() => this.#writeAll());
      // Whoever asked is told; that nobody waits for it is no fault.
      this.#next.catch(() => {});
    }
    return this.#next;
  }

  /** Resolves when all that came is written, or refused. */
  flush(): Promise<void> {
    return this.#last.catch(() => {});
  }

  async #writeAll(): Promise<void> {
    const writes = this.#waiting;
    this.#waiting = new Map();
    this.#next = undefined;
    try {
      await this.writer.call("writeRecords", [...writes.values()]);
    } catch (error) {
      // Tried again with what comes next, unless that is newer.
      this.#waiting = new Map([...writes, ...this.#waiting]);
      throw error;
    }
  }
}

/** The capabilities of a store whose records `commit` writes. */
export function recordStores(
  commit: RecordCommit,
  reader: Asked,
  kept: KeptRecords,
  readMarks: ReadMarkStore,
): RecordStores {
  const storeOf = <Kept>(
    kind: RecordKind,
    atOpening: readonly Kept[],
    keyOf: (record: Kept) => string,
  ): RecordStore<Kept> => ({
    atOpening,
    keep: (record) => commit.write({ kind, key: keyOf(record), json: JSON.stringify(record) }),
    forget: (key) => commit.write({ kind, key }),
  });
  return {
    accounts: storeOf("account", kept.accounts, recordKeys.account),
    rooms: storeOf("room", kept.rooms, recordKeys.room),
    server: storeOf("server", kept.server, recordKeys.server),
    audit: auditStore((write) => commit.write(write), reader, kept.newestAuditKey),
    readMarks,
  };
}
