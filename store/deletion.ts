import type { Entry, EntryDraft } from "./store.ts";

/**
 * What every store does with a draft that has `deletes`: it keeps the draft as an entry and, in the same moment, makes a
 * tombstone of each entry of these that is in the same places and `isDeletable`. All others are passed over. Of a draft
 * that is a repeat nothing is deleted anew.
 *
 * A tombstone keeps its place, `seq`, `ts`, `from` and, with `identity` and `id`, that it is no use to say it again: who
 * does gets the tombstone. It is counted, and trimmed, as any other entry. Its text, and what it answered, is gone from pages and searches
 * at once; a store that keeps entries in files makes sure that it is gone from these soon.
 */
export interface Tombstone {
  readonly text: "";
  readonly kind: "deleted";
  readonly deletedBy: string;
}

/** `by`: the nick of who deletes. */
export function tombstone(by: string): Tombstone {
  return { text: "", kind: "deleted", deletedBy: by };
}

/** Neither deleted already nor a deletion itself. */
export function isDeletable({ kind }: Pick<EntryDraft, "kind">): boolean {
  return kind !== "deleted" && kind !== "deletion";
}

/** Whether the entry is one that the draft deletes, if that names it. */
export function isDeletedBy(entry: Entry, draft: EntryDraft): boolean {
  return isDeletable(entry) && entry.room === draft.room && entry.alsoIn === draft.alsoIn;
}
