import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { KnownNickReader, KnownNickWriter } from "../../store/sqlite/known_nicks.ts";
import { migrate } from "../../store/sqlite/file/migrate.ts";
import type { KnownNick } from "../../store/store.ts";

function known(nick: string): KnownNick {
  return { identity: `identity-of-${nick}`, nick, keys: [nick] };
}

Deno.test("KnownNickWriter.note() forgets those not noted for longest at its bound", () => {
  const database = new DatabaseSync(":memory:");
  migrate(database);
  const [writer, reader] = [new KnownNickWriter(database, 3), new KnownNickReader(database)];
  writer.note(["a", "b", "c", "a"].map(known));
  writer.note([known("d")]);
  writer.note([known("e")]);
  const found = ["a", "b", "c", "d", "e"].filter((nick) => reader.find([nick]) !== undefined);
  assert.deepEqual(found, ["a", "d", "e"]);
  database.close();
});
