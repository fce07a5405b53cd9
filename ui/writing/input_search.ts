import type { KeyEvent } from "../keys/input_event.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import type { FoundInput, InputHistory } from "./input_history.ts";
import { previousBorder } from "./text_borders.ts";

/** A search of what was written before, as it is typed. The draft stays as it is meanwhile. */
export interface InputSearch {
  readonly type: "searching";
  readonly query: string;
  /** The last that was found. */
  readonly found?: FoundInput | undefined;
  /** Whether there is none, or none older, with the query. */
  readonly isFailing: boolean;
}

export const emptySearch: InputSearch = { type: "searching", query: "", isFailing: false };

/** The search as a key changes it; undefined if the key is not about searching. */
export function searchByKey(
  { query, found }: InputSearch,
  { text }: KeyEvent,
  action: KeyAction | undefined,
  history: InputHistory,
): InputSearch | undefined {
  const searched = (query: string, last?: FoundInput, newest?: number): InputSearch => {
    const next = history.search(query, newest);
    const isFailing = next === undefined && query !== "";
    return { type: "searching", query, found: next ?? last, isFailing };
  };
  // The next older one; if there is none, what was found stays.
  if (action === "searchInput") return searched(query, found, found?.index);
  // Begins at the newest again.
  if (action === "eraseLeft") return searched(query.slice(0, previousBorder(query, query.length)));
  if (action !== undefined || text === "") return undefined;
  return searched(query + text, found, found && found.index + 1);
}
