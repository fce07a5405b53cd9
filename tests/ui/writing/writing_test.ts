import assert from "node:assert/strict";
import { Desk } from "./desk.ts";

const [lobby, bob] = [{}, {}];

Deno.test("key() writes what is typed, and tells of each change of the text", () => {
  const desk = new Desk();
  desk.type("hé");
  desk.press("left", "left", "left", "delete");
  assert.deepEqual(desk.changes, ["h", "hé", "é"]);
  assert.deepEqual([desk.shown, desk.writing.isEmpty], ["#lobby> é", false]);
});

Deno.test("key() passes over what is not about writing", () => {
  const keys = ["enter", "escape", "ctrl+c", "pageup", "alt+1", "ctrl+l", "f1", "shift+tab"];
  const desk = new Desk();
  assert.deepEqual(desk.press(...keys), keys.map(() => false));
  assert.deepEqual(desk.press("x", "left", "up", "tab"), [true, true, true, true]);
});

Deno.test("goTo() keeps a draft for each place", () => {
  const desk = new Desk();
  desk.goTo(lobby);
  desk.type("hello");
  desk.press("left");
  desk.goTo(bob);
  assert.equal(desk.draft, "|");
  desk.type("psst");
  desk.goTo(lobby);
  assert.equal(desk.draft, "hell|o");
  desk.writing.done();
  desk.goTo(bob);
  assert.equal(desk.draft, "psst|");
  desk.goTo(lobby);
  assert.equal(desk.draft, "|");
});

Deno.test("goTo() takes along what was cut, and ends a list, a search or a question", () => {
  const desk = new Desk();
  desk.type("cut");
  desk.press("ctrl+u", "ctrl+r");
  desk.goTo(bob);
  assert.equal(desk.writing.mode.type, "plain");
  desk.press("ctrl+y");
  assert.equal(desk.draft, "cut|");
});

Deno.test("goTo() has the newest cut to be put back, and cuts anew, where something was begun before", () => {
  const desk = new Desk();
  desk.goTo(lobby);
  desk.type("one two");
  desk.press("ctrl+w");
  desk.goTo(bob);
  desk.type("three");
  desk.press("ctrl+u");
  desk.goTo(lobby);
  desk.press("ctrl+y");
  assert.equal(desk.draft, "one three|");
  desk.press("ctrl+w");
  desk.goTo(bob);
  desk.goTo(lobby);
  desk.press("ctrl+w", "ctrl+y", "ctrl+y");
  assert.equal(desk.draft, "one one |");
});

Deno.test("goTo() gives up the drafts that were left first, after a hundred: they can be recalled", () => {
  const desk = new Desk();
  const places = Array.from({ length: 102 }, () => ({}));
  for (const place of places) {
    desk.goTo(place);
    desk.type("x");
  }
  desk.goTo(places[0] ?? {});
  assert.equal(desk.draft, "|");
  desk.press("up");
  assert.equal(desk.draft, "x|");
  desk.press("ctrl+u");
  desk.goTo(places[50] ?? {});
  assert.equal(desk.draft, "x|");
});

Deno.test("key() recalls what was written, and then the draft", () => {
  const desk = new Desk();
  desk.enter("first");
  desk.enter("second");
  desk.type("draft");
  const seen = ["up", "up", "up", "down", "down", "down"].map((key) => {
    desk.press(key);
    return desk.writing.draft.text;
  });
  assert.deepEqual(seen, ["second", "first", "first", "second", "draft", "draft"]);
});

Deno.test("key() goes through a draft's lines before it recalls", () => {
  const desk = new Desk();
  desk.enter("before");
  desk.type("one\ntwo");
  desk.press("up");
  assert.equal(desk.draft, "one|\ntwo");
  desk.press("up");
  assert.equal(desk.draft, "before|");
  desk.press("down");
  assert.equal(desk.draft, "one\ntwo|");
});

Deno.test("goTo() recalls anew elsewhere, and brings no draft along", () => {
  const desk = new Desk();
  desk.enter("first");
  desk.enter("second");
  desk.goTo(lobby);
  desk.type("secret");
  desk.press("up");
  desk.goTo(bob);
  desk.press("down");
  assert.equal(desk.draft, "|");
  desk.press("up");
  assert.equal(desk.draft, "second|");
});

