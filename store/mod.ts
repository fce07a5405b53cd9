/** The table of stores. What each must do is in `store.ts`; `tests/store/conformance/mod.ts` judges it. */

import { MemoryStore } from "./memory.ts";
import { openSqlite, type SqliteOptions } from "./sqlite.ts";
import type { Store } from "./store.ts";

export const stores: {
  readonly memory: () => Store;
  readonly sqlite: (options: SqliteOptions) => Promise<Store>;
} = { memory: () => new MemoryStore(), sqlite: openSqlite };
