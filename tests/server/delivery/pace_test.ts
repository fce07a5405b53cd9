import assert from "node:assert/strict";

import { nextTurn } from "../../../helpers/next_turn.ts";
import { exchangesDuring } from "../../support/measures/exchanges.ts";
import { Pace } from "../../../server/delivery/pace.ts";

const much = 128 * 1024;

Deno.test("Pace.take() lets little go at once, and what is more in later turns", async () => {
  const pace = new Pace();
  assert.equal(pace.take(much - 1, 0), undefined);
  assert.equal(pace.take(much, 0), undefined, "a batch that begins within the bound goes whole");
  const gone: string[] = [];
  for (const name of ["a", "b", "c"]) void pace.take(much, 0)?.then(() => gone.push(name));
  assert.deepEqual(gone, []);
  for (const expected of [["a"], ["a", "b"], ["a", "b", "c"]]) {
    await nextTurn();
    assert.deepEqual(gone, expected);
  }
  await nextTurn();
  assert.equal(pace.take(1, 0), undefined);
});

Deno.test("Pace.take() counts to how many it goes", async () => {
  const pace = new Pace();
  assert.equal(pace.take(1, 999), undefined);
  assert.equal(pace.take(1, 10_000), undefined);
  let gone = false;
  void pace.take(1, 1)?.then(() => gone = true);
  assert.equal(gone, false);
  await nextTurn();
  assert.ok(gone);
});

Deno.test("Pace.take() keeps the order: little does not overtake much", async () => {
  const pace = new Pace();
  pace.take(much, 0);
  const gone: string[] = [];
  void pace.take(much, 0)?.then(() => gone.push("much"));
  void pace.take(1, 0)?.then(() => gone.push("little"));
  await nextTurn();
  assert.deepEqual(gone, ["much"]);
  await nextTurn();
  assert.deepEqual(gone, ["much", "little"]);
});

Deno.test("Pace.take() gives a place that has much no more than its turn", async () => {
  const pace = new Pace();
  const gone: string[] = [];
  const publish = async (name: string, times: number) => {
    for (let count = 0; count < times; count++) {
      await pace.take(much, 0);
      gone.push(name);
    }
  };
  const all = [publish("busy", 3), publish("quiet", 1), publish("other", 2)];
  await Promise.all(all);
  assert.deepEqual(gone, ["busy", "quiet", "other", "busy", "other", "busy"]);
});

Deno.test("Pace.take() lets in what comes from outside meanwhile", async () => {
  const pace = new Pace();
  const turns = Array.from({ length: 200 }, () => pace.take(much, 0));
  assert.ok(await exchangesDuring(Promise.all(turns)) > 10);
});
