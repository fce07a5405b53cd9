import assert from "node:assert/strict";
import { Desk } from "./desk.ts";

const long = Array.from({ length: 21 }, (_, index) => `line ${index}`).join("\n");
const folded = "[paste 1: 21 lines, 157 bytes]";

function searching(...lines: readonly string[]): Desk {
  const desk = new Desk();
  for (const line of lines) desk.enter(line);
  desk.type("draft");
  desk.press("ctrl+r");
  return desk;
}

Deno.test("key() searches what was written before, the newest first", () => {
  const desk = searching("apples", "pears", "more apples");
  const seen = ["p", "p", "backspace", "backspace", "e", "ctrl+r", "ctrl+r"].map((key) => {
    desk.press(key);
    return desk.shown;
  });
  assert.deepEqual(seen, [
    'search "p"> more apples',
    'search "pp"> more apples',
    'search "p"> more apples',
    'search ""> ',
    'search "e"> more apples',
    'search "e"> pears',
    'search "e"> apples',
  ]);
  desk.press("ctrl+r");
  assert.equal(desk.shown, 'search "e": nothing> apples');
});

Deno.test("key() takes what a search found with Enter, and with any key that moves", () => {
  for (const [key, draft, isTaken] of [["enter", "apples|", true], ["left", "apple|s", true]]) {
    const desk = searching("apples");
    desk.type("app");
    assert.deepEqual(desk.press(`${key}`), [isTaken]);
    assert.deepEqual([desk.draft, desk.writing.mode.type], [draft, "plain"]);
    desk.press("down");
    assert.equal(desk.draft, "draft|");
  }
});

Deno.test("key() goes back to the draft where a search is given up, or found nothing", () => {
  for (const key of ["escape", "ctrl+c", "enter"]) {
    const desk = searching("apples");
    desk.type(key === "enter" ? "zebra" : "app");
    assert.deepEqual(desk.press(key), [true]);
    assert.deepEqual([desk.draft, desk.writing.mode.type], ["draft|", "plain"]);
  }
});

Deno.test("key() in a search passes on what is not about writing, once it has taken what it found", () => {
  const desk = searching("apples");
  desk.type("app");
  assert.deepEqual(desk.press("pageup"), [false]);
  assert.equal(desk.draft, "apples|");
});

Deno.test("paste() takes a text in as it is, but for line ends at its end", () => {
  const desk = new Desk();
  desk.type("a");
  desk.writing.paste("b\nc\n\n");
  assert.deepEqual([desk.draft, desk.writing.text], ["ab\nc|", "ab\nc"]);
});

Deno.test("paste() asks about a long text, and folds it where it was pasted", () => {
  for (const key of ["enter", "y"]) {
    const desk = new Desk();
    desk.type("see !");
    desk.press("left");
    desk.writing.paste(long);
    assert.equal(
      desk.shown,
      "#lobby> Paste 21 lines, 157 bytes, as one message? Enter: yes, Esc: no",
    );
    assert.deepEqual(desk.press(key), [true]);
    assert.equal(desk.draft, `see ${folded}|!`);
    assert.equal(desk.writing.text, `see ${long}!`);
  }
});

Deno.test("paste() takes no long text in that is refused", () => {
  for (const key of ["escape", "ctrl+c", "n"]) {
    const desk = new Desk();
    desk.type("see ");
    desk.writing.paste(long);
    assert.deepEqual(desk.press(key), [true]);
    assert.deepEqual([desk.draft, desk.writing.mode.type], ["see |", "plain"]);
  }
});

Deno.test("key() holds back what would write while a paste is asked about, and passes on the rest", () => {
  const desk = new Desk();
  desk.writing.paste(long);
  assert.deepEqual(desk.press("pageup", "ctrl+l", "alt+1", "home", "f1"), Array(5).fill(false));
  assert.deepEqual(desk.refused, []);
  const held = ["x", "y", "n", "ctrl+d", "tab", "up", "ctrl+r", "left", "ctrl+j"];
  assert.deepEqual(desk.press(...held), held.map(() => true));
  assert.equal(desk.refused.length, held.length);
  assert.match(desk.shown, /Paste 21 lines/);
  desk.press("enter");
  assert.equal(desk.draft, `${folded}|`);
});

