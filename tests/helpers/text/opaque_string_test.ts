import assert from "node:assert/strict";
import { opaqueString } from "../../../helpers/text/opaque_string.ts";

Deno.test("opaqueString() makes one of what is written in two ways, and changes nothing else", () => {
  assert.equal(opaqueString("Pa\u0308ss wort"), "Päss wort");
  assert.equal(opaqueString("\u00a0a\u3000b "), " a b ");
  assert.equal(opaqueString("a\x1b\u0000\ud800\nb"), "ab");
  // Case and compatibility forms stay apart (RFC 8265, 4.2).
  for (const password of ["ＰＡＳＳ", "ﬁ", "密码🔑", " leading and trailing "]) {
    assert.equal(opaqueString(password), password);
  }
});
