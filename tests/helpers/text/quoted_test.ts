import assert from "node:assert/strict";
import { shellWord, toPlainJson } from "../../../helpers/text/quoted.ts";

Deno.test("toPlainJson() escapes what moves a cursor or reorders, and says the same", () => {
  const said = { text: "a\x7fb\x9b2Jc\u2028d\u202ee\x1b[2Jf", like: "שלום 👩‍👩‍👧 é" };
  const json = toPlainJson(said);
  assert.deepEqual(JSON.parse(json), said);
  assert.doesNotMatch(json, /\p{Cc}|\p{Bidi_Control}|[\u2028\u2029]/u);
  assert.ok(json.includes("\\u007f") && json.includes("\\u009b") && json.includes(said.like));
});

Deno.test("shellWord() quotes what a shell would take for a pattern or a comment", () => {
  const left = ["192.0.2.1:5000#kq3f-2abc", "chatroom://host/dev", "/home/ann/c_1", "C:\\chat"];
  for (const each of left) assert.equal(shellWord(each), each);
  const quoted = ["[::1]:5000#kq3f", "fe80::1*", "chatroom://h/?invite=A", "/a b", "#a", ""];
  for (const each of quoted) assert.equal(shellWord(each), `"${each}"`);
  assert.equal(shellWord("it's $HOME"), `'it'\\''s $HOME'`);
});