Deno.test("goTo() keeps what was begun before something was recalled", () => {
  const desk = new Desk();
  desk.enter("first");
  desk.goTo(lobby);
  desk.type("begun");
  desk.press("up");
  desk.goTo(bob);
  desk.goTo(lobby);
  assert.equal(desk.draft, "begun|");
  desk.press("up");
  desk.type("!");
  desk.goTo(bob);
  desk.goTo(lobby);
  assert.equal(desk.draft, "first!|");
  desk.press("up");
  assert.equal(desk.draft, "begun|");
  desk.press("up");
  assert.equal(desk.draft, "first|");
});

Deno.test("goTo() keeps what was recalled where nothing was begun before", () => {
  const desk = new Desk();
  desk.enter("first");
  desk.goTo(lobby);
  desk.press("up");
  desk.goTo(bob);
  desk.goTo(lobby);
  assert.equal(desk.draft, "first|");
});

Deno.test("key() goes round in the list of completions", () => {
  const desk = new Desk();
  desk.type("say on");
  const seen = ["tab", "tab", "down", "tab", "shift+tab", "up"].map((key) => {
    desk.press(key);
    return `${desk.writing.draft.text}: ${desk.choices}`;
  });
  assert.deepEqual(seen, [
    "say one : [one] only onto",
    "say only : one [only] onto",
    "say onto : one only [onto]",
    "say one : [one] only onto",
    "say onto : one only [onto]",
    "say only : one [only] onto",
  ]);
});

Deno.test("key() completes at once what only one word may be, and nothing where none may", () => {
  const desk = new Desk();
  desk.type("onl");
  desk.press("tab");
  assert.deepEqual([desk.draft, desk.choices], ["only |", undefined]);
  desk.type("x");
  desk.press("tab");
  assert.equal(desk.draft, "only x|");
});

Deno.test("key() takes a completion with Enter, which says nothing yet, and with any key that writes", () => {
  const desk = new Desk();
  desk.type("on");
  assert.deepEqual(desk.press("tab", "tab", "enter"), [true, true, true]);
  assert.deepEqual([desk.draft, desk.choices], ["only |", undefined]);
  assert.deepEqual(desk.press("enter"), [false]);
  desk.type("on");
  desk.press("tab", "x");
  assert.deepEqual([desk.draft, desk.choices], ["only one x|", undefined]);
});

Deno.test("key() goes back to what was typed with Esc in a list of completions", () => {
  const desk = new Desk();
  desk.type("on");
  assert.deepEqual(desk.press("tab", "tab", "escape"), [true, true, true]);
  assert.deepEqual([desk.draft, desk.choices], ["on|", undefined]);
});

Deno.test("key() closes a list of completions with Ctrl+C, and leaves the key to who clears", () => {
  const desk = new Desk();
  desk.type("on");
  assert.deepEqual(desk.press("tab", "tab", "ctrl+c"), [true, true, false]);
  assert.equal(desk.choices, undefined);
});

Deno.test("choose() takes one of the completions that are listed", () => {
  const desk = new Desk();
  desk.type("on");
  desk.press("tab");
  desk.writing.choose(2);
  assert.deepEqual([desk.draft, desk.choices], ["onto |", undefined]);
  desk.writing.choose(1);
  assert.equal(desk.draft, "onto |");
  desk.press("ctrl+_");
  assert.equal(desk.draft, "on|");
});

Deno.test("clear() throws the draft away, which is not recalled", () => {
  const desk = new Desk();
  desk.type("on");
  desk.press("tab");
  desk.writing.clear();
  assert.deepEqual([desk.draft, desk.choices], ["|", undefined]);
  desk.press("up");
  assert.equal(desk.draft, "|");
});

Deno.test("clear() can be undone, and what was said is not brought back so", () => {
  const desk = new Desk();
  desk.type("precious");
  desk.writing.clear();
  desk.press("ctrl+_");
  assert.equal(desk.draft, "precious|");
  desk.writing.done();
  desk.press("ctrl+_");
  assert.equal(desk.draft, "|");
});

Deno.test("key() refuses what makes a draft longer than 64 Ki, and says so", () => {
  const desk = new Desk();
  const text = "x".repeat(64 * 1024);
  assert.equal(desk.writing.key({ type: "key", name: "text", text }, undefined), true);
  desk.type("y");
  desk.press("ctrl+u", "ctrl+y", "ctrl+y");
  assert.equal(desk.writing.draft.text, text);
  const refused = "Too long to be written: at most 65,536 characters";
  assert.deepEqual(desk.refused, [refused, refused]);
  assert.equal(desk.changes.length, 3);
});
