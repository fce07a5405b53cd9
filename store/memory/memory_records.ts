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
export function memoryRecords(): RecordStores {
  const { account, room, server } = recordKeys;
  return {
    accounts: new MemoryRecords(account),
    rooms: new MemoryRecords(room),
    server: new MemoryRecords(server),
  };
}
