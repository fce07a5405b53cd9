import type { EntryDraft } from "../store.ts";

/** Kinds whose texts nobody has said in so many words; all others are searched. */
export const unsearchedKinds = ["deleted", "deletion", "topic", "reaction", "unreaction"] as const;

export function isSearched({ kind }: Pick<EntryDraft, "kind">): boolean {
  return unsearchedKinds.every((unsearched) => unsearched !== kind);
}
