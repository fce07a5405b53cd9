import assert from "node:assert/strict";
import { native } from "../../wire/native.ts";
import { tellDialect } from "../../wire/tell_dialect.ts";
import { tiny } from "./tiny.ts";

const encoder = new TextEncoder();

function tell(first: string | Uint8Array, isComplete = false): string | undefined {
  const bytes = typeof first === "string" ? encoder.encode(first) : first;
  const told = tellDialect([native, tiny], bytes, isComplete);
  return typeof told === "object" ? told.name : told;
}

Deno.test("tellDialect() tells by the first bytes", () => {
  const cases = [
    ["{", "native"],
    ['["hello"]', "native"],
    ['"hello"', "native"],
    [' \r\n\t{"type"', "native"],
    ["\ufeff{", "native"],
    ["CALLME ann", "tiny"],
    ["TIMES ON", "tiny"],
  ] as const;
  for (const [first, name] of cases) assert.equal(tell(first), name, first);
});

Deno.test("tellDialect() waits while it cannot tell, and then knows nobody", () => {
  for (const first of ["", " ", "\r\n", "C", "CALLME", "TI"]) {
    assert.equal(tell(first), undefined, first);
    assert.equal(tell(first, true), "unknown", first);
  }
});

Deno.test("tellDialect() tells that none knows the bytes", () => {
  const strange = [
    "GET / HTTP/1.1",
    "callme ann",
    "CALLMEL",
    Uint8Array.of(0x16, 3, 1),
    "\0",
  ];
  for (const first of strange) assert.equal(tell(first), "unknown", String(first));
});

Deno.test("tellDialect() asks in the order of the table", () => {
  const greedy = { ...tiny, name: "greedy", recognizes: (): "yes" => "yes" };
  const first = encoder.encode("{");
  assert.equal(tellDialect([native, greedy], first, false), native);
  assert.equal(tellDialect([greedy, native], first, false), greedy);
  assert.equal(tellDialect([native, greedy], encoder.encode("hello"), false), greedy);
  assert.equal(tellDialect([native, greedy], encoder.encode(" "), false), undefined);
});
