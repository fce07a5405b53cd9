/** The table of migrations, in order. */

import { entries } from "./001_entries.ts";
import { search } from "./002_search.ts";
import { people } from "./003_people.ts";
import { kinds } from "./004_kinds.ts";
import type { Migration } from "./migration.ts";

export const migrations: readonly Migration[] = [entries, search, people, kinds];
