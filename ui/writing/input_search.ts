import type { KeyEvent } from "../keys/input_event.ts";
import type { KeyAction } from "../keys/key_bindings.ts";
import type { FoundInput, InputHistory } from "./input_history.ts";
import { previousBorder } from "./text_borders.ts";

/** A search of what was written before, as it is typed. */
export interface InputSearch {
  readonly query: string;
  /** The last that was found. */
  readonly found: FoundInput | undefined;
  /** Whether there is none, or none older, with the query. */
  readonly isFailing: boolean;
}

export const emptySearch: InputSearch = { query: "", found: undefined, isFailing: false };

/** Adds to the query and goes on from what was found. */
export function typeQuery(search: InputSearch, text: string, history: InputHistory): InputSearch {
  const query = search.query + text;
  const before = search.found === undefined ? history.size : search.found.index + 1;
  return searched(search, query, history.search(query, before));
}

/** Takes a character off the query and begins at the newest again. */
export function eraseQuery(search: InputSearch, history: InputHistory): InputSearch {
  const query = search.query.slice(0, previousBorder(search.query, search.query.length));
  if (query === "") return emptySearch;
  return searched({ ...search, found: undefined }, query, history.search(query));
}

/** The next older one; if there is none, what was found stays. */
export function searchOlder(search: InputSearch, history: InputHistory): InputSearch {
  if (search.query === "") return search;
  const found = history.search(search.query, search.found?.index);
  return searched(search, search.query, found);
}

/** The search as a key changes it; undefined if the key is not about searching. */
export function searchByKey(
  search: InputSearch,
  { text }: KeyEvent,
  action: KeyAction | undefined,
  history: InputHistory,
): InputSearch | undefined {
  if (action === "searchInput") return searchOlder(search, history);
  if (action === "eraseLeft") return eraseQuery(search, history);
  return action === undefined && text !== "" ? typeQuery(search, text, history) : undefined;
}

function searched(
  search: InputSearch,
  query: string,
  found: FoundInput | undefined,
): InputSearch {
  return { query, found: found ?? search.found, isFailing: found === undefined };
}
