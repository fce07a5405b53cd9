import assert from "node:assert/strict";
import { codePoints, isLonger, utf8Bytes } from "../../../helpers/text/text_length.ts";

Deno.test("codePoints() counts a surrogate pair once", () => {
  assert.equal(codePoints(""), 0);
  assert.equal(codePoints("añ😀"), 3);
  assert.equal(codePoints("e\u0301"), 2);
});

Deno.test("isLonger() counts code points, also where a text has twice as many units", () => {
  assert.equal(isLonger("😀😀", 2), false);
  assert.equal(isLonger("😀😀a", 2), true);
  assert.equal(isLonger("aaa", 2), true);
  assert.equal(isLonger("", 0), false);
});

Deno.test("utf8Bytes() counts bytes, not characters", () => {
  assert.equal(utf8Bytes("añ😀"), 7);
});
