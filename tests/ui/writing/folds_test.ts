import fc from "fast-check";
import assert from "node:assert/strict";
import { keyGroups } from "../../../ui/keys/key_bindings.ts";
import { parseTypedLine } from "../../../helpers/text/typed_line.ts";
import { Desk } from "./desk.ts";

const long = Array.from({ length: 21 }, (_, index) => `line ${index}`).join("\n");
const folded = "[paste 1: 21 lines, 157 bytes]";

/** Where a long paste was taken in after some text. */
function withPaste(before = ""): Desk {
  const desk = new Desk();
  desk.type(before);
  desk.writing.paste(long);
  desk.press("enter");
  return desk;
}

Deno.test("key() has a fold for one character, and for one word", () => {
  const table: readonly (readonly [keys: readonly string[], draft: string])[] = [
    [["backspace"], "see |"],
    [["ctrl+w"], "see |"],
    [["ctrl+w", "ctrl+w"], "|"],
    [["left"], `see |${folded}`],
    [["left", "delete"], "see |"],
    [["left", "left", "right"], `see |${folded}`],
    [["alt+b"], `see |${folded}`],
    [["alt+b", "alt+d"], "see |"],
    [["ctrl+a", "alt+f", "alt+f"], `see ${folded}|`],
    [["left", "left", "X"], `seeX| ${folded}`],
    [["ctrl+t"], `see${folded} |`],
    [["ctrl+u", "ctrl+y", "ctrl+y"], `see ${folded}see ${folded}|`],
    [["backspace", "ctrl+_"], `see ${folded}|`],
    [["ctrl+_"], "see |"],
  ];
  for (const [keys, draft] of table) {
    const desk = withPaste("see ");
    desk.press(...keys);
    assert.equal(desk.draft, draft, keys.join(" "));
    assert.equal(desk.writing.text, draft.replace("|", "").replaceAll(folded, long));
  }
});

Deno.test("key() says what was typed by hand as it is, also where it looks like a fold", () => {
  const desk = withPaste();
  desk.press("ctrl+u");
  desk.type(folded);
  assert.deepEqual([desk.writing.text, desk.writing.isWhole()], [folded, true]);
});

Deno.test("text is said, and is no command, where it begins with what was pasted", () => {
  for (const start of ["/quit", "//"]) {
    const desk = new Desk();
    desk.writing.paste(`${start} ${long}`);
    desk.press("enter");
    assert.deepEqual(parseTypedLine(desk.writing.text), { type: "say", text: `${start} ${long}` });
  }
  const command = new Desk();
  command.type("/say ");
  command.writing.paste(long);
  command.press("enter");
  assert.equal(parseTypedLine(command.writing.text).type, "command");
});

Deno.test("key() takes no fold from outside, however it comes", () => {
  const fold = withPaste().writing.draft.text;
  const short = new Desk();
  short.writing.paste(`a${fold}`);
  const typed = new Desk();
  typed.type(`a${fold}`);
  const shortened = new Desk();
  shortened.maxBytes = 1000;
  shortened.writing.paste(`a${fold}${long.repeat(9)}`);
  shortened.press("enter");
  for (const { writing } of [short, typed, shortened]) {
    assert.equal(writing.text.slice(0, 2), "a\ufffd");
    assert.ok(writing.isWhole());
  }
});

Deno.test("key() completes a word right behind a fold", () => {
  const desk = withPaste();
  desk.type("onl");
  desk.press("tab");
  assert.equal(desk.draft, `${folded}only |`);
});

Deno.test("key() shows in a search what was said with a fold in it, and recalls it so", () => {
  const desk = withPaste("see ");
  desk.type("there");
  desk.writing.done();
  desk.press("ctrl+r");
  desk.type("there");
  assert.equal(desk.shown, `search "there"> see ${folded}there`);
  desk.press("enter");
  assert.equal(desk.writing.text, `see ${long}there`);
});

const bound = keyGroups.flatMap(({ bindings }) => bindings.flatMap(({ keys }) => keys));
const marks = ["a", "é", " ", "\u0301", "\u200d", "\u{1f3fd}", "\u0600", "\ufe0f", "["];
type Step = (desk: Desk) => void;
const steps: fc.Arbitrary<Step[]> = fc.array(fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...bound, ...marks).map((key): Step => press(key)) },
  { weight: 1, arbitrary: fc.nat(9).map((number): Step => paste(`<${number}>`)) },
  { weight: 1, arbitrary: fc.constant<Step>((desk) => desk.writing.done()) },
));

function press(key: string): Step {
  return (desk) => desk.press(key);
}

function paste(name: string): Step {
  return (desk) => {
    desk.writing.paste(textNamed(name));
    desk.press("enter");
  };
}

function textNamed(name: string): string {
  return `${name}${"\n".repeat(21)}${name}`;
}

Deno.test("key() leaves each fold whole or takes it whole, and the texts come where the folds stand", () => {
  fc.assert(fc.property(steps, (steps) => {
    const desk = new Desk();
    for (const step of [paste("<0>"), ...steps]) {
      step(desk);
      const { draft, text } = desk.writing;
      assert.ok(desk.writing.isWhole());
      assert.equal(text.replace(/(<\d>)\n{21}\1/g, ""), draft.text.replace(/\p{Cn}/gu, ""));
      const shown = desk.writing.shown(draft.text);
      assert.equal(
        Array.from(shown.matchAll(/\[paste \d+: 22 lines, 27 bytes\]/g)).length,
        Array.from(text.matchAll(/(<\d>)\n{21}\1/g)).length,
      );
    }
  }));
});

Deno.test("a fold is kept for no other run, and one that was kept stands for nothing", () => {
  const desk = withPaste("see ");
  desk.writing.done();
  desk.enter("plain");
  assert.deepEqual(desk.kept, ["plain"]);
  const next = new Desk(["see \u{e01f0}"]);
  next.press("up");
  assert.equal(next.draft, "see \ufffd|");
});
