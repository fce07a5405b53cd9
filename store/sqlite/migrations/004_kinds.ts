import type { Migration } from "./migration.ts";

/** Kinds beyond text and action, which newer clients send. */
export const kinds: Migration = {
  version: 4,
  apply(database) {
    // NULL: "action" tells. A column without a default is added without rewriting what is there.
    database.exec("ALTER TABLE entry ADD COLUMN kind TEXT");
  },
};
