import assert from "node:assert/strict";
import { drawLine, eraseDrawing, showDrawing, type TerminalSize } from "../../ui/line_drawing.ts";

const size: TerminalSize = { columns: 11, rows: 5 };

function draw(text: string, cursor = text.length, { columns, rows } = size) {
  return drawLine({ prompt: "> ", text, cursor }, { columns, rows });
}

Deno.test("drawLine() breaks rows one column short of the terminal's width", () => {
  assert.deepEqual(draw("abcdefgh").rows, ["> abcdefgh"]);
  assert.deepEqual(draw("abcdefghi").rows, ["> abcdefgh", "i"]);
  assert.deepEqual(draw("abcdefg你好").rows, ["> abcdefg", "你好"]);
});

Deno.test("drawLine() finds the cursor, at the end of a full row too", () => {
  const at = (cursor: number) => {
    const { cursorRow, cursorText } = draw("abcdefghij", cursor);
    return [cursorRow, cursorText];
  };
  assert.deepEqual(at(0), [0, "> "]);
  assert.deepEqual(at(3), [0, "> abc"]);
  assert.deepEqual(at(8), [0, "> abcdefgh"]);
  assert.deepEqual(at(9), [1, "i"]);
  assert.deepEqual(at(10), [1, "ij"]);
});

Deno.test("drawLine() puts no cursor within what is drawn as one", () => {
  const family = "👨‍👩‍👧";
  assert.equal(draw(`a${family}b`, 3).cursorText, "> a");
  assert.equal(draw(`a${family}b`, 1 + family.length).cursorText, `> a${family}`);
});

Deno.test("drawLine() shows the rows around the cursor of more than the screen has", () => {
  const text = "0123456789".repeat(7);
  assert.deepEqual(draw(text).rows.map((row) => row[0]), ["8", "8", "8", "8", "8"]);
  assert.deepEqual(draw(text).cursorRow, 4);
  assert.deepEqual(draw(text, 0).rows[0], "> 01234567");
  assert.deepEqual(draw(text, 20).cursorRow, 0);
});

Deno.test("drawLine() draws no control character", () => {
  assert.deepEqual(draw("a\x1b\x9b\x1cb").rows, ["> a\ufffd\ufffd\ufffdb"]);
});

Deno.test("showDrawing() puts the cursor in the middle by writing up to it again", () => {
  assert.equal(showDrawing(draw("abcdefghij")), "> abcdefgh\r\nij");
  assert.equal(showDrawing(draw("abcdefghij", 9)), "> abcdefgh\r\nij\ri");
  assert.equal(showDrawing(draw("abcdefghij", 1)), "> abcdefgh\r\nij\r\x1b[1A> a");
});

Deno.test("eraseDrawing() goes up to where it began, however it was wrapped since", () => {
  const rowsUp = (text: string, cursor: number, columns: number) => {
    const erased = eraseDrawing(draw(text, cursor), { ...size, columns });
    return [0, 1, 2].find((rows) => {
      return erased === `\r${rows === 0 ? "" : `\x1b[${rows}A`} \x1b[J\r`;
    });
  };
  assert.equal(rowsUp("abc", 3, 11), 0);
  assert.equal(rowsUp("abcdefghij", 10, 11), 1);
  assert.equal(rowsUp("abcdefghij", 10, 30), 1);
  assert.equal(rowsUp("abcdefghij", 10, 5), 2);
  assert.equal(rowsUp("abcdefghij", 3, 5), 1, "the next character is in the second row");
  assert.equal(rowsUp("abcdefgh", 8, 5), 1, "nothing follows a row that is full");
  assert.equal(rowsUp("你好你好", 4, 5), 2, "a wide character has no room in the last column");
});
