import type { Conversation } from "../../../client/conversations/conversation.ts";

/** What the page's address asks for: `/?invite=CODE#room`. */
export interface Visit {
  /** Without the `#`; undefined for wherever one was last. */
  readonly room?: string;
  /** A code that lets one in. */
  readonly invite?: string;
  /** A code that makes this device one of somebody's who is here already. */
  readonly link?: string;
}

/** Reads the address of the page. What cannot be decoded is not asked for. */
export function readVisit({ search, hash }: Pick<Location, "search" | "hash">): Visit {
  const room = decoded(hash.replace(/^#/, ""));
  const asked = new URLSearchParams(search);
  const [invite, link] = ["invite", "link"].map((name) => asked.get(name) ?? "");
  return { ...room && { room }, ...invite && { invite }, ...link && { link } };
}

/** Of the page's address, for a room; what one says to one person has none, since it leads others nowhere. */
export function hashOf({ type, name }: Pick<Conversation, "type" | "name">): string {
  return type === "room" ? `#${encodeURIComponent(name)}` : "";
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text).replace(/^#/, "");
  } catch {
    return "";
  }
}
