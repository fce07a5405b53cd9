import fc from "fast-check";

const surrogates = 0xe000 - 0xd800;

/**
 * Any code point but surrogates, as a unit of `fc.string()`. The library's own, `"binary"`, gives the same, and takes a
 * second to make a table of all of them, in each file that asks for it.
 */
export const anyCodePoint: fc.Arbitrary<string> = fc.integer({ min: 0, max: 0x10ffff - surrogates })
  .map((number) => String.fromCodePoint(number < 0xd800 ? number : number + surrogates));
