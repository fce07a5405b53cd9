// deno-lint-ignore-file no-control-regex -- they are what is looked for
import assert from "node:assert/strict";
import fc from "fast-check";
import { withoutFormatting } from "../../../../wire/irc/lines/formatting.ts";

const formatted: readonly [text: string, plain: string][] = [
  ["plain, 12,4", "plain, 12,4"],
  ["\x02bold\x02 \x1dslanted\x1d \x1funder\x1f", "bold slanted under"],
  ["\x11mono\x11 \x1estruck\x1e \x16reverse\x16\x0f", "mono struck reverse"],
  ["\x034red\x03 \x0312,04blue on red", "red blue on red"],
  ["\x03123", "3"],
  ["\x031,234", "4"],
  ["\x03,5", ",5"],
  ["\x034,x \x0304,", ",x ,"],
  ["\x04ff8800orange\x04FF8800,00aa00both\x04", "orangeboth"],
  ["\x04ff88orange", "ff88orange"],
  ["\x04ff8800,ff", ",ff"],
  ["\x03\x02\x0355", ""],
];

Deno.test("withoutFormatting() takes codes off whole, the digits of colours too", () => {
  for (const [text, plain] of formatted) {
    assert.equal(withoutFormatting(text), plain, JSON.stringify(text));
  }
});

Deno.test("withoutFormatting() leaves all else, and none of the codes", () => {
  const unit = fc.constantFrom(..."\x01\x02\x03\x04\x0f\x11\x16\x1d\x1e\x1f1,fé\n");
  fc.assert(fc.property(fc.string({ unit }), (text) => {
    const plain = withoutFormatting(text);
    assert.doesNotMatch(plain, /[\x02-\x04\x0f\x11\x16\x1d-\x1f]/);
    const kept = (text: string) => text.replace(/[^\x01é\n]/g, "");
    assert.equal(kept(plain), kept(text));
  }));
});
