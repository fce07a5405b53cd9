import { limits } from "../../protocol.ts";
import type { Entry, EntryDraft } from "../../store/store.ts";

/**
 * The deletions of these entries, in as many as their bound needs; of direct messages one for each person. `draft` has
 * who deletes them, and where; its `id` goes to the first.
 */
export function deletionsOf(draft: EntryDraft, entries: readonly Entry[]): EntryDraft[] {
  const { id, ...withoutId } = draft;
  const drafts: EntryDraft[] = [];
  for (const group of Map.groupBy(entries, placesOf).values()) {
    for (let start = 0; start < group.length; start += limits.deletedAtOnce) {
      const part = group.slice(start, start + limits.deletedAtOnce);
      const { room, alsoIn, to } = part[0] ?? draft;
      const deletes = part.map(({ seq }) => seq);
      const text = draft.reason === undefined
        ? textOf(draft, part)
        : `${textOf(draft, part)}: ${draft.reason}`;
      const deletion = { ...withoutId, room, text, deletes };
      drafts.push({
        ...deletion,
        ...(alsoIn === undefined ? {} : { alsoIn }),
        ...(to === undefined ? {} : { to }),
        ...(id === undefined || drafts.length > 0 ? {} : { id }),
      });
    }
  }
  return drafts;
}

function placesOf({ room, alsoIn = "" }: Entry): string {
  return `${room} ${alsoIn}`;
}

/** In words, behind who did it. */
function textOf({ identity }: EntryDraft, entries: readonly Entry[]): string {
  const count = entries.length === 1 ? "a message" : `${entries.length} messages`;
  const byAuthor = Map.groupBy(entries, (entry) => entry.identity);
  if (byAuthor.size > 2) return `deleted ${count} of ${byAuthor.size} people`;
  if (byAuthor.has(identity) && byAuthor.size === 1) return `deleted ${count}`;
  const names = Array.from(byAuthor.values(), ([newest]) => newest?.from ?? "");
  return `deleted ${count} of ${names.join(" and ")}`;
}
