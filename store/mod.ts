/** The table of stores. */

import { MemoryStore } from "./memory.ts";
import type { Store } from "./store.ts";

export const stores: { readonly memory: () => Store } = { memory: () => new MemoryStore() };
