import assert from "node:assert/strict";
import type { Completion } from "../../client/writing/complete.ts";
import { LineEditor } from "../../ui/line_editor.ts";
import { placeCursor } from "../../ui/terminal/place_cursor.ts";
import { forLine } from "../../ui/terminal/terminal_codes.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const erased = "\r \x1b[J\r";

/** The row with the cursor in a column, counted from 1; behind its end if none is given. */
function row(text: string, column = text.length + 1): string {
  return `\x1b[?7l${text}${placeCursor(text, column - 1)}\x1b[?7h`;
}

function pasted(text: string): string {
  return `\x1b[200~${text}\x1b[201~`;
}

function completion(replaces: string, ...texts: readonly string[]): Completion {
  return { replaces, candidates: texts.map((text) => ({ text, label: text, detail: "" })) };
}

Deno.test("print() writes all of one turn at once, and the line again below it", async () => {
  const terminal = new FakeTerminal();
  using editor = new LineEditor(terminal);
  await terminal.type("hello", row("> hello"));
  const before = terminal.writes.length;
  await terminal.after(() => {
    editor.print("one");
    editor.print("two\n  more");
    editor.setPrompt("#dev");
  }, row("#dev> hello"));
  assert.deepEqual(terminal.writes.slice(before), [
    `${erased}one\r\ntwo\r\n  more\r\n${row("#dev> hello")}`,
  ]);
});

Deno.test("LineEditor hands over what was entered and takes it from the screen", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("hi there", row("> hi there"));
  await terminal.type("\r", erased + row("> "));
  await terminal.type("typed at once\r", "line typed at once");
  assert.deepEqual(terminal.calls, ["raw", "line hi there", "line typed at once"]);
});

Deno.test("LineEditor shows of a line that is longer than its row what is around the cursor", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.columns = 12;
  await terminal.type("abcdefghijkl", row("> …ghijkl"));
  await terminal.type("\x01", row("> abcdefg…", 3));
  await terminal.type("\r", "line abcdefghijkl");
});

Deno.test("LineEditor puts the cursor behind what may be drawn in another width, and never wraps", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("你好🚀!", "\x1b[?7l> 你好🚀!\x1b[1G> 你好🚀!\x1b[m\x1b[?7h");
  await terminal.type("\x02\x02\x7f", "\x1b[?7l> 你🚀!\x1b[5G\x1b[?7h");
});

Deno.test("LineEditor moves over and erases what is drawn as one", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("a👨‍👩‍👧b\x02\x7f\r", "line ab");
});

Deno.test("LineEditor draws no control character", async () => {
  const terminal = new FakeTerminal();
  using editor = new LineEditor(terminal);
  editor.setPrompt("\x1b[2J");
  await terminal.type(`a\x9b\x1c${pasted("\x1b[Hb\u202e")}`, row("\ufffd[2J> ab\ufffd"));
});

Deno.test("LineEditor gives back earlier lines, but no more than 500", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  for (let index = 0; index < 510; index++) {
    await terminal.type(`line${index}\r`, `line line${index}`);
  }
  await terminal.type("\x1b[A", row("> line509"));
  await terminal.type("\x1b[A\x1b[A\x1b[B", row("> line508"));
  await terminal.type("\x1b[A".repeat(498), row("> line10"));
  await terminal.type("\x1b[A!", row("> line10!"));
});

Deno.test("Ctrl+R searches what was entered", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("one\r", "line one");
  await terminal.type("two\r", "line two");
  await terminal.type("\x12n", row('search "n"> one', 14));
  await terminal.type("\r", row("> one"));
  await terminal.type("\r", "line one");
});

Deno.test("LineEditor lists the candidates and puts one after the other in place", async () => {
  const terminal = new FakeTerminal();
  terminal.complete = () => completion("a", "Anna: ", "ann: ");
  using _editor = new LineEditor(terminal);
  await terminal.type("a there\x01\x06", row("> a there", 4));
  await terminal.type("\t", `${erased}Anna  ann\r\n${row("> Anna:  there", 9)}`);
  await terminal.type("\t", erased + row("> ann:  there", 8));
  await terminal.type("\x1b[Z\r", "line Anna:  there");
});

