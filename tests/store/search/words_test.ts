import assert from "node:assert/strict";
import fc from "fast-check";
import { findPhrase, phrasesOf } from "../../../store/search/match.ts";
import { expressionOf, indexedText } from "../../../store/sqlite/indexing/words_index.ts";
import { fold, foldText, maxSearchedLength } from "../../../store/search/words.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";
import { assertGrowth } from "../../support/measures/assert_growth.ts";

const anyString = fc.string({ unit: anyCodePoint, maxLength: 20 });

Deno.test("fold() of what is folded changes nothing", () => {
  fc.assert(fc.property(anyString, (text) => {
    const folded = fold(text);
    assert.equal(fold(folded).trim().replace(/\s+/g, " "), folded.trim().replace(/\s+/g, " "));
  }));
});

Deno.test("fold() of a heap of marks takes time in proportion to them", () => {
  assertGrowth("64,000 marks", {
    short: () => fold(`a${"\u0301\u0316".repeat(1000)}`),
    long: () => fold(`a${"\u0301\u0316".repeat(32_000)}`),
    times: 32,
  });
});

Deno.test("findPhrase() takes time in proportion to the text", () => {
  const patterns = [[", ", ", a"], [",", ", , , x"], ["a ", "a a a a b"], ["海", "海海海海京"]];
  for (const [pattern = "", looked = ""] of patterns) {
    const [phrase] = phrasesOf([{ text: looked, prefix: false }]);
    assert.ok(phrase !== undefined);
    assertGrowth(`64 KiB of "${pattern}"`, {
      short: () => findPhrase(pattern.repeat(2048 / pattern.length), phrase, { steps: Infinity }),
      long: () => findPhrase(pattern.repeat(65_536 / pattern.length), phrase, { steps: Infinity }),
      times: 32,
    });
  }
});

Deno.test("findPhrase() takes no more steps than are left", () => {
  const [phrase] = phrasesOf([{ text: `${"x ".repeat(100)}y`, prefix: false }]);
  assert.ok(phrase !== undefined);
  const left = { steps: 10_000 };
  assert.equal(findPhrase("x ".repeat(4000), phrase, left), undefined);
  assert.ok(left.steps > -100, `${left.steps}`);
  const [word] = phrasesOf([{ text: "x", prefix: false }]);
  assert.ok(word !== undefined);
  assert.deepEqual(findPhrase("x ".repeat(4000), word, { steps: 3 }), { count: 3, index: 0 });
});

Deno.test("indexedText() has pairs of letters where no spaces are, words, and symbols once", () => {
  assert.deepEqual(indexedText("上海東 Ünder C++, C++ a->b"), {
    words: "上海 海東 東 under c c a b",
    symbols: "＋ ， ＋＋ ＋， － ＞ －＞",
  });
});

Deno.test("indexedText() takes a bounded part of a text", () => {
  const { words } = indexedText("ab ".repeat(maxSearchedLength));
  assert.equal(words.length, foldText("ab ".repeat(maxSearchedLength)).trimEnd().length);
});

Deno.test("expressionOf() asks for no more than the text has", () => {
  const expression = (text: string, prefix = false) => {
    const [phrase] = phrasesOf([{ text, prefix }]);
    return phrase && expressionOf(phrase);
  };
  assert.equal(expression("new york"), 'words : "new york"');
  assert.equal(expression("dis", true), 'words : "dis" *');
  assert.equal(expression("海"), 'words : "海" *');
  assert.equal(expression("研究生"), 'words : "研究 究生"');
  assert.equal(expression("iPhone手机"), 'words : "iphone" AND words : "手机"');
  assert.equal(expression("c++"), 'symbols : "＋＋" AND words : "c"');
  assert.equal(expression("🎉"), 'symbols : "🎉"');
});
