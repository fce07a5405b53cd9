import type { RecordChange } from "../chat/record_change.ts";
import type { RecordStores } from "../store/records/record_store.ts";
import { type Log, storageFailed } from "./log.ts";
import { storeAnswer } from "./store_answer.ts";

/** Brings records to the store, and knows whether all that the rules have changed is kept. */
export class RecordKeeper {
  #settled: Promise<boolean> | undefined;

  constructor(private readonly records: RecordStores, private readonly log: Log) {}

  keep(change: RecordChange): void {
    const before = this.#settled ?? Promise.resolve(true);
    const kept = storeAnswer(this.#write(change)).then(() => true, (error: unknown) => {
      this.log(storageFailed("Cannot keep what was changed", error));
      return false;
    });
    const settled = Promise.all([before, kept]).then((all) => all.every((isKept) => isKept));
    this.#settled = settled;
    settled.then(() => {
      if (this.#settled === settled) this.#settled = undefined;
    });
  }

  /**
   * Undefined if nothing is on its way. Resolves when all that came so far is kept, to false if something could not be.
   * Bounded as whatever is asked of the store; never rejects.
   */
  get settled(): Promise<boolean> | undefined {
    return this.#settled;
  }

  #write(change: RecordChange): Promise<void> {
    const { accounts, rooms, server, audit } = this.records;
    switch (change.type) {
      case "keepAccount":
        return accounts.keep(change.account);
      case "forgetAccount":
        return accounts.forget(change.identity);
      case "keepRoom":
        return rooms.keep(change.record);
      case "forgetRoom":
        return rooms.forget(change.room);
      case "keepServer":
        return server.keep(change.record);
      case "keepAudit":
        return audit.add(change.entry);
      default:
        return change satisfies never;
    }
  }
}
