import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { findNick, noteNicks } from "../../../store/sqlite/known_nicks.ts";
import { Statements } from "../../../store/sqlite/statements.ts";
import { migrate } from "../../../store/sqlite/migrations/mod.ts";
import { inboxOf, type KnownNick } from "../../../store/store.ts";

function known(nick: string, identity = `identity-of-${nick}`): KnownNick {
  return { identity, nick, keys: [nick] };
}

function open() {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const sql = new Statements(database);
  return {
    note: (nicks: readonly KnownNick[], seenSeq = 0) => noteNicks(sql, nicks, seenSeq, 3),
    /** Something with that `seq` is in the identity's inbox. */
    say(seq: number, identity: string) {
      sql.run("INSERT OR IGNORE INTO room (name) VALUES (?)", inboxOf(identity));
      const room = sql.number("SELECT id FROM room WHERE name = ?", inboxOf(identity));
      sql.run("INSERT INTO place (room, seq) VALUES (?, ?)", room, seq);
    },
    mark(identity: string) {
      sql.run("INSERT INTO read_mark (identity, place, seq) VALUES (?, 'lobby', 1)", identity);
    },
    marked: () =>
      sql.all("SELECT identity FROM read_mark ORDER BY identity").map((row) => row["identity"]),
    found: (...nicks: readonly string[]) =>
      nicks.filter((nick) => findNick(sql, [nick]) !== undefined),
    [Symbol.dispose]: () => database.close(),
  };
}

Deno.test("noteNicks() forgets the identities not noted for longest at its bound", () => {
  using nicks = open();
  nicks.note(["a", "b", "c", "a"].map((nick) => known(nick)));
  nicks.note([known("d")]);
  nicks.note([known("e")]);
  assert.deepEqual(nicks.found("a", "b", "c", "d", "e"), ["a", "d", "e"]);
});

Deno.test("noteNicks() forgets how far somebody has read with the identity", () => {
  using nicks = open();
  for (const nick of ["a", "b", "c", "d"]) nicks.mark(`identity-of-${nick}`);
  nicks.note(["a", "b", "c", "d"].map((nick) => known(nick)));
  nicks.note([known("e")]);
  assert.deepEqual(nicks.marked(), ["c", "d"].map((nick) => `identity-of-${nick}`));
});

Deno.test("noteNicks() forgets nobody for whom something waits as long as there are others", () => {
  using nicks = open();
  nicks.note([known("a"), known("b")], 5);
  nicks.say(5, "identity-of-a");
  nicks.say(6, "identity-of-b");
  for (const nick of ["c", "d", "e"]) nicks.note([known(nick)], 7);
  assert.deepEqual(nicks.found("a", "b", "c", "d", "e"), ["b", "d", "e"]);
  nicks.note([known("b"), known("f")], 7);
  for (const nick of ["g", "h"]) nicks.note([known(nick)], 7);
  assert.deepEqual(nicks.found("b", "f", "g", "h"), ["f", "g", "h"], "it has come and seen it");
});

Deno.test("noteNicks() holds its bound where something waits for all, and forgets those not seen for longest", () => {
  using nicks = open();
  for (const [index, nick] of ["a", "b", "c", "d", "e"].entries()) {
    nicks.note([known(nick)], index);
    nicks.say(index + 1, `identity-of-${nick}`);
  }
  assert.deepEqual(nicks.found("a", "b", "c", "d", "e"), ["c", "d", "e"]);
});
