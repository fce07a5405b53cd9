import fc from "fast-check";

/** Any character, of all planes, and lone surrogates. */
export const anyCharacter: fc.Arbitrary<string> = fc.oneof(
  fc.integer({ min: 0, max: 0x24f }),
  fc.integer({ min: 0, max: 0xffff }),
  fc.integer({ min: 0, max: 0x10ffff }),
).map((codePoint) => String.fromCodePoint(codePoint));

/** Any sequence of UTF-16 units; controls and halves of pairs come often. */
export const anyText: fc.Arbitrary<string> = fc.array(
  fc.oneof(anyCharacter, fc.constantFrom("\n", "\x1b", "\x9b", "\u202e", "\ud83d", "\ude00")),
).map((characters) => characters.join(""));
