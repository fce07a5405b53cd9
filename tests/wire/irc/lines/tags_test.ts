import assert from "node:assert/strict";
import { formatTags, parseTags } from "../../../../wire/irc/lines/tags.ts";

Deno.test("parseTags() takes tags like __proto__ for what they are, and passes over empty keys", () => {
  assert.deepEqual([...parseTags("__proto__=a;constructor;;=x;+draft/b=\\s\\q\\")], [
    ["__proto__", "a"],
    ["constructor", ""],
    ["+draft/b", " q"],
  ]);
});

Deno.test("parseTags() takes the last of two of the same", () => {
  assert.deepEqual([...parseTags("a=1;b=2;a=3")], [["a", "3"], ["b", "2"]]);
});

Deno.test("formatTags() writes nothing for no tags, and no equals sign for an empty value", () => {
  assert.equal(formatTags([]), "");
  assert.equal(formatTags([["+a", ""], ["b", "x y"]]), "@+a;b=x\\sy ");
});

Deno.test("formatTags() leaves out a key that would be read as something else", () => {
  const keys = ["", "b c", "d;e", "f=g", "h\r\nQUIT", "i\0"];
  assert.equal(formatTags(keys.map((key) => [key, "1"])), "");
});
