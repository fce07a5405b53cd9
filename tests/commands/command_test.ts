import assert from "node:assert/strict";
import { badUsage, notice, splitWord } from "../../commands/command.ts";
import { me } from "../../commands/talk/me.ts";

const split: readonly [args: string, word: string, rest: string][] = [
  ["", "", ""],
  ["  \n ", "", ""],
  ["bob", "bob", ""],
  [" bob ", "bob", ""],
  ["bob hi", "bob", "hi"],
  ["bob   hi  there ", "bob", "hi  there"],
  ["bob\nline one\nline two\n", "bob", "line one\nline two"],
  ["bob\thi", "bob", "hi"],
];

Deno.test("splitWord() gives the first word, and what follows without blanks around it", () => {
  for (const [args, word, rest] of split) assert.deepEqual(splitWord(args), [word, rest]);
});

Deno.test("notice() is an answer, for a room or for none", () => {
  assert.deepEqual(notice("hi", "dev"), { type: "notice", text: "hi", room: "dev" });
  assert.deepEqual(notice("hi"), { type: "notice", text: "hi", room: undefined });
});

Deno.test("badUsage() tells how the command is used", () => {
  const { code, message } = badUsage(me);
  assert.equal(code, "bad_usage");
  assert.equal(message, "Usage: /me DOES");
});
