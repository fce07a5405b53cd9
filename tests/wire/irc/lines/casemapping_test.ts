import assert from "node:assert/strict";
import { foldAscii } from "../../../../helpers/text/fold_ascii.ts";
import { sameName, upperCase } from "../../../../wire/irc/lines/casemapping.ts";

Deno.test("foldAscii() folds the letters of ASCII, and nothing else", () => {
  assert.equal(foldAscii("#Dev[Ops]~^"), "#dev[ops]~^");
  assert.equal(foldAscii("JOSÉİΣ"), "josÉİΣ");
});

Deno.test("upperCase() raises the letters of ASCII, and nothing else", () => {
  assert.equal(upperCase("privMsg"), "PRIVMSG");
  assert.equal(upperCase("paſsßı"), "PAſSßı");
});

Deno.test("sameName() compares by case alone", () => {
  assert.ok(sameName("Ann", "aNN"));
  assert.ok(!sameName("{ann}", "[ann]"));
  assert.ok(!sameName("é", "É"));
});
