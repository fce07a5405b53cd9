import type { DatabaseSync } from "node:sqlite";
import { createEntries } from "./001_entries.ts";
import { createSearch } from "./002_search.ts";
import { createPeople } from "./003_people.ts";
import { addKinds } from "./004_kinds.ts";

/**
 * The steps from each version of the schema to the next, the first from 0 to 1. Each runs within a transaction of its
 * own: as a whole or not at all. What has been released never changes.
 */
export const migrations: readonly ((database: DatabaseSync) => void)[] = [
  createEntries,
  createSearch,
  createPeople,
  addKinds,
];
