import { openSqlite, type SqliteStore } from "../../store/sqlite.ts";
import type { SearchQuery, Store } from "../../store/store.ts";
import { TemporaryDirectory } from "../support/files/temporary_directory.ts";

/** A store in a directory of its own, which is removed when the store is disposed. */
export function openTemporarySqlite(): Promise<Store> {
  return open();
}

/** One that searches only once all is in its index. */
export async function openIndexedSqlite(): Promise<Store> {
  const store = await open(0);
  const search = store.search.bind(store);
  return Object.assign(store, {
    async search(query: SearchQuery) {
      await store.indexed();
      return await search(query);
    },
  });
}

async function open(indexAfterMs?: number): Promise<SqliteStore> {
  const directory = await TemporaryDirectory.make();
  const store = await openSqlite({ directory: directory.path, indexAfterMs });
  const close = store[Symbol.asyncDispose].bind(store);
  return Object.assign(store, {
    async [Symbol.asyncDispose]() {
      await close();
      await directory[Symbol.asyncDispose]();
    },
  });
}
