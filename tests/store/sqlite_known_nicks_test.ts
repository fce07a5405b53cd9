import assert from "node:assert/strict";
import { DatabaseSync } from "node:sqlite";
import { KnownNickReader, KnownNickWriter } from "../../store/sqlite/known_nicks.ts";
import { migrate } from "../../store/sqlite/migrate.ts";
import { PendingNicks } from "../../store/sqlite/pending_nicks.ts";
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

Deno.test("PendingNicks finds what is on its way, and takes back what could not be written", () => {
  const nicks = new PendingNicks();
  nicks.note(known("a"));
  assert.deepEqual(nicks.take(), [known("a")]);
  nicks.note({ ...known("b"), keys: ["a"] });
  assert.equal(nicks.find(["a"])?.nick, "b");
  nicks.settle(false);
  assert.equal(nicks.find(["a"])?.nick, "b");
  assert.deepEqual(nicks.take().map(({ nick }) => nick), ["a", "b"]);
  nicks.note(known("c"));
  nicks.settle(true);
  assert.equal(nicks.find(["a"]), undefined);
  assert.deepEqual(nicks.find(["c"]), known("c"));
  assert.equal(nicks.waiting, 1);
});
