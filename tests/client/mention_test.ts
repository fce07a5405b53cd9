import assert from "node:assert/strict";
import { isMention } from "../../client/mention.ts";

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