Deno.test("LineEditor tells how many more candidates there are than it lists", async () => {
  const terminal = new FakeTerminal();
  const names = Array.from({ length: 52 }, (_, index) => `n${index} `);
  terminal.complete = () => completion("n", ...names);
  using _editor = new LineEditor(terminal);
  await terminal.type("n\t", `n49  and 2 more\r\n${row("> n0 ")}`);
});

Deno.test("LineEditor puts the only candidate in place, in its own case", async () => {
  const terminal = new FakeTerminal();
  terminal.complete = () => completion("/JO", "/join ");
  using _editor = new LineEditor(terminal);
  await terminal.type("/JO", row("> /JO"));
  await terminal.type("\t", erased + row("> /join "));
});

Deno.test("LineEditor takes a paste of several lines as one, and a tab in it as text", async () => {
  const terminal = new FakeTerminal();
  terminal.complete = () => completion("", "no");
  using _editor = new LineEditor(terminal);
  await terminal.type(pasted("a\tb\r\nc\n"), row("> a b⏎c"));
  await terminal.type("\r", "line a\tb\nc");
});

Deno.test("LineEditor takes lines that are pasted without brackets as one, and says them with Enter", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.input.write("one\rtwo\rthree\r");
  await terminal.type("\r", "line one\ntwo\nthree");
  const lines = Array.from({ length: 30 }, (_, index) => `${index}\r`);
  terminal.input.write(lines.join(""));
  await terminal.type("\r", row("> [paste 1: 30 lines, 79 bytes]"));
});

Deno.test("Ctrl+C works in a paste whose end never comes, which is kept", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.input.write("\x1b[200~half a paste");
  await terminal.type("\x03", "interrupt");
  await terminal.type("\x1b\r!", row("> half a paste⏎!"));
});

Deno.test("LineEditor writes nothing of what the mouse and the terminal report", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  const reports = [
    "\x1b[<35;10;5M",
    "\x1b[M !!",
    "\x1b[32;10;5M",
    "\x1b[I",
    "\x1b]10;rgb:ff/ff/ff\x07",
  ];
  await terminal.type(`a${reports.join("")}\x1b[?62;22c\x1b[3;1Rb`, row("> ab"));
});

Deno.test("LineEditor asks once before it takes a long paste, and says it as one", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  const text = Array.from({ length: 30 }, (_, index) => `${index}`).join("\n");
  await terminal.type(`see ${pasted(text)}`, row("> Paste 30 lines? y/n".slice(2)));
  await terminal.type("n", row("> see "));
  await terminal.type(pasted(text), row("Paste 30 lines? y/n"));
  await terminal.type("\r", row("> see [paste 1: 30 lines, 79 bytes]"));
  await terminal.type("\r", `line see ${text}`);
});

Deno.test("LineEditor tells that a paste was cut, and what is too long", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type(pasted("x".repeat(1024 * 1024 + 1)), "more than the 16,384 of one message");
  assert.deepEqual(terminal.calls.slice(1), [
    "refused So much cannot be pasted: its end is not here",
    "refused Not pasted, 1,048,576 bytes: more than the 16,384 of one message",
  ]);
});

Deno.test("F1 prints what the keys do here, and ? is text", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("?", row("> ?"));
  await terminal.type("\x1bOP", row("> ?"));
  const printed = terminal.writes.at(-1) ?? "";
  assert.match(printed, /\r\nAlt\/Shift\+Enter, Ctrl\+J\s+Begin a new line\r\n/);
  assert.match(printed, /\r\nF1 +Show the keys/);
  assert.doesNotMatch(printed, /PgUp|Ctrl\+C/);
});

