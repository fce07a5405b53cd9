import assert from "node:assert/strict";
import { describePaste, PastedTexts } from "../../../../ui/screen/writing/pasted_texts.ts";

Deno.test("isLong() is true of more than 20 lines, and of more than 2000 characters", () => {
  const pasted = new PastedTexts();
  assert.equal(pasted.isLong("\n".repeat(19)), false);
  assert.equal(pasted.isLong("\n".repeat(20)), true);
  assert.deepEqual([2000, 2001].map((length) => pasted.isLong("x".repeat(length))), [false, true]);
});

Deno.test("unfold() puts texts in the place of what stands for them, as often as it does", () => {
  const pasted = new PastedTexts();
  const [one, other] = [pasted.fold("a\nb"), pasted.fold("$&")];
  assert.equal(one, "[paste 1: 2 lines, 3 bytes]");
  assert.equal(pasted.unfold(`${one} ${other} ${one}`), "a\nb $& a\nb");
  assert.equal(pasted.unfold("[paste 9: 2 lines, 3 bytes]"), "[paste 9: 2 lines, 3 bytes]");
});

Deno.test("unfold() leaves what a pasted text itself holds", () => {
  const pasted = new PastedTexts();
  const held = "[paste 2: 1 line, 1 byte]";
  const one = pasted.fold(held);
  assert.equal(pasted.fold("x"), held);
  assert.equal(pasted.unfold(`${one} ${held}`), `${held} x`);
});

Deno.test("fold() keeps the newest of 4 MiB, and isForgotten() knows the others", () => {
  const pasted = new PastedTexts();
  const [first = "", second = ""] = Array.from(
    { length: 5 },
    (_, index) => pasted.fold(`${index}`.repeat(1024 * 1024)),
  );
  assert.deepEqual([pasted.isForgotten(`see ${first}`), pasted.isForgotten(second)], [true, false]);
  assert.equal(pasted.unfold(second)[0], "1");
  for (const typed of ["[paste 9: 1 line, 1 byte]", "[paste 1: 3 lines, 5 bytes]"]) {
    assert.equal(pasted.isForgotten(typed), false);
  }
});

Deno.test("describePaste() counts lines, and bytes of UTF-8", () => {
  assert.equal(describePaste("é\n".repeat(1000)), "1,001 lines, 3,000 bytes");
});
