/** What the page's address asks for: `/?invite=CODE#room`. */
export interface Visit {
  /** Without the `#`; undefined for wherever one was last. */
  readonly room?: string;
  /** A code that lets one in. */
  readonly invite?: string;
}

/** Reads the address of the page. What cannot be decoded is not asked for. */
export function readVisit({ search, hash }: Pick<Location, "search" | "hash">): Visit {
  const room = decoded(hash.replace(/^#/, ""));
  const invite = new URLSearchParams(search).get("invite") ?? "";
  return { ...room === "" ? {} : { room }, ...invite === "" ? {} : { invite } };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/^#/, "");
  } catch {
    return "";
  }
}
