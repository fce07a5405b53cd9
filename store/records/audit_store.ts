import type { AuditEntry } from "../../records.ts";

/**
 * Entries of rooms and of the whole server are bounded each by themselves: anybody may have a room, and keep order in
 * it, and must not push out what operators did.
 */
export const auditKinds = ["audit", "audit_room"] as const;
export type AuditKind = (typeof auditKinds)[number];
/** How many of each kind are kept at least, the newest. */
export const maxAuditEntries = 25_000;

export function auditKindOf({ room }: AuditEntry): AuditKind {
  return room === undefined ? "audit" : "audit_room";
}

export interface AuditQuery {
  /** Who did it, or to whom it was done; in any case. */
  readonly nick?: string;
  readonly limit: number;
  /** So many of the newest are passed over. */
  readonly offset: number;
}

export interface AuditPage {
  /** The newest first. */
  readonly entries: readonly AuditEntry[];
  readonly complete: boolean;
}

/** Keeps what was done to keep order, and changes nothing of it. */
export interface AuditStore {
  /** Resolves and rejects as `RecordStore.keep`, together with what is kept in the same turn. */
  add(entry: AuditEntry): Promise<void>;
  find(query: AuditQuery): Promise<AuditPage>;
}

/** The page of what was asked for, out of all entries, the newest first. */
export function takeAuditPage(
  newestFirst: Iterable<AuditEntry>,
  { nick, limit, offset }: AuditQuery,
): AuditPage {
  const wanted = nick?.toLowerCase();
  const concerns = ({ by, whom }: AuditEntry) =>
    wanted === undefined || by.nick.toLowerCase() === wanted || whom?.toLowerCase() === wanted;
  const found = Iterator.from(newestFirst).filter(concerns).drop(offset).take(limit + 1).toArray();
  return { entries: found.slice(0, limit), complete: found.length <= limit };
}
