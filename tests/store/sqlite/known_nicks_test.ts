import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { findNick, noteNicks } from "../../../store/sqlite/known_nicks.ts";
import { Statements } from "../../../store/sqlite/statements.ts";
import { migrate } from "../../../store/sqlite/migrations/mod.ts";
import type { KnownNick } from "../../../store/store.ts";

function known(nick: string): KnownNick {
  return { identity: `identity-of-${nick}`, nick, keys: [nick] };
}

Deno.test("noteNicks() forgets those not noted for longest at its bound", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const sql = new Statements(database);
  noteNicks(sql, ["a", "b", "c", "a"].map(known), 3);
  noteNicks(sql, [known("d")], 3);
  noteNicks(sql, [known("e")], 3);
  const found = ["a", "b", "c", "d", "e"].filter((nick) => findNick(sql, [nick]) !== undefined);
  assert.deepEqual(found, ["a", "d", "e"]);
  database.close();
});
