import { openSqlite } from "../../store/sqlite.ts";
import type { Store } from "../../store/store.ts";
import { TemporaryDirectory } from "../support/temporary_directory.ts";

/** A store in a directory of its own, which is removed when the store is disposed. */
export async function openTemporarySqlite(): Promise<Store> {
  const directory = await TemporaryDirectory.make();
  const store = await openSqlite({ directory: directory.path });
  const close = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, {
    async [Symbol.asyncDispose]() {
      await close();
      await directory[Symbol.asyncDispose]();
    },
  });
}
