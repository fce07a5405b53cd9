import assert from "node:assert/strict";
import fc from "fast-check";
import { foldAscii } from "../../../helpers/text/fold_ascii.ts";
import { matchesMask } from "../../../helpers/text/mask.ts";

interface Vector {
  readonly mask: string;
  readonly matches: readonly string[];
  readonly fails: readonly string[];
}

/** From the IRC parser tests by Daniel Oaks, which are in the public domain (CC0 1.0). */
const vectors: readonly Vector[] = [
  {
    mask: "*@127.0.0.1",
    matches: ["coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1"],
    fails: ["coolguy!ab@127.0.0.5", "cooldud3!~d@124.0.0.1"],
  },
  {
    mask: "cool*@*",
    matches: ["coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1", "cool132!ab@example.com"],
    fails: ["koolguy!ab@127.0.0.5", "cooodud3!~d@124.0.0.1"],
  },
  {
    mask: "cool!*@*",
    matches: ["cool!guyab@127.0.0.1", "cool!~dudebc@127.0.0.1", "cool!312ab@example.com"],
    fails: [
      ...["coolguy!ab@127.0.0.1", "cooldud3!~bc@127.0.0.1"],
      ...["koolguy!ab@127.0.0.5", "cooodud3!~d@124.0.0.1"],
    ],
  },
  {
    mask: "cool!?username@*",
    matches: ["cool!ausername@127.0.0.1", "cool!~username@127.0.0.1"],
    fails: ["cool!username@127.0.0.1"],
  },
  {
    mask: "cool!a?*@*",
    matches: ["cool!ab@127.0.0.1", "cool!abc@127.0.0.1"],
    fails: ["cool!a@127.0.0.1"],
  },
  {
    mask: "cool[guy]!*@*",
    matches: ["cool[guy]!guy@127.0.0.1", "cool[guy]!a@example.com"],
    fails: ["coolg!ab@127.0.0.1", "cool[!ac@127.0.1.1"],
  },
];

Deno.test("matchesMask() matches what others' masks match, and nothing else", () => {
  for (const { mask, matches, fails } of vectors) {
    for (const text of matches) assert.ok(matchesMask(mask, text), `${mask} ${text}`);
    for (const text of fails) assert.ok(!matchesMask(mask, text), `${mask} ${text}`);
  }
});

const small: readonly [mask: string, text: string, isMatch: boolean][] = [
  ["", "", true],
  ["", "a", false],
  ["*", "", true],
  ["**", "a", true],
  ["?", "", false],
  ["?", "\u{1f600}", true],
  ["*?", "\u{1f600}", true],
  ["??", "\u{1f600}", false],
  ["BOB!*", "bob!x", true],
  ["bob", "BOB", true],
  ["É", "é", false],
  ["[", "{", false],
  ["\\*", "*", true],
  ["\\*", "a", false],
  ["\\?", "?", true],
  ["\\?", "a", false],
  ["\\\\", "\\", true],
  ["\\", "\\", true],
  ["\\a", "\\a", true],
  ["\\a", "a", false],
  ["a*b", "acbcb", true],
  ["a*b", "acbc", false],
];

Deno.test("matchesMask() takes signs behind a backslash as they are, and letters in both cases", () => {
  for (const [mask, text, isMatch] of small) {
    assert.equal(matchesMask(mask, text), isMatch, `${mask} ${text}`);
  }
});

/** As it is defined, without a thought of how long it takes. */
function naive(mask: readonly string[], text: readonly string[]): boolean {
  const [sign, ...restOfMask] = mask;
  const [character, ...restOfText] = text;
  if (sign === undefined) return character === undefined;
  if (sign === "*") {
    return naive(restOfMask, text) || character !== undefined && naive(mask, restOfText);
  }
  if (character === undefined) return false;
  if (sign === "?") return naive(restOfMask, restOfText);
  const isEscape = sign === "\\" && ["*", "?", "\\"].includes(restOfMask[0] ?? "");
  const [literal, rest] = isEscape ? [restOfMask[0], restOfMask.slice(1)] : [sign, restOfMask];
  return foldAscii(literal ?? "") === foldAscii(character) && naive(rest, restOfText);
}

const sign = fc.constantFrom("a", "A", "b", "*", "?", "\\", "\u{1f600}");

Deno.test("matchesMask() matches as it is defined", () => {
  fc.assert(
    fc.property(
      fc.array(sign, { maxLength: 8 }),
      fc.array(sign, { maxLength: 8 }),
      (mask, text) => {
        assert.equal(matchesMask(mask.join(""), text.join("")), naive(mask, text));
      },
    ),
    { numRuns: 3000 },
  );
});

Deno.test("matchesMask() takes no more steps where a mask has many stars", () => {
  const text = "a".repeat(2000);
  assert.equal(matchesMask("*a".repeat(1000) + "b", text), false);
  assert.equal(matchesMask("*a".repeat(1000), text), true);
});
