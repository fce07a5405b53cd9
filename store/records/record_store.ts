import type { Account, RoomRecord, ServerRecord } from "../../records.ts";
import type { AuditStore } from "./audit_store.ts";
import type { ReadMarkStore } from "./read_mark_store.ts";

/** Keeps records of one kind, each under its key. Knows nothing of what they mean. */
export interface RecordStore<Kept> {
  /** What was kept when the store was opened. */
  readonly atOpening: readonly Kept[];
  /**
   * Takes the place of the record with the same key. Resolves when it is kept as safely as an entry; rejects where it
   * cannot be kept, and it is tried again with whatever is kept next. All that one turn of the event loop brings, of
   * all kinds, is kept together or not at all.
   */
  keep(record: Kept): Promise<void>;
  /** The same for a key whose record is to go. */
  forget(key: string): Promise<void>;
}

/** By identity. */
export type AccountStore = RecordStore<Account>;
/** By the room's name. */
export type RoomStore = RecordStore<RoomRecord>;
/** There is one, with the empty string as its key. */
export type ServerStore = RecordStore<ServerRecord>;

/** What is kept beside entries, a capability a kind. */
export interface RecordStores {
  readonly accounts: AccountStore;
  readonly rooms: RoomStore;
  readonly server: ServerStore;
  readonly audit: AuditStore;
  readonly readMarks: ReadMarkStore;
}

/** The kinds of records, and what each is found by. */
export const recordKeys: {
  readonly account: (account: Account) => string;
  readonly room: (record: RoomRecord) => string;
  readonly server: (record: ServerRecord) => string;
} = {
  account: ({ identity }) => identity,
  room: ({ room }) => room,
  server: () => "",
};
export type RecordKind = keyof typeof recordKeys;
