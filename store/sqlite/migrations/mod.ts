import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "../file/database.ts";
import { Statements } from "../statements.ts";
import { createEntries } from "./001_entries.ts";
import { createSearch } from "./002_search.ts";
import { createPeople } from "./003_people.ts";
import { addKinds } from "./004_kinds.ts";
import { createClock } from "./005_clock.ts";
import { createPiecesIndex } from "./006_pieces.ts";
import { createKnownIdentities } from "./007_known_identities.ts";
import { createLogMark } from "./008_log_mark.ts";
import { createRecords } from "./009_records.ts";
import { addDeletions } from "./010_deletions.ts";
import { createReadMarks } from "./011_read_marks.ts";
import { addMore } from "./012_more.ts";

/**
 * The steps from each version of the schema to the next, the first from 0 to 1. Each runs within a transaction of its
 * own: as a whole or not at all. What has been released never changes.
 */
const migrations: readonly ((database: DatabaseSync) => void)[] = [
  createEntries,
  createSearch,
  createPeople,
  addKinds,
  createClock,
  createPiecesIndex,
  createKnownIdentities,
  createLogMark,
  createRecords,
  addDeletions,
  createReadMarks,
  addMore,
];

/** Kept as `application_id`: "chat". */
export const applicationId = 0x63686174;

/** The version of the schema that this program writes. */
export const schemaVersion: number = migrations.length;

export function versionOf(database: DatabaseSync): number {
  return new Statements(database).number("PRAGMA user_version");
}

/** Brings the schema up to `version`; what is there already stays as it is. */
export function migrate(database: DatabaseSync, version: number = schemaVersion): void {
  const present = versionOf(database);
  for (const [index, apply] of migrations.slice(0, version).entries()) {
    if (index < present) continue;
    inTransaction(database, () => {
      apply(database);
      database.exec(`PRAGMA application_id = ${applicationId}`);
      database.exec(`PRAGMA user_version = ${index + 1}`);
    });
  }
}

/** Whether an entry has a kind of its own, beside whether it is an action. */
export function hasKinds(database: DatabaseSync): boolean {
  return versionOf(database) > migrations.indexOf(addKinds);
}

/** Whether entries may have what is kept as JSON. */
export function hasMore(database: DatabaseSync): boolean {
  return versionOf(database) > migrations.indexOf(addMore);
}

/** Whether entries can be deleted. */
export function hasDeletions(database: DatabaseSync): boolean {
  return versionOf(database) > migrations.indexOf(addDeletions);
}