Deno.test("LineEditor tells an interrupt, and the end on an empty line only", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("ab\x01\x04", row("> b", 3));
  await terminal.type("\x03", "interrupt");
  await terminal.type("\x04\x04", "end");
  assert.deepEqual(terminal.calls, ["raw", "interrupt", "cooked", "end"]);
});

Deno.test("LineEditor enters nothing that was not entered when the input ends", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("half a line", row("> half a line"));
  await terminal.after(() => terminal.input.end(), "end");
  assert.deepEqual(terminal.calls, ["raw", "cooked", "end"]);
});

Deno.test("Ctrl+Z gives the terminal to the shell, and what was typed is there again afterwards", async () => {
  const terminal = new FakeTerminal();
  using editor = new LineEditor(terminal);
  await terminal.type("half a line", row("> half a line"));
  await terminal.type("\x1a", "stop");
  assert.deepEqual(terminal.writes.slice(-2), [erased, forLine.leave]);
  editor.print("meanwhile");
  assert.equal(terminal.writes.at(-1), "meanwhile\r\n");
  terminal.continue();
  assert.deepEqual(terminal.writes.slice(-2), [forLine.enter, row("> half a line")]);
  assert.deepEqual(terminal.calls, ["raw", "cooked", "stop", "raw"]);
});

Deno.test("LineEditor does not stop a process that is not to be stopped with Ctrl+Z", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(Object.assign(terminal, { canSuspend: false }));
  await terminal.type("a\x1ab", row("> ab"));
  assert.deepEqual(terminal.calls, ["raw"]);
});

Deno.test("LineEditor draws the line again in another width, and at Ctrl+L", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("abcdefghij", row("> abcdefghij"));
  terminal.columns = 8;
  await terminal.after(() => terminal.emit("resize"), row("> …ij"));
  assert.ok(terminal.writes.at(-1)?.startsWith("\r\x1b[1A \x1b[J\r"));
  await terminal.type("\x0c", row("> …ij"));
  assert.deepEqual(terminal.writes.slice(-2), ["\x1b[H\x1b[2J", row("> …ij")]);
});

Deno.test("LineEditor goes up to where its row began, however it was wrapped since", async () => {
  const rowsUp = async (text: string, left: number, columns: number) => {
    const terminal = new FakeTerminal();
    using editor = new LineEditor(terminal);
    await terminal.type(text + "\x02".repeat(left), "\x1b[?7h");
    terminal.columns = columns;
    await terminal.after(() => editor.print("printed"), "\x1b[?7h");
    const written = terminal.writes.at(-1) ?? "";
    return [0, 1, 2].find((rows) =>
      written.startsWith(`\r${rows === 0 ? "" : `\x1b[${rows}A`} \x1b[J\r`)
    );
  };
  assert.equal(await rowsUp("abc", 0, 11), 0);
  assert.equal(await rowsUp("abcdefghij", 0, 11), 1);
  assert.equal(await rowsUp("abcdefghij", 0, 30), 0);
  assert.equal(await rowsUp("abcdefghij", 0, 5), 2);
  assert.equal(await rowsUp("abcdefghij", 7, 5), 1, "the next character is in the second row");
  assert.equal(await rowsUp("abcdefgh", 0, 5), 1, "nothing follows a row that is full");
  assert.equal(
    await rowsUp("你好你好", 0, 5),
    2,
    "a wide character has no room in the last column",
  );
});

Deno.test("[Symbol.dispose]() prints what is left, takes the line away and lets go", async () => {
  const terminal = new FakeTerminal();
  const editor = new LineEditor(terminal);
  await terminal.type("abc", row("> abc"));
  editor.print("last words");
  editor[Symbol.dispose]();
  editor[Symbol.dispose]();
  assert.deepEqual(terminal.writes.slice(-2), [`${erased}last words\r\n`, forLine.leave]);
  editor.print("later");
  assert.equal(terminal.writes.at(-1), "later\r\n");
  assert.equal(terminal.listenerCount("resize"), 0);
  assert.equal(terminal.input.listenerCount("data"), 0);
  assert.deepEqual(terminal.calls, ["raw", "cooked"]);
});
