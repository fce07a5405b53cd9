import type { DatabaseSync } from "node:sqlite";
import { inTransaction } from "./database.ts";
import { Statements } from "../statements.ts";
import { migrations } from "../migrations/mod.ts";

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