Deno.test("paste() tells at once that a text is more than a message may be, and takes it in to be shortened", () => {
  const desk = new Desk();
  desk.maxBytes = 150;
  desk.type("see ");
  desk.writing.paste(long);
  const question = "157 bytes: more than the 150 of one message. " +
    "Enter takes it in to be shortened, Esc lets it go";
  assert.equal(desk.shown, `#lobby> ${question}`);
  desk.press("enter");
  assert.equal(desk.draft, `see ${long}|`);
  desk.press("ctrl+_");
  assert.equal(desk.draft, "see |");
});

Deno.test("paste() refuses at once what is more than can be written", () => {
  const desk = new Desk();
  desk.writing.paste("x".repeat(78_889));
  assert.deepEqual([desk.draft, desk.writing.mode.type], ["|", "plain"]);
  const refused = "Not pasted, 78,889 bytes: more than the 16,384 of one message";
  assert.deepEqual(desk.refused, [refused]);
});

Deno.test("paste() asks in few words where there is little room", () => {
  const desk = new Desk();
  desk.writing.paste(long);
  const shown = ([columns, rows]: readonly [number, number]) => desk.shownIn(columns, rows);
  assert.match(shown([71, 1]), /^#lobby> Paste .* no$/);
  assert.match(shown([43, 2]), /^#lobby> Paste .* no$/);
  const narrow = [[70, 1], [20, 2], [20, 1], [19, 1]] as const;
  const brief = "Paste 21 lines? y/n";
  assert.deepEqual(narrow.map(shown), [brief, brief, brief, "Paste? y/n"]);
  desk.press("x");
  assert.equal(shown([20, 1]), "Paste? Enter/Esc");
  desk.maxBytes = 150;
  desk.writing.paste(long);
  assert.equal(shown([20, 1]), "Too long. Edit? y/n");
  desk.press("x");
  assert.equal(shown([20, 1]), "Too long: Enter/Esc");
});

Deno.test("isEmpty is false of what a search has found", () => {
  const desk = new Desk();
  desk.enter("apples");
  desk.press("ctrl+r");
  assert.deepEqual([desk.writing.isEmpty, desk.writing.isIdle], [true, false]);
  desk.type("app");
  assert.equal(desk.writing.isEmpty, false);
  desk.press("escape");
  assert.deepEqual([desk.writing.isEmpty, desk.writing.isIdle], [true, true]);
});

Deno.test("done() keeps what was pasted whole, to be recalled", () => {
  const desk = new Desk();
  desk.writing.paste(long);
  desk.press("enter");
  desk.writing.done();
  assert.equal(desk.draft, "|");
  desk.press("up");
  assert.equal(desk.writing.text, long);
});

Deno.test("paste() ends a search or a list of completions, and loses nothing of the draft", () => {
  const searched = searching("apples");
  searched.type("app");
  searched.writing.paste("!");
  assert.equal(searched.draft, "draft!|");
  searched.press("escape");
  assert.equal(searched.draft, "draft!|");

  const completed = new Desk();
  completed.type("on");
  completed.press("tab");
  completed.writing.paste("!");
  assert.deepEqual([completed.draft, completed.choices], ["one !|", undefined]);
  completed.press("tab");
  assert.equal(completed.draft, "one !|");
});

Deno.test("paste() asks about the newest where one is asked about already", () => {
  const desk = new Desk();
  desk.writing.paste(long);
  desk.writing.paste(`${long}\nmore`);
  assert.match(desk.shown, /Paste 22 lines/);
  desk.writing.paste("short");
  assert.deepEqual([desk.draft, desk.writing.mode.type], ["short|", "plain"]);
});
