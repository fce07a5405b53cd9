import assert from "node:assert/strict";
import { parseSaying, type Saying } from "../../chat/saying.ts";
import { limits } from "../../protocol.ts";
import { assertRefused } from "./assert_refused.ts";

function parse(about: Partial<Saying>) {
  const { id: _id, ...parsed } = parseSaying({ text: "hi", kind: "text", ...about });
  return parsed;
}

Deno.test("parseSaying() keeps what is answered, and takes a reaction to something alone", () => {
  assert.deepEqual(parse({}), { text: "hi", kind: "text" });
  assert.deepEqual(parse({ replyTo: 7 }), { text: "hi", kind: "text", replyTo: 7 });
  const reaction = { text: "👍", kind: "reaction" };
  assert.deepEqual(parse({ ...reaction, replyTo: 7 }), { ...reaction, replyTo: 7 });
  assertRefused("bad_usage", () => parse(reaction));
  assertRefused("bad_usage", () => parse({ ...reaction, kind: "unreaction" }));
  const longest = "👍".repeat(limits.reactionLength);
  assert.equal(parse({ ...reaction, text: longest, replyTo: 7 }).text, longest);
  for (const text of [`${longest}👍`, "a\nb"]) {
    assertRefused("text_too_long", () => parse({ ...reaction, text, replyTo: 7 }));
  }
  for (const kind of ["topic", "deletion", "deleted"]) {
    assertRefused("not_allowed", () => parse({ kind, replyTo: 7 }));
  }
});

Deno.test("parseSaying() tells where the cleaned text was joined", () => {
  const joins = (text: string, ...at: number[]) => parse({ text, joins: at }).joins;
  assert.deepEqual(joins("onetwo", 3), [3]);
  assert.deepEqual(joins("onetwothree", 3, 6), [3, 6]);
  assert.deepEqual(joins("o\x07netwo", 4), [3], "of what is left");
  assert.deepEqual(joins("one\ntwothree   ", 7, 12), [7], "not behind the end");
  assert.equal(joins("onetwo", 0, 6), undefined, "nothing is joined there");
  assert.equal(joins("onetwo"), undefined);
  for (const at of [[3, 2], [7], [5, 1000]]) assert.equal(joins("onetwo", ...at), undefined);
  assert.equal(joins("a\x1b[31mb", 3), undefined, "within what was cleaned away");
  assert.equal(joins("👍x", 1), undefined, "within a character");
});
