import assert from "node:assert/strict";
import { bareCode, Codes, newCode } from "../../../server/accounts/codes.ts";

function open(atMost = 10) {
  let nowMs = 0;
  const codes = new Codes({ length: 8, forMs: 300_000, atMost, monotonicMs: () => nowMs });
  return { codes, pass: (ms: number) => void (nowMs += ms) };
}

Deno.test("newCode() is easily told and typed, and never the same", () => {
  const made = Array.from({ length: 1000 }, () => newCode(8));
  for (const code of made) assert.match(code, /^[B-DF-HJ-NP-TV-XZ]{4}-[B-DF-HJ-NP-TV-XZ]{4}$/);
  assert.equal(new Set(made).size, 1000);
  assert.equal(bareCode(" bcdf ghjk\n"), bareCode("BCDF-GHJK"));
});

Deno.test("a code is good for once, however it is typed", () => {
  const { codes } = open();
  const code = codes.make("ann");
  assert.equal(codes.take(code.toLowerCase().replace("-", " ")), "ann");
  assert.equal(codes.take(code), undefined);
});

Deno.test("a code is good for so long, until the next one, and until it is revoked", () => {
  const { codes, pass } = open();
  const late = codes.make("ann");
  pass(300_000);
  assert.equal(codes.take(late), undefined);
  const [first, second] = [codes.make("ann"), codes.make("ann")];
  assert.equal(codes.take(first), undefined);
  codes.revoke("ann");
  assert.equal(codes.take(second), undefined);
  const inTime = codes.make("ann");
  pass(299_999);
  assert.equal(codes.take(inTime), "ann");
});

Deno.test("there are so many codes at once: then the oldest goes", () => {
  const { codes } = open(2);
  const made = ["a", "b", "c"].map((meaning) => codes.make(meaning));
  assert.deepEqual(made.map((code) => codes.take(code)), [undefined, "b", "c"]);
});
