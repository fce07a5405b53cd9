import assert from "node:assert/strict";

import { nextTurn } from "../../../helpers/next_turn.ts";
import { TurnGate } from "../../../net/limits/turn_gate.ts";
import { exchangesDuring } from "../../support/measures/exchanges.ts";

Deno.test("TurnGate.pass() lets so many through in each turn, in order", async () => {
  const gate = new TurnGate(2);
  const passed: string[] = [];
  for (const name of ["a", "b", "c"]) void gate.pass().then(() => passed.push(name));
  await Promise.resolve();
  assert.equal(passed.length, 0, "nobody at once");
  await nextTurn();
  assert.equal(passed.join(), "a,b");
  await nextTurn();
  assert.equal(passed.join(), "a,b,c");
});

Deno.test("TurnGate.pass() lets one place after another have its turn", async () => {
  const gate = new TurnGate(1);
  const passed: string[] = [];
  for (const name of ["many1", "many2", "many3", "few1", "few2", "one1"]) {
    void gate.pass({ from: name.slice(0, -1) }).then(() => passed.push(name));
  }
  while (passed.length < 6) await nextTurn();
  assert.equal(passed.join(), "many1,few1,one1,many2,few2,many3");
});

Deno.test("TurnGate.pass() rejects at the signal, and takes no turn then", async () => {
  const gate = new TurnGate(1);
  const leaving = new AbortController();
  const { signal } = leaving;
  const left = [gate.pass({ signal }), gate.pass({ from: "elsewhere", signal })];
  const last = gate.pass({ from: "elsewhere" });
  leaving.abort(new Error("gone"));
  for (const wait of left) await assert.rejects(wait, /gone/);
  await assert.rejects(gate.pass({ signal }), /gone/);
  await nextTurn();
  assert.equal(await Promise.race([last.then(() => "passed"), nextTurn()]), "passed");
});

Deno.test("TurnGate lets in what comes from outside meanwhile", async () => {
  const gate = new TurnGate(1);
  const all = Array.from({ length: 200 }, () => gate.pass());
  assert.ok(await exchangesDuring(Promise.all(all)) > 10);
});
