import fc from "fast-check";
import assert from "node:assert/strict";
import {
  type Draft,
  edit,
  type EditAction,
  emptyDraft,
  insert,
  moveVertically,
  replace,
  withText,
} from "../../../ui/writing/editor.ts";
import { splitGraphemes } from "../../../ui/cells.ts";
import { anyCodePoint } from "../../support/any_code_point.ts";

/** `|` stands for the cursor. */
function draftOf(marked: string): Draft {
  const cursor = marked.indexOf("|");
  return { ...withText(emptyDraft, marked.replace("|", "")), cursor };
}

function shown({ text, cursor }: Draft): string {
  return `${text.slice(0, cursor)}|${text.slice(cursor)}`;
}

function editAll(draft: Draft, ...actions: readonly EditAction[]): Draft {
  return actions.reduce(edit, draft);
}

function type(draft: Draft, text: string): Draft {
  return [...text].reduce(insert, draft);
}

// deno-fmt-ignore: a table
const edits: readonly [action: EditAction, before: string, after: string][] = [
  ["left", "ab|", "a|b"], ["left", "|ab", "|ab"], ["left", "a👩‍🚀|", "a|👩‍🚀"], ["left", "a\n|b", "a|\nb"],
  ["right", "|ab", "a|b"], ["right", "ab|", "ab|"], ["right", "|🇩🇪🇫🇷", "🇩🇪|🇫🇷"], ["right", "|e\u0301x", "e\u0301|x"],
  ["wordLeft", "one, two|", "one, |two"], ["wordLeft", "one, |two", "|one, two"], ["wordLeft", "wörld_1 👍🏽 |", "|wörld_1 👍🏽 "],
  ["wordRight", "|one, two", "one|, two"], ["wordRight", "one|, two", "one, two|"], ["wordRight", "a|\n\nb c", "a\n\nb| c"],
  ["lineStart", "one\ntwo|", "one\n|two"], ["lineStart", "|one", "|one"],
  ["lineEnd", "o|ne\ntwo", "one|\ntwo"], ["lineEnd", "one\n|two", "one\ntwo|"],
  ["eraseLeft", "a👩‍🚀|b", "a|b"], ["eraseLeft", "a\n|b", "a|b"], ["eraseLeft", "|a", "|a"],
  ["eraseRight", "a|👍🏽b", "a|b"], ["eraseRight", "a|", "a|"], ["eraseRight", "a|b\u0301", "a|"],
  ["eraseWordLeft", "one two |", "one |"], ["eraseWordLeft", "one, |two", "|two"], ["eraseWordLeft", "|a", "|a"],
  ["eraseWordRight", "one| two three", "one| three"], ["eraseWordRight", "a|", "a|"],
  ["cutToStart", "one\ntwo| three", "one\n| three"], ["cutToStart", "one\n|two", "one|two"], ["cutToStart", "|a", "|a"],
  ["cutToEnd", "one| two\nthree", "one|\nthree"], ["cutToEnd", "one|\ntwo", "one|two"], ["cutToEnd", "a|", "a|"],
  ["yank", "a|b", "a|b"],
  ["transpose", "a|bc", "ba|c"], ["transpose", "ab|", "ba|"], ["transpose", "|ab", "|ab"], ["transpose", "a|", "a|"],
  ["transpose", "x\nab|\ny", "x\nba|\ny"], ["transpose", "x\n|ab", "x\n|ab"], ["transpose", "🚀👍🏽|", "👍🏽🚀|"],
  ["undo", "a|b", "a|b"],
  ["newLine", "a|b", "a\n|b"],
];

for (const [action, before, after] of edits) {
  Deno.test(`edit() with ${action} makes ${JSON.stringify(after)} of ${JSON.stringify(before)}`, () => {
    assert.equal(shown(edit(draftOf(before), action)), after);
  });
}

Deno.test("insert() puts text at the cursor, with line feeds", () => {
  assert.equal(shown(insert(draftOf("a|b"), "x\r\ny\rz")), "ax\ny\nz|b");
});

Deno.test("insert() puts graphemes together of code points that come one by one", () => {
  const draft = type(draftOf("a|b"), "👩‍🚀e\u0301");
  assert.equal(shown(draft), "a👩‍🚀e\u0301|b");
  assert.equal(shown(editAll(draft, "eraseLeft", "eraseLeft")), "a|b");
  assert.equal(shown(insert(draftOf("a|\u0301b"), "c")), "ac\u0301|b");
});

Deno.test("edit() puts what is cut in a row together, for yank", () => {
  const words = editAll(draftOf("one two three| four five"), "eraseWordLeft", "eraseWordLeft");
  assert.equal(words.killed, "two three");
  const both = edit(words, "cutToEnd");
  assert.equal(shown(both), "one |");
  assert.equal(shown(editAll(both, "lineStart", "yank")), "two three four five|one ");
  const apart = editAll(draftOf("one two|"), "eraseWordLeft", "left", "eraseWordLeft");
  assert.equal(apart.killed, "one");
});

