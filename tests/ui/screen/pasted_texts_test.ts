import assert from "node:assert/strict";
import { describePaste, PastedTexts } from "../../../ui/screen/pasted_texts.ts";

Deno.test("isLong() is true of more than 20 lines", () => {
  const pasted = new PastedTexts();
  assert.equal(pasted.isLong("\n".repeat(19)), false);
  assert.equal(pasted.isLong("\n".repeat(20)), true);
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
  const held = "[paste 2: 1 lines, 1 bytes]";
  const one = pasted.fold(held);
  assert.equal(pasted.fold("x"), held);
  assert.equal(pasted.unfold(`${one} ${held}`), `${held} x`);
});

Deno.test("fold() keeps the newest ten", () => {
  const pasted = new PastedTexts();
  const folded = Array.from({ length: 11 }, (_, index) => pasted.fold(`text ${index}`));
  assert.equal(pasted.unfold(folded[0] ?? ""), folded[0]);
  assert.equal(pasted.unfold(folded[1] ?? ""), "text 1");
});

Deno.test("describePaste() counts lines, and bytes of UTF-8", () => {
  assert.equal(describePaste("é\n".repeat(1000)), "1001 lines, 3,000 bytes");
});
