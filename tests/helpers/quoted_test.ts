import assert from "node:assert/strict";
import { toPlainJson } from "../../helpers/quoted.ts";

Deno.test("toPlainJson() escapes what moves a cursor or reorders, and says the same", () => {
  const said = { text: "a\x7fb\x9b2Jc\u2028d\u202ee\x1b[2Jf", like: "שלום 👩‍👩‍👧 é" };
  const json = toPlainJson(said);
  assert.deepEqual(JSON.parse(json), said);
  assert.doesNotMatch(json, /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
  assert.ok(json.includes("\\u007f") && json.includes("\\u009b") && json.includes(said.like));
});
