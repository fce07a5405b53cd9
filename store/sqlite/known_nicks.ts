import type { KnownNick } from "../store.ts";
import { textOf } from "./rows.ts";
import type { Statements } from "./statements.ts";

/** The most keys that are kept; at the bound those not noted for longest are forgotten. */
const defaultMaxKeys = 100_000;

/** Notes who was here under which nick. Transactions are the caller's. */
export function noteNicks(
  sql: Statements,
  nicks: readonly KnownNick[],
  maxKeys = defaultMaxKeys,
): void {
  if (nicks.length === 0) return;
  // In one statement the two would have to look at every row.
  let noted = sql.number("SELECT ifnull(max(noted), 0) FROM known_nick");
  for (const { keys, identity, nick } of nicks) {
    noted++;
    for (const key of keys) {
      sql.run(
        "INSERT OR REPLACE INTO known_nick (key, identity, nick, keys, noted) VALUES (?, ?, ?, ?, ?)",
        ...[key, identity, nick, JSON.stringify(keys), noted],
      );
    }
  }
  const count = sql.number("SELECT count(*) FROM known_nick");
  if (count <= maxKeys) return;
  sql.run(
    "DELETE FROM known_nick WHERE key IN (SELECT key FROM known_nick ORDER BY noted LIMIT ?)",
    count - maxKeys,
  );
}

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
