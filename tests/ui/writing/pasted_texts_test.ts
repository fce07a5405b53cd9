import assert from "node:assert/strict";
import { describePaste, maxFolds, PastedTexts } from "../../../ui/writing/folds.ts";
import { isLongPaste } from "../../../ui/writing/writing_modes.ts";
import { splitGraphemes } from "../../../ui/cells.ts";

Deno.test("isLongPaste() is true of more than 20 lines, and of more than 2000 characters", () => {
  assert.equal(isLongPaste("\n".repeat(19)), false);
  assert.equal(isLongPaste("\n".repeat(20)), true);
  assert.deepEqual([2000, 2001].map((length) => isLongPaste("x".repeat(length))), [false, true]);
});

Deno.test("unfold() puts texts in the place of what stands for them, as often as it does", () => {
  const pasted = new PastedTexts();
  const [one, other] = [pasted.fold("a\nb"), pasted.fold("$&")];
  assert.equal(pasted.unfold(`${one} ${other}${one}`), "a\nb $&a\nb");
});

Deno.test("unfold() leaves what a pasted text itself holds, and what looks as a fold does", () => {
  const pasted = new PastedTexts();
  const one = pasted.fold("x");
  const other = pasted.fold(`${one} y`);
  const typed = "[paste 1: 1 line, 1 byte]";
  assert.equal(pasted.unfold(`${other} ${typed}`), `${one} y ${typed}`);
});

Deno.test("shown() has a fold's number and size in its place", () => {
  const pasted = new PastedTexts();
  const draft = `${pasted.fold("a\nb")} and ${pasted.fold("x")}`;
  assert.equal(pasted.shown(draft), "[paste 1: 2 lines, 3 bytes] and [paste 2: 1 line, 1 byte]");
});

Deno.test("fold() keeps the newest of 4 MiB, and lacks() knows the others", () => {
  const pasted = new PastedTexts();
  const [first = "", second = ""] = Array.from(
    { length: 5 },
    (_, index) => pasted.fold(`${index}`.repeat(1024 * 1024)),
  );
  assert.deepEqual([pasted.lacks(`see ${first}`), pasted.lacks(second)], [true, false]);
  assert.equal(pasted.shown(first), "[paste 1: not kept any more]");
  assert.equal(pasted.unfold(second)[0], "1");
  assert.equal(pasted.lacks("[paste 1: not kept any more]"), false);
});

Deno.test("fold() gives another character each time, which joins nothing, and then the text", () => {
  const pasted = new PastedTexts();
  const folds = Array.from({ length: maxFolds }, (_, index) => pasted.fold(`${index}`));
  assert.equal(new Set(folds).size, maxFolds);
  for (const fold of folds) assert.equal(splitGraphemes(`\u0600${fold}\u0301`).length, 3);
  assert.equal(pasted.fold("one more"), "one more");
  assert.equal(pasted.unfold(folds.at(-1) ?? ""), `${maxFolds - 1}`);
});

Deno.test("describePaste() counts lines, and bytes of UTF-8", () => {
  assert.equal(describePaste("é\n".repeat(1000)), "1,001 lines, 3,000 bytes");
});
