import { inboxOf, type KnownNick, maxNicksOfIdentity } from "../store.ts";
import { textOf } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** The most identities whose nicks are kept. */
const defaultMaxIdentities = 50_000;
/** When that is passed, so many more are forgotten at once: looking for them may take long. */
const forgottenAtOnce = 500;

/**
 * Notes who was here under which nick; what was said up to `seenSeq` counts as seen. Of an identity the last nicks are
 * kept, so that a rename costs nobody else anything. Transactions are the caller's.
 */
export function noteNicks(
  sql: Statements,
  nicks: readonly KnownNick[],
  seenSeq: number,
  maxIdentities = defaultMaxIdentities,
): void {
  if (nicks.length === 0) return;
  const before = sql.number("SELECT ifnull(max(noted), 0) FROM known_identity");
  let noted = before;
  let isSomebodyNew = false;
  for (const { keys, identity, nick } of nicks) {
    noted++;
    isSomebodyNew ||= sql.get(knownSql, identity) === undefined;
    sql.run(noteIdentitySql, identity, noted, seenSeq);
    for (const key of keys) {
      sql.run(noteKeySql, ...[key, identity, nick, JSON.stringify(keys), noted]);
    }
    sql.run(forgetNicksSql, identity, identity, maxNicksOfIdentity);
  }
  if (isSomebodyNew) forgetIdentities(sql, before, maxIdentities);
}

const knownSql = "SELECT 1 FROM known_identity WHERE identity = ?";
const noteIdentitySql =
  "INSERT OR REPLACE INTO known_identity (identity, noted, seen_seq) VALUES (?, ?, ?)";
const noteKeySql =
  "INSERT OR REPLACE INTO known_nick (key, identity, nick, keys, noted) VALUES (?, ?, ?, ?, ?)";

// All keys of a nick were noted at once.
const forgetNicksSql = `
  DELETE FROM known_nick WHERE identity = ? AND noted NOT IN (
    SELECT DISTINCT noted FROM known_nick WHERE identity = ? ORDER BY noted DESC LIMIT ?
  )
`;

/**
 * Of those noted up to `noted`. Those for whom something waits go last, and not at all as long as others are enough.
 */
function forgetIdentities(sql: Statements, noted: number, maxIdentities: number): void {
  const excess = sql.number("SELECT count(*) FROM known_identity") - maxIdentities;
  if (excess <= 0) return;
  const count = excess + Math.min(forgottenAtOnce, Math.floor(maxIdentities / 100));
  const idle = sql.all(idleSql, noted, inboxOf(""), count);
  const rows = idle.length === count ? idle : [...idle, ...sql.all(oldestSql, noted, count)];
  const identities = new Set(rows.map((row) => textOf(row, "identity")));
  for (const identity of [...identities].slice(0, count)) {
    sql.run("DELETE FROM known_nick WHERE identity = ?", identity);
    sql.run("DELETE FROM known_identity WHERE identity = ?", identity);
    sql.run("DELETE FROM read_mark WHERE identity = ?", identity);
  }
}

const idleSql = `
  SELECT identity FROM known_identity WHERE noted <= ? AND NOT EXISTS (
    SELECT 1 FROM place
    WHERE room = (SELECT id FROM room WHERE name = ? || identity) AND seq > seen_seq
  ) ORDER BY noted LIMIT ?
`;
const oldestSql = "SELECT identity FROM known_identity WHERE noted <= ? ORDER BY noted LIMIT ?";

/** The one noted last of those that share a key. */
export function findNick(sql: Statements, keys: readonly string[]): KnownNick | undefined {
  const last = sql.get(
    `SELECT identity, nick, keys FROM known_nick
      WHERE key IN (SELECT value FROM json_each(?)) ORDER BY noted DESC LIMIT 1`,
    JSON.stringify(keys),
  );
  if (last === undefined) return undefined;
  const shared: unknown = JSON.parse(textOf(last, "keys"));
  return {
    identity: textOf(last, "identity"),
    nick: textOf(last, "nick"),
    keys: Array.isArray(shared) ? shared.filter((key) => typeof key === "string") : [],
  };
}
