import type { DatabaseSync } from "node:sqlite";

/** Kinds beyond text and action, which newer clients send. */
export function addKinds(database: DatabaseSync): void {
  // NULL: "action" tells. A column without a default is added without rewriting what is there.
  database.exec("ALTER TABLE entry ADD COLUMN kind TEXT");
}
