import assert from "node:assert/strict";
import { isMention } from "../../../client/conversations/alert.ts";
import { assertGrowth } from "../../support/assert_growth.ts";

Deno.test("isMention() finds a nick as a whole word, in any case and script", () => {
  assert.ok(isMention("hi ANN!", "ann"));
  assert.ok(isMention("@ann", "ann"));
  assert.ok(isMention("ann's", "ann"));
  assert.ok(isMention("привет, ЖЕНЯ", "женя"));
  assert.ok(isMention("Jose\u0301, look", "josé"));
  assert.ok(isMention("see [x]{y}.", "[x]{y}"));
  assert.ok(!isMention("anna joined", "ann"));
  assert.ok(!isMention("ann_2", "ann"));
  assert.ok(!isMention("приженя", "женя"));
  assert.ok(!isMention("axb", "a.b"));
  assert.ok(!isMention("anything", ""));
});

Deno.test("isMention() takes a longer nick that has a hyphen or a full stop for another", () => {
  for (const text of ["ann-marie, look", "ann.smith", "marie-ann"]) {
    assert.ok(!isMention(text, "ann"), text);
  }
  assert.ok(isMention("ann-marie, look", "ann-marie"));
  for (const text of ["that is ann.", "ann - look", "ask ann...", "...ann", "-ann", "ann.\nNo"]) {
    assert.ok(isMention(text, "ann"), text);
  }
});

Deno.test("isMention() looks through marks one upon another in no more than their number", () => {
  const textOf = (count: number) => `ann${"\u0301\u0316".repeat(count)} ann`;
  assert.ok(isMention(textOf(1000), "ann"));
  const [short, long] = [textOf(2_000), textOf(20_000)];
  assertGrowth("40,000 marks", {
    short: () => isMention(short, "x"),
    long: () => isMention(long, "x"),
    times: 10,
  });
});
