import assert from "node:assert/strict";
import { bareNick, foldNick, sameNick } from "../../../helpers/text/nicks.ts";

Deno.test("sameNick() goes by neither case nor width", () => {
  assert.ok(sameNick("bob", "bob"));
  assert.ok(sameNick("ΣΑΣ", "σας"));
  assert.ok(sameNick("ｂｏｂ", "BOB"));
  assert.ok(!sameNick("bob", "b0b"));
  assert.equal(foldNick("Jose\u0301"), foldNick("JOSÉ"));
});

Deno.test("bareNick() takes one `@` away, and only in front", () => {
  assert.equal(bareNick("@bob"), "bob");
  assert.equal(bareNick("@@bob@"), "@bob@");
});