Deno.test("edit() undoes a run of typing by words, a run of erasing, each paste and each cut", () => {
  const typed = type(emptyDraft, "one two");
  assert.equal(shown(edit(typed, "undo")), "one|");
  assert.equal(shown(editAll(typed, "undo", "undo", "undo")), "|");
  const erased = editAll(typed, "eraseLeft", "eraseLeft");
  assert.equal(shown(edit(erased, "undo")), "one two|");
  assert.equal(shown(edit(insert(typed, " and more"), "undo")), "one two|");
  const cut = editAll(typed, "left", "cutToStart", "cutToEnd");
  assert.equal(shown(edit(cut, "undo")), "|o");
  assert.equal(shown(editAll(cut, "undo", "undo")), "one tw|o");
});

Deno.test("edit() can undo a hundred changes", () => {
  let draft = emptyDraft;
  for (let times = 0; times < 300; times++) draft = insert(draft, "ab");
  for (let times = 0; times < 300; times++) draft = edit(draft, "undo");
  assert.equal(draft.text.length, 400);
});

Deno.test("moveVertically() keeps the column where it can", () => {
  let draft = draftOf("你好吗 long\nx\nlonger| line\nlast");
  const up = () => draft = moveVertically(draft, -1) ?? draft;
  const down = () => draft = moveVertically(draft, 1) ?? draft;
  assert.equal(shown(up()), "你好吗 long\nx|\nlonger line\nlast");
  assert.equal(shown(up()), "你好吗| long\nx\nlonger line\nlast");
  assert.equal(shown(down()), "你好吗 long\nx|\nlonger line\nlast");
  assert.equal(shown(down()), "你好吗 long\nx\nlonger| line\nlast");
});

Deno.test("moveVertically() has nowhere to go from the first and the last line", () => {
  assert.equal(moveVertically(draftOf("one|\ntwo"), -1), undefined);
  assert.equal(moveVertically(draftOf("one\ntwo|"), 1), undefined);
  assert.equal(moveVertically(emptyDraft, 1), undefined);
});

Deno.test("replace() puts the cursor behind what it puts in", () => {
  const draft = replace(draftOf("hi @an| there"), 3, 6, "@anna ");
  assert.equal(shown(draft), "hi @anna | there");
  assert.equal(shown(edit(draft, "undo")), "hi @an| there");
});

Deno.test("withText() keeps what was cut, and nothing to undo", () => {
  const draft = withText(edit(draftOf("one|"), "cutToStart"), "two");
  assert.equal(shown(draft), "two|");
  assert.equal(shown(edit(draft, "undo")), "two|");
  assert.equal(shown(edit(draft, "yank")), "twoone|");
});

const actions = fc.constantFrom(...new Set(edits.map(([action]) => action)));
const typedText = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.string({ unit: anyCodePoint, maxLength: 2 }),
  fc.constantFrom("👩", "\u200d", "🇩", "\u0301", "\n", " ", "e", "각", "\u11a8", "\r\n"),
);
type Step = (draft: Draft) => Draft;
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(
  actions.map((action): Step => (draft) => edit(draft, action)),
  typedText.map((text): Step => (draft) => insert(draft, text)),
  fc.constantFrom(-1 as const, 1 as const).map((lines): Step => (draft) =>
    moveVertically(draft, lines) ?? draft
  ),
));

function bordersOf(text: string): number[] {
  let border = 0;
  return [0, ...splitGraphemes(text).map((grapheme) => border += grapheme.length)];
}

Deno.test("edit() and insert() leave the cursor on a border of graphemes", () => {
  fc.assert(fc.property(steps, (steps) => {
    let draft = emptyDraft;
    for (const step of steps) {
      draft = step(draft);
      assert.ok(bordersOf(draft.text).includes(draft.cursor), JSON.stringify(draft));
    }
  }));
});

Deno.test("edit() undoes all there was, step by step", () => {
  fc.assert(fc.property(steps, (steps) => {
    const seen = new Set([""]);
    let draft = emptyDraft;
    for (const step of steps) {
      draft = step(draft);
      seen.add(draft.text);
    }
    while (draft.undo.length > 0) {
      draft = edit(draft, "undo");
      assert.ok(seen.has(draft.text));
    }
    if (steps.length < 100) assert.equal(draft.text, "");
  }));
});

Deno.test("edit() undoes any change but undo", () => {
  fc.assert(fc.property(steps, actions, (steps, action) => {
    const before = { ...steps.reduce((draft, step) => step(draft), emptyDraft), run: undefined };
    const after = edit(before, action);
    if (action === "undo" || after.text === before.text) return;
    const { text, cursor } = edit(after, "undo");
    assert.deepEqual({ text, cursor }, { text: before.text, cursor: before.cursor });
  }));
});

Deno.test("insert() keeps what can be undone within 256 Ki", () => {
  const long = "x".repeat(60 * 1024);
  const steps = Array.from({ length: 20 });
  const draft = steps.reduce<Draft>((draft) => insert(draft, "yy"), withText(emptyDraft, long));
  assert.equal(draft.undo.length, 4);
  assert.equal(edit(draft, "undo").text, long + "yy".repeat(19));
});
