import assert from "node:assert/strict";
import { LineEditor } from "../../ui/line_editor.ts";
import { FakeTerminal } from "./fake_terminal.ts";

const erased = "\r \x1b[J\r";

Deno.test("print() writes all of one turn at once, and the line again below it", async () => {
  const terminal = new FakeTerminal();
  using editor = new LineEditor(terminal);
  await terminal.type("hello", "> hello");
  const before = terminal.writes.length;
  await terminal.after(() => {
    editor.print("one");
    editor.print("two\n  more");
    editor.setPrompt("#dev> ");
  }, "hello");
  assert.deepEqual(terminal.writes.slice(before), [
    `${erased}one\r\ntwo\r\n  more\r\n#dev> hello`,
  ]);
});

Deno.test("LineEditor hands over what was entered and takes it from the screen", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("hi 你好", "> hi 你好");
  await terminal.type("\r", `${erased}> `);
  assert.deepEqual(terminal.calls, ["line hi 你好"]);
});

Deno.test("LineEditor gives back earlier lines, but no more than 500", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  const lines = Array.from({ length: 510 }, (_, index) => `line${index}\r`);
  await terminal.type(lines.join(""), "line line509");
  await terminal.type("\x1b[A", "> line509");
  await terminal.type("\x1b[A\x1b[A\x1b[B", "> line508");
  await terminal.type("\x1b[A".repeat(498), "> line10");
  await terminal.type("\x1b[A", "> ");
});

Deno.test("LineEditor completes as far as the candidates agree, then lists them", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.complete = (line, cursor) => ({
    candidates: ["Anna: ", "ann: "],
    replaces: line.slice(0, cursor),
  });
  await terminal.type("a there\x01\x06", "\r> a");
  await terminal.type("\t", `${erased}> Ann there\r> Ann`);
  await terminal.type("\t", `${erased}Anna  ann\r\n> Ann there\r> Ann`);
});

Deno.test("LineEditor puts the only candidate in place, in its own case", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.complete = () => ({ candidates: ["/join "], replaces: "/JO" });
  await terminal.type("/JO", "> /JO");
  await terminal.type("\t", "> /join ");
});

Deno.test("LineEditor takes a tab in what was pasted as text", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  terminal.complete = () => ({ candidates: ["no"], replaces: "" });
  await terminal.type("a\tb", "> a b");
  await terminal.type("\r", "line a\tb");
});

Deno.test("LineEditor tells an interrupt, and the end on an empty line only", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("ab\x01\x04", "> b\r> ");
  await terminal.type("\x03", "interrupt");
  await terminal.type("\x04\x04", "end");
  assert.deepEqual(terminal.calls, ["interrupt", "end"]);
});

Deno.test("LineEditor enters nothing that was not entered when the input ends", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("half a line", "> half a line");
  await terminal.after(() => terminal.input.end(), "end");
  assert.deepEqual(terminal.calls, ["end"]);
});

Deno.test("LineEditor does not stop the process with Ctrl+Z", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("a\x1ab", "> ab");
});

Deno.test("LineEditor draws the line again in another width, and at Ctrl+L", async () => {
  const terminal = new FakeTerminal();
  using _editor = new LineEditor(terminal);
  await terminal.type("abcdefghij", "> abcdefghij");
  terminal.columns = 8;
  await terminal.after(() => terminal.emit("resize"), "> abcde\r\nfghij");
  assert.ok(terminal.writes.at(-1)?.startsWith("\r\x1b[1A \x1b[J\r"));
  await terminal.type("\x0c", "> abcde\r\nfghij");
  assert.deepEqual(terminal.writes.slice(-2), ["\x1b[H\x1b[2J", "> abcde\r\nfghij"]);
});

Deno.test("[Symbol.dispose]() prints what is left, takes the line away and lets go", async () => {
  const terminal = new FakeTerminal();
  const editor = new LineEditor(terminal);
  await terminal.type("abc", "> abc");
  editor.print("last words");
  editor[Symbol.dispose]();
  editor[Symbol.dispose]();
  assert.equal(terminal.writes.at(-1), `${erased}last words\r\n`);
  editor.print("later");
  assert.equal(terminal.writes.at(-1), "later\r\n");
  assert.equal(terminal.listenerCount("resize"), 0);
  assert.equal(terminal.input.listenerCount("keypress"), 0);
  assert.deepEqual(terminal.calls, []);
});
