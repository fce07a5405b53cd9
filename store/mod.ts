/** The table of stores. */

import { MemoryStore } from "./memory.ts";
import { openSqlite, type SqliteOptions } from "./sqlite.ts";
import type { Store } from "./store.ts";

export const stores: {
  readonly memory: () => Store;
  readonly sqlite: (options: SqliteOptions) => Promise<Store>;
} = { memory: () => new MemoryStore(), sqlite: openSqlite };
